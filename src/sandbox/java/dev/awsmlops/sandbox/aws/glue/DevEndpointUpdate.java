package dev.awsmlops.sandbox.aws.glue;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What UpdateDevEndpoint can change: public keys, arguments and custom libraries. Everything else takes a new endpoint
 * (API reference, UpdateDevEndpoint).
 */
final class DevEndpointUpdate {

    private static final int MOST_KEYS = 5;

    private DevEndpointUpdate() {}

    static void apply(Request request, ObjectNode properties) {
        publicKeys(request, properties);
        arguments(request, properties);
        libraries(request.input().path("CustomLibraries"), properties);
    }

    /**
     * An endpoint made with PublicKey must lose it through DeletePublicKeys before it can have a list (API reference,
     * DevEndpoint, PublicKeys).
     */
    private static void publicKeys(Request request, ObjectNode properties) {
        List<String> added = request.strings("AddPublicKeys", MOST_KEYS);
        List<String> deleted = request.strings("DeletePublicKeys", MOST_KEYS);
        boolean single = properties.hasNonNull("PublicKey");
        boolean dropsSingle =
                single && deleted.contains(properties.get("PublicKey").asText());
        if (single && !dropsSingle && !added.isEmpty()) {
            throw invalid("The endpoint's PublicKey must be deleted before a list of public keys is set.");
        }
        Set<String> keys = new LinkedHashSet<>();
        properties.path("PublicKeys").forEach(key -> keys.add(key.asText()));
        keys.removeAll(deleted);
        keys.addAll(added);
        if (keys.size() > MOST_KEYS) {
            throw invalid("A dev endpoint can have at most 5 public keys.");
        }
        if (dropsSingle) {
            properties.remove("PublicKey");
        }
        request.text("PublicKey").ifPresent(key -> properties.put("PublicKey", key));
        if (!added.isEmpty() || !deleted.isEmpty()) {
            ArrayNode array = properties.putArray("PublicKeys");
            keys.forEach(array::add);
        }
    }

    private static void arguments(Request request, ObjectNode properties) {
        ObjectNode arguments = properties.withObjectProperty("Arguments");
        arguments.remove(request.strings("DeleteArguments"));
        request.map("AddArguments", 100).forEach(arguments::put);
    }

    private static void libraries(JsonNode libraries, ObjectNode properties) {
        for (String field : List.of("ExtraPythonLibsS3Path", "ExtraJarsS3Path")) {
            if (libraries.hasNonNull(field)) {
                properties.set(field, libraries.get(field));
            }
        }
    }
}
