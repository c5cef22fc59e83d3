package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Objects as the {@code meta.k8s.io/v1 Table} that {@code kubectl get} asks for, with the columns of their kind. */
final class TableRendering {
    private final ResourceType type;
    private final String includeObject;
    private final Clock clock;

    /** @param includeObject {@code None}, {@code Metadata} or {@code Object}: what comes with each row */
    TableRendering(ResourceType type, String includeObject, Clock clock) {
        this.type = type;
        this.includeObject = includeObject;
        this.clock = clock;
    }

    ObjectNode table(List<ObjectNode> objects, JsonNode listMetadata) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", listMetadata);
        ArrayNode definitions = table.putArray("columnDefinitions");
        type.columns().forEach(column -> define(definitions.addObject(), column));
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> rows.add(row(object)));
        return table;
    }

    /** A table of one object; a watch sends these. */
    ObjectNode table(ObjectNode object) {
        ObjectNode metadata = Json.object();
        metadata.set("resourceVersion", object.path("metadata").path("resourceVersion"));
        return table(List.of(object), metadata);
    }

    private static void define(ObjectNode definition, Column column) {
        definition
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.format())
                .put("description", column.description())
                .put("priority", column.priority());
    }

    private ObjectNode row(ObjectNode object) {
        ObjectNode row = Json.object();
        ArrayNode cells = row.putArray("cells");
        type.columns().forEach(column -> cells.add(cell(column, object)));
        if (includeObject.equals("Object")) {
            row.set("object", object);
        } else if (!includeObject.equals("None")) {
            row.putObject("object")
                    .put("kind", "PartialObjectMetadata")
                    .put("apiVersion", "meta.k8s.io/v1")
                    .set("metadata", object.path("metadata"));
        }
        return row;
    }

    private JsonNode cell(Column column, ObjectNode object) {
        JsonNode value = column.value().apply(object);
        if (value == null || value.isNull() || value.isMissingNode()) {
            return NullNode.instance;
        }
        return column.type().equals("date") ? TextNode.valueOf(age(value.asText())) : value;
    }

    private String age(String timestamp) {
        try {
            return Ages.describe(
                    Duration.between(OffsetDateTime.parse(timestamp).toInstant(), clock.instant()));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }
}
