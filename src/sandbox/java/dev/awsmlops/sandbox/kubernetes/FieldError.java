package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with one field, worded as the API server words it: {@code spec.size: Invalid value: 0: ...}.
 *
 * @param reason the machine's word for it in {@code details.causes}, such as {@code FieldValueInvalid}
 */
record FieldError(String field, String reason, String message) {
    /** The text of the message of the whole answer. */
    String text() {
        return field + ": " + message;
    }

    static FieldError required(String field, String detail) {
        return new FieldError(field, "FieldValueRequired", "Required value" + (detail.isEmpty() ? "" : ": " + detail));
    }

    static FieldError invalid(String field, String quotedValue, String detail) {
        return new FieldError(field, "FieldValueInvalid", "Invalid value: " + quotedValue + ": " + detail);
    }

    static FieldError wrongType(String field, String quotedValue, String detail) {
        return new FieldError(field, "FieldValueTypeInvalid", "Invalid value: " + quotedValue + ": " + detail);
    }

    static FieldError unsupported(String field, JsonNode value, List<JsonNode> supported) {
        String values = supported.stream()
                .map(allowed -> quote(new TextNode(allowed.isTextual() ? allowed.textValue() : Json.text(allowed))))
                .collect(Collectors.joining(", "));
        return new FieldError(
                field,
                "FieldValueNotSupported",
                "Unsupported value: " + quote(value) + ": supported values: " + values);
    }

    static FieldError tooLong(String field, long limit) {
        return new FieldError(field, "FieldValueTooLong", "Too long: may not be more than " + limit + " bytes");
    }

    static FieldError tooMany(String field, int actual, int limit) {
        String items = limit == 1 ? " item" : " items";
        return new FieldError(
                field, "FieldValueTooMany", "Too many: " + actual + ": must have at most " + limit + items);
    }

    static FieldError duplicate(String field, JsonNode value) {
        return new FieldError(field, "FieldValueDuplicate", "Duplicate value: " + quote(value));
    }

    static FieldError forbidden(String field, String detail) {
        return new FieldError(field, "FieldValueForbidden", "Forbidden: " + detail);
    }

    static String quote(JsonNode value) {
        return Json.text(value);
    }

    /** Whether rules are left unchecked because of this error: they could not be relied on. */
    boolean blocksRules() {
        return reason.equals("FieldValueNotSupported")
                || reason.equals("FieldValueRequired")
                || reason.equals("FieldValueTooLong")
                || reason.equals("FieldValueTooMany")
                || reason.equals("FieldValueTypeInvalid");
    }
}
