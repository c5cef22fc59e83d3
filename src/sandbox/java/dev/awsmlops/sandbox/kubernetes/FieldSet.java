package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A set of fields of an object, as {@code managedFields} lists them. A field is a path of elements as FieldsV1 spells
 * them: {@code f:name} for a property, {@code k:{"type":"Ready"}} for an item of a keyed list, {@code v:"x"} for a
 * member of a set. Immutable.
 */
record FieldSet(Set<List<String>> paths) {
    static final FieldSet EMPTY = new FieldSet(Set.of());
    private static final String SELF = ".";

    FieldSet {
        paths = Set.copyOf(paths);
    }

    static FieldSet parse(JsonNode fieldsV1) {
        Set<List<String>> paths = new HashSet<>();
        parse(fieldsV1, List.of(), paths);
        return new FieldSet(paths);
    }

    private static void parse(JsonNode node, List<String> path, Set<List<String>> paths) {
        node.properties().forEach(entry -> {
            if (entry.getKey().equals(SELF)) {
                paths.add(path);
            } else if (entry.getValue().isEmpty()) {
                paths.add(append(path, entry.getKey()));
            } else {
                parse(entry.getValue(), append(path, entry.getKey()), paths);
            }
        });
    }

    ObjectNode toFieldsV1() {
        return tree(0, paths);
    }

    private static ObjectNode tree(int depth, Set<List<String>> paths) {
        Map<String, Set<List<String>>> byElement = new TreeMap<>();
        for (List<String> path : paths) {
            String element = path.size() == depth ? SELF : path.get(depth);
            byElement.computeIfAbsent(element, key -> new HashSet<>()).add(path);
        }
        ObjectNode tree = Json.object();
        byElement.forEach((element, below) -> {
            boolean leaf = element.equals(SELF) || below.stream().allMatch(path -> path.size() == depth + 1);
            tree.set(element, leaf ? Json.object() : tree(depth + 1, below));
        });
        return tree;
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    FieldSet union(FieldSet other) {
        Set<List<String>> all = new HashSet<>(paths);
        all.addAll(other.paths);
        return new FieldSet(all);
    }

    FieldSet minus(FieldSet other) {
        Set<List<String>> left = new HashSet<>(paths);
        left.removeAll(other.paths);
        return new FieldSet(left);
    }

    FieldSet intersect(FieldSet other) {
        Set<List<String>> common = new HashSet<>(paths);
        common.retainAll(other.paths);
        return new FieldSet(common);
    }

    /** These fields and everything that holds them. */
    FieldSet withAncestors() {
        Set<List<String>> all = new HashSet<>();
        for (List<String> path : paths) {
            for (int length = 1; length <= path.size(); length++) {
                all.add(path.subList(0, length));
            }
        }
        return new FieldSet(all);
    }

    static List<String> append(List<String> path, String element) {
        List<String> longer = new ArrayList<>(path);
        longer.add(element);
        return List.copyOf(longer);
    }

    /** A path as a person reads it: {@code .status.conditions[type="Ready"].reason}. */
    static String describe(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String element : path) {
            String rest = element.substring(2);
            if (element.startsWith("f:")) {
                text.append('.').append(rest);
            } else if (element.startsWith("k:")) {
                List<String> keys = new ArrayList<>();
                Json.parse(rest).properties().forEach(key -> keys.add(key.getKey() + "=" + Json.text(key.getValue())));
                text.append('[').append(String.join(",", keys)).append(']');
            } else {
                text.append("[=").append(rest).append(']');
            }
        }
        return text.toString();
    }
}
