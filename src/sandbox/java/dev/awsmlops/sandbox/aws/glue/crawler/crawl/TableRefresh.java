package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.catalog.Partition;
import dev.awsmlops.sandbox.aws.glue.catalog.Table;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges.Change;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges.Kind;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.FoundTable.FoundPartition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one table of the catalog, and its partitions, in line with what was found (Glue developer guide, "Setting crawler
 * configuration options").
 */
final class TableRefresh {

    private static final String DEPRECATED = "DEPRECATED_BY_CRAWLER";

    private final CrawlPlan plan;
    private final CrawlChanges changes;
    private final Instant at;

    TableRefresh(CrawlPlan plan, CrawlChanges changes, Instant at) {
        this.plan = plan;
        this.changes = changes;
        this.at = at;
    }

    void refresh(Table table, FoundTable found, TableDefinition definition) {
        ObjectNode wanted = definition.table(table.tableName(), found);
        if (plan.updates()) {
            update(table, wanted);
        }
        if (table.input().path("PartitionKeys").equals(wanted.path("PartitionKeys"))) {
            partitions(table, found, definition);
        }
    }

    private void update(Table table, ObjectNode wanted) {
        ObjectNode current = table.input();
        boolean merge = plan.configuration().mergeNewColumns();
        if (merge && differsInKind(current, wanted)) {
            deprecate(table);
            return;
        }
        ObjectNode next = merge ? merged(current, wanted) : wanted;
        if (next.equals(current)) {
            return;
        }
        if (!next.path("PartitionKeys").equals(current.path("PartitionKeys"))) {
            table.partitions().forEach(partition -> table.removePartition(partition.values()));
        }
        table.update(next, at);
        changes.note(Kind.TABLE, Change.UPDATE, table.tableName());
    }

    /** "If a fundamental Amazon S3 table attribute changes, such as classification, compression type, or CSV delimiter". */
    private static boolean differsInKind(ObjectNode current, ObjectNode wanted) {
        return List.of("classification", "compressionType", "delimiter").stream()
                .anyMatch(attribute -> !current.path("Parameters")
                        .path(attribute)
                        .equals(wanted.path("Parameters").path(attribute)));
    }

    /** New columns are added, "but existing columns are not removed, and their type is not changed". */
    private static ObjectNode merged(ObjectNode current, ObjectNode wanted) {
        ObjectNode merged = current.deepCopy();
        ObjectNode storage = merged.withObjectProperty("StorageDescriptor");
        JsonNode found = wanted.path("StorageDescriptor");
        Set<String> known = new HashSet<>();
        ArrayNode columns = storage.withArrayProperty("Columns");
        columns.forEach(column -> known.add(column.path("Name").asText()));
        for (JsonNode column : found.path("Columns")) {
            if (known.add(column.path("Name").asText())) {
                columns.add(column);
            }
        }
        overlay(merged, wanted);
        overlay(storage, found);
        overlay(storage.withObjectProperty("SerdeInfo"), found.path("SerdeInfo"));
        return merged;
    }

    private static void overlay(ObjectNode structure, JsonNode wanted) {
        if (wanted.path("Parameters") instanceof ObjectNode parameters) {
            ObjectNode merged = structure.withObjectProperty("Parameters");
            merged.setAll(parameters);
            merged.remove(DEPRECATED);
        }
    }

    /** Marks the table, unless it is marked already, with the time in milliseconds. */
    void deprecate(Table table) {
        if (!table.parameter(DEPRECATED).isEmpty()) {
            return;
        }
        ObjectNode input = table.input();
        String since = Long.toString(at.toEpochMilli());
        input.withObjectProperty("Parameters").put(DEPRECATED, since);
        input.withObjectProperty("StorageDescriptor")
                .withObjectProperty("Parameters")
                .put(DEPRECATED, since);
        table.update(input, at);
        changes.note(Kind.TABLE, Change.UPDATE, table.tableName());
    }

    void partitions(Table table, FoundTable found, TableDefinition definition) {
        Set<List<String>> present = new HashSet<>();
        for (FoundPartition partition : found.partitions()) {
            present.add(partition.values());
            put(table, definition.partition(partition));
        }
        if (plan.deletes()) {
            for (Partition partition : table.partitions()) {
                if (!present.contains(partition.values())) {
                    table.removePartition(partition.values());
                    note(Change.DELETE, table, partition);
                }
            }
        }
    }

    private void put(Table table, ObjectNode wanted) {
        boolean inherits = plan.configuration().inheritFromTable();
        if (inherits) {
            inherit(wanted, table.input());
        }
        Partition partition = new Partition(wanted, at);
        Optional<Partition> current = table.partition(partition.values());
        boolean changeable = plan.updates() || (inherits && !plan.onlyNewFolders());
        boolean changed = current.filter(old -> !old.input().equals(wanted)).isPresent();
        if (current.isEmpty() || (changed && changeable)) {
            table.put(wanted, at);
            note(current.isEmpty() ? Change.ADD : Change.UPDATE, table, partition);
        }
    }

    /** "Their classification, input format, output format, SerDe information, and schema". */
    private static void inherit(ObjectNode partition, ObjectNode table) {
        ObjectNode storage = partition.withObjectProperty("StorageDescriptor");
        JsonNode parent = table.path("StorageDescriptor");
        for (String field : List.of("Columns", "InputFormat", "OutputFormat", "SerdeInfo")) {
            if (parent.has(field)) {
                storage.set(field, parent.get(field).deepCopy());
            }
        }
        JsonNode classification = table.path("Parameters").path("classification");
        if (classification.isTextual()) {
            partition.withObjectProperty("Parameters").set("classification", classification);
        }
    }

    private void note(Change change, Table table, Partition partition) {
        changes.note(Kind.PARTITION, change, table.tableName() + "/" + String.join("/", partition.values()));
    }
}
