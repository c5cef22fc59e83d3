package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/** Which value of the object as it was stands for a value of the object as it is; null where none does. */
final class Correlation {
    private Correlation() {}

    static JsonNode field(JsonNode old, String name) {
        return old == null ? null : old.get(name);
    }

    /** Items correlate by key in keyed lists only; in others a position says nothing. */
    static JsonNode item(JsonNode old, JsonNode item, Schema list) {
        if (old == null || !old.isArray() || !list.isKeyedList()) {
            return null;
        }
        for (JsonNode candidate : old) {
            if (list.keysOf(candidate).equals(list.keysOf(item))) {
                return candidate;
            }
        }
        return null;
    }
}
