package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values against their structural schema, with the words of the API server's validator. On an update, what has not
 * changed is not judged again: a rule made stricter since must not keep the rest of an object from being changed.
 */
final class SchemaValidation {
    private final List<FieldError> errors = new ArrayList<>();

    private SchemaValidation() {}

    /** @param old what the object was before, or null when it is new */
    static List<FieldError> check(JsonNode object, JsonNode old, Schema schema) {
        SchemaValidation validation = new SchemaValidation();
        validation.visit("", object, old, schema);
        return validation.errors;
    }

    private void visit(String path, JsonNode value, JsonNode old, Schema schema) {
        if (value.equals(old)) {
            return;
        }
        if (value.isNull()) {
            if (!schema.nullable() && !schema.type().isEmpty()) {
                wrongType(path, schema.type(), "null");
            }
            return;
        }
        checkType(path, value, schema);
        checkAlternatives(path, value, schema);
        if (value.isTextual()) {
            checkString(path, value, schema);
        } else if (value.isNumber()) {
            checkNumber(path, value, schema);
        } else if (value.isArray()) {
            checkList(path, value, old, schema);
        }
        checkEnum(path, value, schema);
        if (value.isObject()) {
            checkObject(path, value, old, schema);
        }
    }

    private void checkType(String path, JsonNode value, Schema schema) {
        String actual = typeOf(value);
        if (schema.intOrString()) {
            if (!actual.equals("integer") && !actual.equals("string")) {
                wrongType(path, "integer,string", actual);
            }
        } else if (!schema.type().isEmpty() && !schema.type().equals(actual)) {
            boolean wholeNumber = value.isNumber() && schema.type().equals("integer") && isWhole(value);
            if (!wholeNumber && !(actual.equals("integer") && schema.type().equals("number"))) {
                wrongType(path, schema.type(), actual);
            }
        }
    }

    private static String typeOf(JsonNode value) {
        if (value.isNumber()) {
            return value.isIntegralNumber() ? "integer" : "number";
        }
        return value.isTextual() ? "string" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isWhole(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private void wrongType(String path, String expected, String actual) {
        String quoted = FieldError.quote(new TextNode(actual));
        errors.add(FieldError.wrongType(path, quoted, path + " in body must be of type " + expected + ": " + quoted));
    }

    private void checkString(String path, JsonNode value, Schema schema) {
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        JsonNode json = schema.json();
        if (json.has("maxLength") && length > json.get("maxLength").asLong()) {
            errors.add(FieldError.tooLong(path, json.get("maxLength").asLong()));
        }
        if (json.has("minLength") && length < json.get("minLength").asLong()) {
            invalid(path, value, "should be at least " + json.get("minLength").asLong() + " chars long");
        }
        if (json.has("pattern")
                && !Pattern.compile(json.get("pattern").asText()).matcher(text).find()) {
            invalid(path, value, "should match '" + json.get("pattern").asText() + "'");
        }
        String format = json.path("format").asText();
        if (!StringFormat.accepts(format, text)) {
            wrongType(path, format, text);
        }
    }

    private void checkNumber(String path, JsonNode value, Schema schema) {
        JsonNode json = schema.json();
        BigDecimal number = value.decimalValue();
        if (json.has("maximum")) {
            boolean exclusive = json.path("exclusiveMaximum").asBoolean();
            int order = number.compareTo(json.get("maximum").decimalValue());
            if (order > 0 || (exclusive && order == 0)) {
                invalid(
                        path,
                        value,
                        (exclusive ? "should be less than " : "should be less than or equal to ")
                                + plain(json.get("maximum")));
            }
        }
        if (json.has("minimum")) {
            boolean exclusive = json.path("exclusiveMinimum").asBoolean();
            int order = number.compareTo(json.get("minimum").decimalValue());
            if (order < 0 || (exclusive && order == 0)) {
                invalid(
                        path,
                        value,
                        (exclusive ? "should be greater than " : "should be greater than or equal to ")
                                + plain(json.get("minimum")));
            }
        }
        if (json.has("multipleOf")
                && number.remainder(json.get("multipleOf").decimalValue()).signum() != 0) {
            invalid(path, value, "should be a multiple of " + plain(json.get("multipleOf")));
        }
    }

    private static String plain(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private void checkList(String path, JsonNode list, JsonNode old, Schema schema) {
        for (int i = 0; i < list.size(); i++) {
            visit(path + "[" + i + "]", list.get(i), Correlation.item(old, list.get(i), schema), schema.items());
        }
        JsonNode json = schema.json();
        if (json.has("minItems") && list.size() < json.get("minItems").asInt()) {
            String items = json.get("minItems").asInt() + " items";
            errors.add(FieldError.invalid(
                    path, Integer.toString(list.size()), path + " in body should have at least " + items));
        }
        if (json.has("maxItems") && list.size() > json.get("maxItems").asInt()) {
            errors.add(
                    FieldError.tooMany(path, list.size(), json.get("maxItems").asInt()));
        }
        if (schema.isSet() || schema.isKeyedList()) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                if (!seen.add(ObjectFields.element(list.get(i), schema))) {
                    JsonNode item = schema.isSet() ? list.get(i) : schema.keysOf(list.get(i));
                    errors.add(FieldError.duplicate(path + "[" + i + "]", item));
                }
            }
        }
    }

    private void checkEnum(String path, JsonNode value, Schema schema) {
        List<JsonNode> allowed = new ArrayList<>();
        schema.json().path("enum").forEach(allowed::add);
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            errors.add(FieldError.unsupported(path, value, allowed));
        }
    }

