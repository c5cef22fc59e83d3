package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/** What kinds there are, as kubectl and other clients ask before anything else. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final ResourceTypes types;
    private final OpenApi openApi;

    Discovery(ResourceTypes types) {
        this.types = types;
        openApi = new OpenApi(types);
    }

    Optional<JsonNode> answer(ApiRequest request) {
        String path = request.path().replaceAll("/+$", "");
        if (List.of("/healthz", "/livez", "/readyz").contains(path)) {
            return Optional.of(new TextNode("ok"));
        }
        if (path.startsWith("/openapi")) {
            return openApi.answer(path);
        }
        return switch (path) {
            case "/version" ->
                Optional.of(Json.object()
                        .put("major", "1")
                        .put("minor", "33")
                        .put("gitVersion", "v1.33.0+sandbox")
                        .put("gitTreeState", "clean")
                        .put("platform", "linux/amd64"));
            case "/api" -> {
                ObjectNode versions = Json.object().put("kind", "APIVersions");
                versions.putArray("versions").add("v1");
                yield Optional.of(versions);
            }
            case "/apis" -> {
                ObjectNode groups = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
                ArrayNode list = groups.putArray("groups");
                groups().forEach(group -> list.add(group(group)));
                yield Optional.of(groups);
            }
            default -> ofGroupOrVersion(path);
        };
    }

    private List<String> groups() {
        return types.all().stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<JsonNode> ofGroupOrVersion(String path) {
        for (String group : groups()) {
            if (path.equals("/apis/" + group)) {
                return Optional.of(group(group).put("kind", "APIGroup").put("apiVersion", "v1"));
            }
        }
        List<ResourceType> served =
                types.all().stream().filter(type -> type.apiPath().equals(path)).toList();
        return served.isEmpty() ? Optional.empty() : Optional.of(resources(served));
    }

    private ObjectNode group(String group) {
        ObjectNode json = Json.object().put("name", group);
        ArrayNode versions = json.putArray("versions");
        types.all().stream()
                .filter(type -> type.group().equals(group))
                .map(ResourceType::version)
                .distinct()
                .forEach(version -> versions.addObject()
                        .put("groupVersion", group + "/" + version)
                        .put("version", version));
        json.set("preferredVersion", versions.get(0));
        return json;
    }

    private static ObjectNode resources(List<ResourceType> served) {
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", served.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : served) {
            ObjectNode resource = resources
                    .addObject()
                    .put("name", type.plural())
                    .put("singularName", type.singular())
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            ArrayNode verbs = resource.putArray("verbs");
            VERBS.forEach(verbs::add);
            if (!type.shortNames().isEmpty()) {
                ArrayNode names = resource.putArray("shortNames");
                type.shortNames().forEach(names::add);
            }
            if (!type.categories().isEmpty()) {
                ArrayNode categories = resource.putArray("categories");
                type.categories().forEach(categories::add);
            }
            if (type.statusSubresource()) {
                ObjectNode status = resources
                        .addObject()
                        .put("name", type.plural() + "/status")
                        .put("singularName", "")
                        .put("namespaced", type.namespaced())
                        .put("kind", type.kind());
                status.putArray("verbs").add("get").add("patch").add("update");
            }
        }
        return list;
    }
}
