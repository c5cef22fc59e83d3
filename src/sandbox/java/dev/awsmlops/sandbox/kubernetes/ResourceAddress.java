package dev.awsmlops.sandbox.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * What a path is about.
 *
 * @param namespace empty for all namespaces, and for kinds that have none
 * @param name empty for the whole collection
 * @param subresource such as {@code status}; empty for the object itself
 */
record ResourceAddress(ResourceType type, String namespace, String name, String subresource) {
    static Optional<ResourceAddress> parse(String path, ResourceTypes types) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        int start = path.startsWith("/apis/") ? 3 : 2;
        if (!(path.startsWith("/api/") || path.startsWith("/apis/")) || parts.size() <= start) {
            return Optional.empty();
        }
        String group = start == 3 ? parts.get(1) : "";
        String version = parts.get(start - 1);
        List<String> rest = parts.subList(start, parts.size());
        if (rest.get(0).equals(ResourceType.NAMESPACES) && rest.size() > 2) {
            Optional<ResourceType> within =
                    types.find(group, version, rest.get(2)).filter(ResourceType::namespaced);
            if (within.isPresent()) {
                return Optional.of(new ResourceAddress(within.get(), rest.get(1), part(rest, 3), part(rest, 4)));
            }
        }
        return types.find(group, version, rest.get(0))
                .map(type -> new ResourceAddress(type, "", part(rest, 1), part(rest, 2)));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    boolean isStatus() {
        return subresource.equals("status");
    }
}
