package dev.awsmlops.sandbox.aws.glue.crawler.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.sandbox.aws.glue.crawler.format.DataType.Primitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Recognizes JSON: objects one after the other, each on a line or not, or an array. */
final class JsonClassifier {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonClassifier() {}

    /** What it makes of the text; empty if it is no JSON. */
    static Optional<Contents> classify(String text, String compression) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return contents(records(text), new DataFormat("json", compression, ""));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static List<JsonNode> records(String text) throws JsonProcessingException {
        List<JsonNode> records = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                records.add(parser.readValueAsTree());
            }
            return records;
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An array is one record of one column named array (Glue developer guide, "Writing JSON custom classifiers"). */
    private static Optional<Contents> contents(List<JsonNode> records, DataFormat format) {
        if (records.size() == 1 && records.get(0).isArray()) {
            return Optional.of(contents(List.of(new Column("array", type(records.get(0)))), 1, format));
        }
        if (!records.stream().allMatch(JsonNode::isObject)) {
            return Optional.empty();
        }
        DataType.Struct all = new DataType.Struct(Map.of());
        for (JsonNode record : records) {
            all = (DataType.Struct) all.merge(type(record));
        }
        List<Column> columns = all.fields().entrySet().stream()
                .map(field -> new Column(field.getKey(), field.getValue()))
                .toList();
        return Optional.of(contents(columns, records.size(), format));
    }

    private static Contents contents(List<Column> columns, long records, DataFormat format) {
        return new Contents(format, columns, OptionalLong.of(records), false, false);
    }

    /** "Schema - A:int, B:int" (developer guide, "Creating a single schema for each Amazon S3 include path"). */
    private static DataType type(JsonNode value) {
        if (value.isObject()) {
            Map<String, DataType> fields = new LinkedHashMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), type(field.getValue())));
            return new DataType.Struct(fields);
        }
        if (value.isArray()) {
            DataType element = Primitive.UNDECIDED;
            for (JsonNode one : value) {
                element = element.merge(type(one));
            }
            return new DataType.Array(element);
        }
        if (value.isNull()) {
            return Primitive.UNDECIDED;
        }
        if (value.isBoolean()) {
            return Primitive.BOOLEAN;
        }
        if (value.isNumber()) {
            return number(value);
        }
        return Primitive.STRING;
    }

    private static DataType number(JsonNode value) {
        if (value.isInt()) {
            return Primitive.INT;
        }
        return value.isLong() ? Primitive.BIGINT : Primitive.DOUBLE;
    }
}
