package dev.awsmlops.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the answer of an operation. What has no value is left out, as AWS does. */
public final class Output {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    public Output put(String field, String value) {
        json.put(field, value);
        return this;
    }

    public Output put(String field, Optional<String> value) {
        value.ifPresent(text -> json.put(field, text));
        return this;
    }

    public Output put(String field, double value) {
        json.put(field, value);
        return this;
    }

    public Output put(String field, boolean value) {
        json.put(field, value);
        return this;
    }

    public Output put(String field, int value) {
        json.put(field, value);
        return this;
    }

    public Output put(String field, long value) {
        json.put(field, value);
        return this;
    }

    /** Seconds since the epoch, the default time format of AWS JSON (Smithy, "timestampFormat"). */
    public Output put(String field, Instant value) {
        json.put(field, BigDecimal.valueOf(value.toEpochMilli(), 3));
        return this;
    }

    public Output put(String field, JsonNode value) {
        json.set(field, value);
        return this;
    }

    public Output put(String field, List<String> values) {
        ArrayNode array = json.putArray(field);
        values.forEach(array::add);
        return this;
    }

    public Output put(String field, Map<String, String> values) {
        ObjectNode object = json.putObject(field);
        values.forEach(object::put);
        return this;
    }

    public Output objects(String field, List<ObjectNode> values) {
        json.putArray(field).addAll(values);
        return this;
    }

    /** Repeats the named fields of what the resource was made from. */
    public Output copy(ObjectNode from, String... fields) {
        for (String field : fields) {
            if (from.hasNonNull(field)) {
                json.set(field, from.get(field).deepCopy());
            }
        }
        return this;
    }

    public ObjectNode json() {
        return json;
    }
}
