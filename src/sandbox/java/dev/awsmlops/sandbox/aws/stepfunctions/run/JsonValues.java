package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** JSON as JSONata takes and gives it: maps, lists, text, numbers, truth values and null. */
final class JsonValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    static Object toJava(JsonNode value) {
        return JSON.convertValue(value, Object.class);
    }

    /**
     * The value as JSON. A whole number is written without a fraction, as JavaScript does.
     *
     * @throws IllegalArgumentException for what JSON does not have, such as a function
     */
    static JsonNode toJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, member) -> object.set((String) key, toJson(member)));
            return object;
        }
        if (value instanceof List<?> list && !Utils.isFunction(value)) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(toJson(item)));
            return array;
        }
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return JSON.valueToTree(value);
        }
        throw new IllegalArgumentException("it is a function");
    }

    private static JsonNode number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("it is not a finite number");
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole ? shortest((long) value) : NODES.numberNode(value);
    }

    private static JsonNode shortest(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }
}
