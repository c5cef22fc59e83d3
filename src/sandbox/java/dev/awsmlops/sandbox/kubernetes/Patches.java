package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;

/** The patch formats other than server-side apply. */
final class Patches {
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    private Patches() {}

    static ObjectNode apply(ResourceType type, ApiRequest request, ObjectNode live) {
        String format = request.contentType();
        if (type.isCustom() && format.startsWith(STRATEGIC)) {
            throw unsupported();
        }
        return switch (format) {
            case "application/json-patch+json" -> jsonPatch(request.body(), live);
            case "application/merge-patch+json" -> (ObjectNode) merge(live, request.object());
            case STRATEGIC -> {
                // Lists are replaced: those of the few built-in kinds here have at most one writer.
                yield (ObjectNode) merge(live, withoutDirectives(request.object()));
            }
            default -> throw unsupported();
        };
    }

    private static ApiFailure unsupported() {
        return ApiFailure.of(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    private static ObjectNode jsonPatch(String operations, ObjectNode live) {
        JsonNode patched = live.deepCopy();
        try {
            for (JsonNode operation : Json.parse(operations)) {
                // The library takes these for done already; the server does not.
                boolean needsTarget = List.of("remove", "replace")
                        .contains(operation.path("op").asText());
                if (needsTarget && patched.at(operation.path("path").asText()).isMissingNode()) {
                    throw new JsonPatchException("no such path");
                }
                patched = JsonPatch.apply(Json.array().add(operation), patched);
            }
        } catch (JsonPatchException e) {
            throw ApiFailure.of(422, "Invalid", "the server rejected our request due to an error in our request");
        }
        // Through text, so that numbers are of the same types as everywhere else.
        return Json.parseObject(Json.text(patched));
    }

    /** RFC 7386: null removes, objects merge, anything else replaces. */
    private static JsonNode merge(JsonNode live, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = live instanceof ObjectNode object ? object.deepCopy() : Json.object();
        changes.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), merge(merged.get(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }

    private static ObjectNode withoutDirectives(ObjectNode patch) {
        patch.properties().removeIf(entry -> entry.getKey().startsWith("$"));
        patch.forEach(value -> {
            if (value instanceof ObjectNode object) {
                withoutDirectives(object);
            }
        });
        return patch;
    }
}
