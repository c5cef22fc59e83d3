package dev.awsmlops.sandbox.aws.glue.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of the Data Catalog, with its partitions. As a resource it is named DATABASE/TABLE, as in its ARN. */
public final class Table extends Resource {

    private final String catalogId;
    private final String database;
    private final String tableName;
    private final String createdBy;
    private final Map<List<String>, Partition> partitions = new LinkedHashMap<>();
    private ObjectNode input;
    private Instant updatedAt;
    private int version;

    Table(World world, Request request, String database, String tableName, ObjectNode input, String createdBy) {
        super(
                world,
                request,
                ResourceType.TABLE,
                Catalog.tableKey(database, tableName),
                Map.of(),
                "",
                Optional.empty());
        this.catalogId = world.account();
        this.database = database;
        this.tableName = tableName;
        this.createdBy = createdBy;
        this.input = input.deepCopy();
        this.updatedAt = request.now();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    public String database() {
        return database;
    }

    public String tableName() {
        return tableName;
    }

    String catalogId() {
        return catalogId;
    }

    /** The TableInput structure as last given. */
    public ObjectNode input() {
        return input.deepCopy();
    }

    /** A parameter of the table; empty text if it has none of the name. */
    public String parameter(String name) {
        return input.path("Parameters").path(name).asText();
    }

    /** Where its data lies; empty text for a table that has no data. */
    public String location() {
        return input.path("StorageDescriptor").path("Location").asText();
    }

    int partitionKeys() {
        return input.path("PartitionKeys").size();
    }

    String version() {
        return Integer.toString(version);
    }

    /** Every update makes a version (API reference, UpdateTable, SkipArchive). */
    public void update(ObjectNode changed, Instant at) {
        input = changed.deepCopy();
        updatedAt = at;
        version++;
    }

    void delete(Instant at) {
        lifecycle().settle(Lifecycle.GONE, at);
    }

    public List<Partition> partitions() {
        return List.copyOf(partitions.values());
    }

    public Optional<Partition> partition(List<String> values) {
        return Optional.ofNullable(partitions.get(values));
    }

    /** Adds the partition, or replaces the one of the same values, whose age it keeps. */
    public void put(ObjectNode partition, Instant at) {
        Partition added = new Partition(partition.deepCopy(), at);
        partitions.merge(added.values(), added, (old, changed) -> new Partition(changed.input(), old.createdAt()));
    }

    public void removePartition(List<String> values) {
        partitions.remove(values);
    }

    /** The Table structure. */
    ObjectNode describe() {
        return new Output()
                .put("Name", tableName)
                .put("DatabaseName", database)
                .copy(
                        input,
                        "Description",
                        "Owner",
                        "LastAccessTime",
                        "LastAnalyzedTime",
                        "StorageDescriptor",
                        "PartitionKeys",
                        "ViewOriginalText",
                        "ViewExpandedText",
                        "TableType",
                        "Parameters",
                        "TargetTable")
                .put("Retention", input.path("Retention").asInt(0))
                .put("CreateTime", createdAt())
                .put("UpdateTime", updatedAt)
                .put("CreatedBy", createdBy)
                .put("IsRegisteredWithLakeFormation", false)
                .put("CatalogId", catalogId)
                .put("VersionId", version())
                .json();
    }

    /** Only what GetTables was asked for (API reference, GetTables, AttributesToGet). */
    ObjectNode describe(List<String> attributes) {
        if (attributes.isEmpty()) {
            return describe();
        }
        Output output = new Output().put("Name", tableName).put("DatabaseName", database);
        JsonNode type = input.path("TableType");
        if (attributes.contains("TABLE_TYPE") && type.isTextual()) {
            output.put("TableType", type.asText());
        }
        return output.json();
    }
}
