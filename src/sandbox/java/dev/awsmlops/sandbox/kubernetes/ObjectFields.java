package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one object as ownership counts them: how far down a field goes is the schema's word, since a list or a
 * map may be atomic. Identity ({@code metadata.name} and the like) is nobody's and is left out.
 */
final class ObjectFields {
    private static final Set<String> NOBODYS_METADATA = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "selfLink",
            "managedFields",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    /** What a container stands for when values are compared: it is there, and its fields are compared by themselves. */
    private static final JsonNode CONTAINER = Json.object().put("container", true);

    private final Map<List<String>, JsonNode> all = new LinkedHashMap<>();
    private final Set<List<String>> claimed = new HashSet<>();

    private ObjectFields() {}

    static ObjectFields of(JsonNode object, Schema schema) {
        ObjectFields fields = new ObjectFields();
        object.properties().forEach(entry -> {
            Schema property = schema.property(entry.getKey());
            if (entry.getKey().equals("metadata")) {
                entry.getValue().properties().stream()
                        .filter(field -> !NOBODYS_METADATA.contains(field.getKey()))
                        .forEach(field -> fields.visit(
                                List.of("f:metadata", "f:" + field.getKey()),
                                field.getValue(),
                                property.property(field.getKey()),
                                false));
            } else if (!entry.getKey().equals("apiVersion") && !entry.getKey().equals("kind")) {
                fields.visit(List.of("f:" + entry.getKey()), entry.getValue(), property, false);
            }
        });
        return fields;
    }

    private void visit(List<String> path, JsonNode value, Schema schema, boolean claimsContainer) {
        if (value instanceof ObjectNode object && !object.isEmpty() && !schema.isAtomicMap()) {
            container(path, claimsContainer);
            object.properties()
                    .forEach(entry -> visit(
                            FieldSet.append(path, "f:" + entry.getKey()),
                            entry.getValue(),
                            schema.property(entry.getKey()),
                            !schema.declares(entry.getKey())));
        } else if (value instanceof ArrayNode list && !list.isEmpty() && schema.isSet()) {
            container(path, claimsContainer);
            list.forEach(item -> leaf(FieldSet.append(path, element(item, schema)), item));
        } else if (value instanceof ArrayNode list && !list.isEmpty() && schema.isKeyedList()) {
            container(path, claimsContainer);
            list.forEach(item -> visit(FieldSet.append(path, element(item, schema)), item, schema.items(), true));
        } else {
            leaf(path, value);
        }
    }

    /** How a path names this item of a set or of a keyed list. */
    static String element(JsonNode item, Schema list) {
        return list.isSet() ? "v:" + Json.text(item) : "k:" + Json.text(list.keysOf(item));
    }

    private void container(List<String> path, boolean claims) {
        all.put(path, CONTAINER);
        if (claims) {
            claimed.add(path);
        }
    }

    private void leaf(List<String> path, JsonNode value) {
        all.put(path, value);
        claimed.add(path);
    }

    /** What someone who applies this object claims to own. */
    FieldSet claimed() {
        return new FieldSet(claimed);
    }

    /** The fields that are here and are not there, or are different there. */
    FieldSet changedSince(ObjectFields before) {
        Set<List<String>> changed = new HashSet<>();
        all.forEach((path, value) -> {
            if (!value.equals(before.all.get(path))) {
                changed.add(path);
            }
        });
        return new FieldSet(changed);
    }

    /** The fields that were there and are not here. */
    FieldSet removedSince(ObjectFields before) {
        Set<List<String>> removed = new HashSet<>(before.all.keySet());
        removed.removeAll(all.keySet());
        return new FieldSet(removed);
    }
}