    private void checkObject(String path, JsonNode object, JsonNode old, Schema schema) {
        object.properties().forEach(entry -> {
            if (schema.knows(entry.getKey())) {
                visit(
                        child(path, entry.getKey()),
                        entry.getValue(),
                        Correlation.field(old, entry.getKey()),
                        schema.property(entry.getKey()));
            }
        });
        for (String required : Json.strings(schema.json().path("required"))) {
            if (!object.has(required)) {
                errors.add(FieldError.required(child(path, required), ""));
            }
        }
        JsonNode json = schema.json();
        if (json.has("minProperties")
                && object.size() < json.get("minProperties").asInt()) {
            String properties = json.get("minProperties").asInt() + " properties";
            errors.add(FieldError.invalid(
                    path, Integer.toString(object.size()), path + " in body should have at least " + properties));
        }
        if (json.has("maxProperties")
                && object.size() > json.get("maxProperties").asInt()) {
            errors.add(FieldError.tooMany(
                    path, object.size(), json.get("maxProperties").asInt()));
        }
    }

    private void checkAlternatives(String path, JsonNode value, Schema schema) {
        JsonNode json = schema.json();
        json.path("allOf").forEach(part -> visit(path, value, null, new Schema(part)));
        if (json.has("anyOf") && matches(value, json.get("anyOf")) == 0) {
            alternatives(path, "must validate at least one schema (anyOf)");
        }
        if (json.has("oneOf") && matches(value, json.get("oneOf")) != 1) {
            int found = matches(value, json.get("oneOf"));
            String which = found == 0 ? "none valid" : found + " valid alternatives";
            alternatives(path, "must validate one and only one schema (oneOf). Found " + which);
        }
        if (json.has("not") && check(value, null, new Schema(json.get("not"))).isEmpty()) {
            alternatives(path, "must not validate the schema (not)");
        }
    }

    private static int matches(JsonNode value, JsonNode schemas) {
        int matches = 0;
        for (JsonNode schema : schemas) {
            matches += check(value, null, new Schema(schema)).isEmpty() ? 1 : 0;
        }
        return matches;
    }

    private void alternatives(String path, String detail) {
        errors.add(FieldError.invalid("<nil>", "\"\"", "\"" + path + "\" " + detail));
    }

    private void invalid(String path, JsonNode value, String detail) {
        errors.add(FieldError.invalid(path, FieldError.quote(value), path + " in body " + detail));
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
