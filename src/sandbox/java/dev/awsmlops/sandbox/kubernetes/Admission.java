package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** What an object must be to be stored, whichever way it has come in. */
final class Admission {
    private Admission() {}

    /** Prunes and completes the object in place, by its schema; the warnings are for whoever sent it. */
    static List<String> admitFields(ResourceType type, ObjectNode object, ApiRequest request) {
        List<String> warnings = new ArrayList<>();
        if (!type.isCustom()) {
            object.path("metadata").properties().removeIf(entry -> entry.getValue()
                    .isNull());
            return warnings;
        }
        ObjectNode asSent = object.deepCopy();
        type.schema().prune(object).forEach(field -> warnings.add("unknown field \"" + field + "\""));
        type.schema().applyDefaults(object);
        if (request.fieldValidation().equals("Strict") && !warnings.isEmpty()) {
            String problem = "strict decoding error: " + String.join(", ", warnings);
            if (request.method().equals("PATCH")) {
                FieldError error =
                        FieldError.invalid("patch", FieldError.quote(new TextNode(Json.text(asSent))), problem);
                throw ApiFailure.of(422, "Invalid", " \"\" is invalid: " + error.text())
                        .cause(error.reason(), error.message(), error.field());
            }
            throw ApiFailure.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": " + problem);
        }
        return request.fieldValidation().equals("Ignore") ? List.of() : warnings;
    }

    /** An apply has to be understood in full: nobody could own a field that is not there. */
    static void refuseUndeclared(ResourceType type, KubeObject configuration) {
        List<String> undeclared =
                type.isCustom() ? type.schema().prune(configuration.json().deepCopy()) : List.of();
        if (!undeclared.isEmpty()) {
            throw ApiFailure.of(
                    500,
                    "",
                    "failed to create typed patch object ("
                            + configuration.namespace() + "/" + configuration.name() + "; " + type.apiVersion()
                            + ", Kind="
                            + type.kind() + "): ." + undeclared.get(0) + ": field not declared in schema");
        }
    }

    static void check(ResourceType type, ObjectNode object, ObjectNode live) {
        List<FieldError> errors = new ArrayList<>(ObjectMetadata.check(type, object, live));
        if (type.isCustom()) {
            errors.addAll(type.schema().check(object, live));
        } else {
            errors.addAll(BuiltInKinds.check(type, object));
        }
        if (!errors.isEmpty()) {
            throw ApiFailure.invalid(type, KubeObject.of(object).name(), errors);
        }
    }
}
