package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.NullValue;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON values as CEL values of the types that their schema gives them. */
final class CelValues {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private CelValues() {}

    /** A property's name as rules write it: {@code __dash__} for a dash, {@code __if__} for a keyword. */
    static String escape(String property) {
        if (RESERVED.contains(property)) {
            return "__" + property + "__";
        }
        return property.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }

    static Object value(JsonNode json, Schema schema) {
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            boolean struct = schema.json().has("properties");
            json.properties().forEach(entry -> {
                if (!struct || schema.declares(entry.getKey())) {
                    String key = struct ? escape(entry.getKey()) : entry.getKey();
                    map.put(key, value(entry.getValue(), schema.property(entry.getKey())));
                }
            });
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(item -> list.add(value(item, schema.items())));
            return list;
        }
        if (json.isNumber()) {
            boolean isDouble = schema.type().equals("number") || !json.isIntegralNumber();
            return isDouble ? (Object) json.doubleValue() : (Object) json.longValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isNull() ? NullValue.NULL_VALUE : string(json.asText(), schema);
    }

    private static Object string(String text, Schema schema) {
        if (!schema.type().equals("string")) {
            return text;
        }
        return switch (schema.json().path("format").asText()) {
            case "date-time" -> OffsetDateTime.parse(text).toInstant();
            case "date" -> OffsetDateTime.parse(text + "T00:00:00Z").toInstant();
            case "duration" -> StringFormat.duration(text);
            case "byte" -> ByteString.copyFrom(Base64.getDecoder().decode(text));
            default -> text;
        };
    }
}
