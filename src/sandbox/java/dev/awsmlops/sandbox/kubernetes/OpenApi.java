package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** As much of the OpenAPI documents as kubectl reads, to validate on the server and to explain fields. */
final class OpenApi {
    private static final String ROOT = "/openapi/v3";

    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    Optional<JsonNode> answer(String path) {
        if (path.equals("/openapi/v2")) {
            ObjectNode document = document("swagger", "2.0");
            document.putObject("definitions");
            return Optional.of(document);
        }
        if (path.equals(ROOT)) {
            ObjectNode paths = Json.object();
            types.all().forEach(type -> paths.putObject(type.apiPath().substring(1))
                    .put("serverRelativeURL", ROOT + type.apiPath()));
            ObjectNode root = Json.object();
            root.set("paths", paths);
            return Optional.of(root);
        }
        List<ResourceType> served = types.all().stream()
                .filter(type -> path.equals(ROOT + type.apiPath()))
                .toList();
        return served.isEmpty() ? Optional.empty() : Optional.of(describe(served));
    }

    private static ObjectNode document(String version, String value) {
        ObjectNode document = Json.object().put(version, value);
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.33.0");
        document.putObject("paths");
        return document;
    }

    private static ObjectNode describe(List<ResourceType> served) {
        ObjectNode document = document("openapi", "3.0.0");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceType type : served) {
            ObjectNode kind = Json.object()
                    .put("group", type.group())
                    .put("kind", type.kind())
                    .put("version", type.version());
            String collection = type.path(type.namespaced() ? "{namespace}" : "");
            ObjectNode paths = (ObjectNode) document.get("paths");
            paths.putObject(collection).set("get", operation("list", kind));
            ObjectNode patch = operation("patch", kind);
            ArrayNode parameters = patch.putArray("parameters");
            for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
                parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "query")
                        .putObject("schema")
                        .put("type", name.equals("force") ? "boolean" : "string");
            }
            paths.putObject(collection + "/{name}").set("patch", patch);
            ObjectNode schema = type.structure().json().deepCopy();
            schema.putArray("x-kubernetes-group-version-kind").add(kind);
            String group = type.group().isEmpty() ? "core" : type.group();
            schemas.set(group + "." + type.version() + "." + type.kind(), schema);
        }
        return document;
    }

    private static ObjectNode operation(String action, ObjectNode kind) {
        ObjectNode operation = Json.object().put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", kind);
        return operation;
    }
}
