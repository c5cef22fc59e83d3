package dev.awsmlops.sandbox.aws.glue.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A partition of a table.
 *
 * @param input the PartitionInput structure
 */
public record Partition(ObjectNode input, Instant createdAt) {

    public List<String> values() {
        List<String> values = new ArrayList<>();
        input.path("Values").forEach(value -> values.add(value.asText()));
        return values;
    }

    /** The Partition structure. */
    ObjectNode describe(Table table, boolean withColumns) {
        ObjectNode described = new Output()
                .copy(input, "Values", "StorageDescriptor", "Parameters", "LastAccessTime", "LastAnalyzedTime")
                .put("DatabaseName", table.database())
                .put("TableName", table.tableName())
                .put("CreationTime", createdAt)
                .put("CatalogId", table.catalogId())
                .json();
        if (!withColumns && described.get("StorageDescriptor") instanceof ObjectNode descriptor) {
            descriptor.remove("Columns");
        }
        return described;
    }
}
