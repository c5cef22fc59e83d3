package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merging and cutting objects along their schema: keyed lists by key, sets by value, anything atomic as a whole. */
final class StructuredMerge {
    private StructuredMerge() {}

    /** The live value with everything in it that is configured; neither argument is changed. */
    static JsonNode merge(JsonNode live, JsonNode configured, Schema schema) {
        if (configured instanceof ObjectNode object && live instanceof ObjectNode base && !schema.isAtomicMap()) {
            ObjectNode merged = base.deepCopy();
            object.properties().forEach(entry -> {
                JsonNode current = base.get(entry.getKey());
                merged.set(entry.getKey(), merge(current, entry.getValue(), schema.property(entry.getKey())));
            });
            return merged;
        }
        if (configured instanceof ArrayNode list
                && live instanceof ArrayNode base
                && (schema.isSet() || schema.isKeyedList())) {
            return mergeItems(base, list, schema);
        }
        return configured.deepCopy();
    }

    /** Items that are only live keep their place; those configured come in the order they are configured in. */
    private static ArrayNode mergeItems(ArrayNode live, ArrayNode configured, Schema schema) {
        Map<String, JsonNode> mine = new LinkedHashMap<>();
        configured.forEach(item -> mine.put(ObjectFields.element(item, schema), item));
        Map<String, JsonNode> theirs = new LinkedHashMap<>();
        live.forEach(item -> theirs.put(ObjectFields.element(item, schema), item));
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        var next = mine.entrySet().iterator();
        theirs.forEach((key, item) -> {
            if (!mine.containsKey(key)) {
                merged.put(key, item);
                return;
            }
            boolean placed = false;
            while (!placed && next.hasNext()) {
                var entry = next.next();
                placed = theirs.containsKey(entry.getKey());
                merged.put(entry.getKey(), mergeItem(theirs.get(entry.getKey()), entry.getValue(), schema));
            }
        });
        next.forEachRemaining(entry -> merged.put(entry.getKey(), entry.getValue()));
        return Json.array().addAll(merged.values());
    }

    private static JsonNode mergeItem(JsonNode live, JsonNode configured, Schema list) {
        return live == null ? configured : merge(live, configured, list.items());
    }

    /** Takes the field at a path out of the object, in place. */
    static void remove(ObjectNode object, List<String> path) {
        JsonNode parent = find(object, path.subList(0, path.size() - 1));
        String last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode map) {
            map.remove(last.substring(2));
        } else if (parent instanceof ArrayNode list) {
            int index = indexOf(list, last);
            if (index >= 0) {
                list.remove(index);
            }
        }
    }

    /** The value at a path, or null. */
    static JsonNode find(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String element : path) {
            if (node instanceof ArrayNode list) {
                int index = indexOf(list, element);
                node = index < 0 ? null : list.get(index);
            } else {
                node = node == null ? null : node.get(element.substring(2));
            }
        }
        return node;
    }

    private static int indexOf(ArrayNode list, String element) {
        JsonNode wanted = Json.parse("[" + element.substring(2) + "]").get(0);
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            boolean found = element.startsWith("v:")
                    ? item.equals(wanted)
                    : wanted.properties().stream()
                            .allMatch(key -> key.getValue().equals(item.get(key.getKey())));
            if (found) {
                return i;
            }
        }
        return -1;
    }
}
