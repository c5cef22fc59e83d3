package dev.awsmlops.sandbox.kubernetes;

import java.util.List;

/**
 * A kind of object that the server keeps, and how it is addressed, listed and printed.
 *
 * @param schema what a custom resource must look like; null for Kubernetes' own kinds, which are taken as they come
 * @param selectableFields what field selectors may ask for besides name and namespace; only kept to for custom resources
 */
record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        boolean statusSubresource,
        CustomResourceSchema schema,
        List<String> selectableFields,
        List<Column> columns) {

    static final String NAMESPACES = "namespaces";
    static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String listKind() {
        return kind + "List";
    }

    /** The name that messages and CustomResourceDefinitions use: {@code plural.group}. */
    String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean isCustom() {
        return schema != null;
    }

    boolean isNamespace() {
        return groupResource().equals(NAMESPACES);
    }

    boolean isDefinition() {
        return groupResource().equals(DEFINITIONS);
    }

    /** Whether {@code metadata.generation} counts changes of what is wanted. */
    boolean hasGeneration() {
        return isCustom() || isDefinition();
    }

    Schema structure() {
        return schema == null ? Schema.ofKind(Schema.ANY.json()) : schema.structure();
    }

    String apiPath() {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    String path(String namespace) {
        return apiPath() + (namespaced && !namespace.isEmpty() ? "/namespaces/" + namespace : "") + "/" + plural;
    }

    String path(String namespace, String name) {
        return path(namespace) + "/" + name;
    }
}
