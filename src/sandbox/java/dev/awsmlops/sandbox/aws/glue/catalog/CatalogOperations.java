package dev.awsmlops.sandbox.aws.glue.catalog;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;

/** The operations on the Data Catalog. */
public final class CatalogOperations {

    private static final Subject DATABASE = Subject.named(ResourceType.DATABASE, "Name");
    private static final Subject NEW_DATABASE = Subject.named(ResourceType.DATABASE, "DatabaseInput/Name");
    private static final Subject ITS_DATABASE = Subject.named(ResourceType.DATABASE, "DatabaseName");
    private static final Subject TABLE = Subject.named(ResourceType.TABLE, "DatabaseName", "Name");
    private static final Subject TABLE_INPUT = Subject.named(ResourceType.TABLE, "DatabaseName", "TableInput/Name");
    private static final Subject ITS_TABLE = Subject.named(ResourceType.TABLE, "DatabaseName", "TableName");

    private final Databases databases;
    private final Tables tables;
    private final Partitions partitions;

    public CatalogOperations(World world, Catalog catalog) {
        databases = new Databases(world, catalog);
        tables = new Tables(world, catalog);
        partitions = new Partitions(world, tables);
    }

    public void addTo(Operations operations) {
        operations
                .write("CreateDatabase", NEW_DATABASE, databases::create)
                .read("GetDatabase", DATABASE, databases::get)
                .read("GetDatabases", Subject.NONE, databases::getAll)
                .write("UpdateDatabase", DATABASE, databases::update)
                .write("DeleteDatabase", DATABASE, databases::delete)
                .write("CreateTable", TABLE_INPUT, tables::create)
                .read("GetTable", TABLE, tables::get)
                .read("GetTables", ITS_DATABASE, tables::getAll)
                .write("UpdateTable", TABLE_INPUT, tables::update)
                .write("DeleteTable", TABLE, tables::delete)
                .write("BatchDeleteTable", ITS_DATABASE, tables::deleteBatch)
                .write("CreatePartition", ITS_TABLE, partitions::create)
                .write("BatchCreatePartition", ITS_TABLE, partitions::createBatch)
                .read("GetPartitions", ITS_TABLE, partitions::getAll);
    }
}
