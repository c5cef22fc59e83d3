package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;

/**
 * One column of what {@code kubectl get} prints.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean}, or {@code date}, which prints as an age
 * @param priority 0 prints always, more only with {@code -o wide}
 * @param value the value in an object; null or a missing node prints nothing
 */
record Column(
        String name,
        String type,
        String format,
        String description,
        int priority,
        Function<ObjectNode, JsonNode> value) {

    static Column of(String name, String type, Function<ObjectNode, JsonNode> value) {
        return new Column(name, type, "", "", 0, value);
    }

    static Column text(String name, Function<ObjectNode, String> value) {
        return of(name, "string", object -> TextNode.valueOf(value.apply(object)));
    }

    static Column objectName() {
        return new Column("Name", "string", "name", "Name must be unique within a namespace.", 0, object -> object.path(
                        "metadata")
                .path("name"));
    }

    static Column age() {
        return of("Age", "date", object -> object.path("metadata").path("creationTimestamp"));
    }

    Column onlyWide() {
        return new Column(name, type, format, description, 1, value);
    }

    /** A column as a CustomResourceDefinition declares it. */
    static Column declared(JsonNode column) {
        JsonPath path = new JsonPath(column.path("jsonPath").asText());
        boolean asText = column.path("type").asText().equals("string");
        return new Column(
                column.path("name").asText(),
                column.path("type").asText(),
                column.path("format").asText(),
                column.path("description").asText(),
                column.path("priority").asInt(),
                object -> path.first(object)
                        .map(value -> asText && value.isValueNode() ? TextNode.valueOf(value.asText()) : value)
                        .orElse(null));
    }
}
