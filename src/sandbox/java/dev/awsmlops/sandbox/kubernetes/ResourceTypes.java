package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds that are served: a few of Kubernetes' own, and one for each CustomResourceDefinition. */
final class ResourceTypes {
    private final Map<String, ResourceType> types = new LinkedHashMap<>();

    ResourceTypes() {
        BuiltInTypes.all().forEach(this::add);
    }

    /** The kind that a definition defines, by the version of it that is stored. */
    static ResourceType defined(ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode version = Json.object();
        for (JsonNode candidate : spec.path("versions")) {
            version = candidate.path("storage").asBoolean() ? candidate : version;
        }
        JsonNode names = spec.path("names");
        List<Column> columns = new ArrayList<>(List.of(Column.objectName()));
        version.path("additionalPrinterColumns").forEach(column -> columns.add(Column.declared(column)));
        if (columns.size() == 1) {
            columns.add(Column.age());
        }
        List<String> selectable = new ArrayList<>();
        version.path("selectableFields")
                .forEach(field -> selectable.add(field.path("jsonPath").asText().substring(1)));
        return new ResourceType(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("plural").asText(),
                names.path("singular").asText(names.path("kind").asText().toLowerCase(Locale.ROOT)),
                names.path("kind").asText(),
                spec.path("scope").asText().equals("Namespaced"),
                Json.strings(names.path("shortNames")),
                Json.strings(names.path("categories")),
                version.path("subresources").has("status"),
                CustomResourceSchema.of(version.path("schema").path("openAPIV3Schema")),
                selectable,
                columns);
    }

    synchronized void add(ResourceType type) {
        types.put(type.groupResource(), type);
    }

    synchronized void remove(String groupResource) {
        types.remove(groupResource);
    }

    synchronized List<ResourceType> all() {
        return List.copyOf(types.values());
    }

    ResourceType get(String groupResource) {
        return all().stream()
                .filter(type -> type.groupResource().equals(groupResource))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind " + groupResource + " is installed"));
    }

    boolean isInstalled(String groupResource) {
        return all().stream().anyMatch(type -> type.groupResource().equals(groupResource));
    }

    Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return all().stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst();
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return all().stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.plural().equals(plural))
                .findFirst();
    }
}
