package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What the server, or a controller beside it, would fill into and demand of a few of Kubernetes' own kinds. */
final class BuiltInKinds {
    private BuiltInKinds() {}

    /** Fills in what the object would soon have on a cluster. */
    static void complete(ResourceType type, ObjectNode object, Instant now) {
        KubeObject view = KubeObject.of(object);
        if (type.isNamespace()) {
            Json.child(view.metadata(), "labels").put("kubernetes.io/metadata.name", view.name());
            if (!view.isDeleting()) {
                Json.child(object, "status").put("phase", "Active");
            }
        } else if (type.isDefinition()) {
            establish(object, now);
        } else if (type.kind().equals("Secret")) {
            object.path("stringData").properties().forEach(entry -> Json.child(object, "data")
                    .put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
            object.remove("stringData");
            if (!object.has("type")) {
                object.put("type", "Opaque");
            }
        }
    }

    private static void establish(ObjectNode definition, Instant now) {
        ObjectNode names = Json.child(Json.child(definition, "spec"), "names");
        String kind = names.path("kind").asText();
        if (!names.has("listKind")) {
            names.put("listKind", kind + "List");
        }
        if (!names.has("singular")) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        ObjectNode status = Json.child(definition, "status");
        status.set("acceptedNames", names.deepCopy());
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : definition.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
        if (!status.has("conditions")) {
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
            condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", now);
        }
    }

    private static void condition(ArrayNode conditions, String type, String reason, String message, Instant now) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", KubeObject.timestamp(now));
    }

    static List<FieldError> check(ResourceType type, ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        if (type.isDefinition()) {
            JsonNode spec = object.path("spec");
            String name = spec.path("names").path("plural").asText() + "."
                    + spec.path("group").asText();
            if (!KubeObject.of(object).name().equals(name)) {
                errors.add(FieldError.invalid(
                        "metadata.name",
                        "\"" + KubeObject.of(object).name() + "\"",
                        "must be spec.names.plural+\".\"+spec.group"));
            }
            errors.addAll(ResourceTypes.defined(object).schema().ruleErrors());
        }
        return errors;
    }
}
