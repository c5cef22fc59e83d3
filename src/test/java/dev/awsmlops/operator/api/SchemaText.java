package dev.awsmlops.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says in Markdown, fit for a cell of a table, what the schema of one field says. Pure. */
final class SchemaText {

    private SchemaText() {}

    /** Text for a person: what Markdown or a table would take for its own is escaped. */
    static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("|", "\\|");
    }

    /** Something to be taken by the letter. A table splits at a bar even in code. */
    static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    static String type(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "array" -> "list of " + plural(schema.get("items"));
            case "object" ->
                schema.has("additionalProperties") ? "map of " + plural(schema.get("additionalProperties")) : "object";
            default -> schema.path("type").asText();
        };
    }

    /** The default; of an object, that its fields have theirs. */
    static String defaultValue(JsonNode schema) {
        JsonNode value = schema.path("default");
        if (value.isMissingNode()) {
            return "";
        }
        return value.isObject() ? "its fields' own" : code(value.isTextual() ? value.textValue() : value.toString());
    }

    /** What values it takes. */
    static String limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        if (schema.has("enum")) {
            limits.add(stream(schema.get("enum"))
                    .map(value -> code(value.asText()))
                    .collect(Collectors.joining(", ")));
        }
        range(schema, "minimum", "maximum", "").ifPresent(limits::add);
        range(schema, "minLength", "maxLength", " characters").ifPresent(limits::add);
        range(schema, "minItems", "maxItems", " entries").ifPresent(limits::add);
        range(schema, "minProperties", "maxProperties", " entries").ifPresent(limits::add);
        if (schema.has("pattern")) {
            limits.add(code(schema.get("pattern").textValue()));
        }
        if (schema.path("items").path("type").asText().matches("string|integer|boolean")) {
            String each = limits(schema.get("items"));
            if (!each.isEmpty()) {
                limits.add("each " + each);
            }
        }
        return String.join("; ", limits);
    }

    /** What the API server answers to a value that breaks one of its rules. */
    static List<String> refusals(JsonNode schema) {
        return stream(schema.path("x-kubernetes-validations"))
                .map(rule -> plain(rule.get("message").textValue()))
                .toList();
    }

    private static Optional<String> range(JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.has(most)) {
            return Optional.of(number(schema.get(least)) + " to " + number(schema.get(most)) + unit);
        } else if (schema.has(most)) {
            return Optional.of("at most " + number(schema.get(most)) + unit);
        }
        return schema.has(least) ? Optional.of("at least " + number(schema.get(least)) + unit) : Optional.empty();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String number(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static String plural(JsonNode schema) {
        return type(schema) + "s";
    }
}
