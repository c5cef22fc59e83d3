package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** An answer other than success: a {@code Status} in the API server's own words. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient ObjectNode status;

    private ApiFailure(int code, String reason, String message) {
        super(message, null, false, false);
        status = Json.object()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        status.putObject("metadata");
    }

    int code() {
        return status.path("code").asInt();
    }

    ObjectNode status() {
        return status;
    }

    static ApiFailure of(int code, String reason, String message) {
        return new ApiFailure(code, reason, message);
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message);
    }

    static ApiFailure noSuchPath() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiFailure notFound(ResourceType type, String name) {
        return new ApiFailure(404, "NotFound", type.groupResource() + " \"" + name + "\" not found")
                .about(name, type.group(), type.plural());
    }

    static ApiFailure alreadyExists(ResourceType type, String name) {
        return new ApiFailure(409, "AlreadyExists", type.groupResource() + " \"" + name + "\" already exists")
                .about(name, type.group(), type.plural());
    }

    static ApiFailure conflict(ResourceType type, String name, String why) {
        return new ApiFailure(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + type.groupResource() + " \"" + name + "\": " + why)
                .about(name, type.group(), type.plural());
    }

    static ApiFailure modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure forbidden(ResourceType type, String name, String why) {
        return new ApiFailure(403, "Forbidden", type.groupResource() + " \"" + name + "\" is forbidden: " + why)
                .about(name, type.group(), type.plural());
    }

    static ApiFailure expired(String message) {
        return new ApiFailure(410, "Expired", message);
    }

    static ApiFailure invalid(ResourceType type, String name, List<FieldError> errors) {
        String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        String all = errors.stream().map(FieldError::text).distinct().collect(Collectors.joining(", "));
        String message = kind + " \"" + name + "\" is invalid: " + (errors.size() > 1 ? "[" + all + "]" : all);
        ApiFailure failure = new ApiFailure(422, "Invalid", message).about(name, type.group(), type.kind());
        errors.forEach(error -> failure.cause(error.reason(), error.message(), error.field()));
        return failure;
    }

    static ApiFailure applyConflict(String message) {
        ApiFailure failure = new ApiFailure(409, "Conflict", message);
        failure.status.putObject("details");
        return failure;
    }

    ApiFailure cause(String reason, String message, String field) {
        ArrayNode causes = Json.child(status, "details").withArray("causes");
        causes.addObject().put("reason", reason).put("message", message).put("field", field);
        return this;
    }

    private ApiFailure about(String name, String group, String kind) {
        ObjectNode details = status.putObject("details").put("name", name);
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", kind);
        return this;
    }
}
