package dev.awsmlops.sandbox.aws.glue.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the Data Catalog holds, for the operations and for crawlers. Names are folded to lower case on the way in. */
public final class Catalog {

    private final World world;
    private final GlueRules rules;
    private final ResourceStore<Database> databases;
    private final ResourceStore<Table> tables;

    public Catalog(World world, GlueRules rules) {
        this.world = world;
        this.rules = rules;
        this.databases = world.store(ResourceType.DATABASE);
        this.tables = world.store(ResourceType.TABLE);
    }

    /** For the tags of databases. Tables have none (IAM's service authorization reference, "AWS Glue", resource types). */
    public ResourceStore<?> taggable() {
        return databases;
    }

    /** "For Hive compatibility, this is folded to lowercase when it is stored" (API reference, DatabaseInput, Name). */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String tableKey(String database, String table) {
        return database + "/" + table;
    }

    Optional<Database> database(Request request, String name) {
        return databases.find(request, folded(name));
    }

    List<Database> databases(Request request) {
        return databases.list(request);
    }

    Database requiredDatabase(Request request, String name) {
        return database(request, name).orElseThrow(() -> GlueRules.notFound("Database " + name + " not found."));
    }

    Database createDatabase(Request request, String name, ObjectNode input, Map<String, String> tags) {
        if (databases.taken(request, folded(name))) {
            throw ServiceFailure.refused("AlreadyExistsException", "Database already exists.");
        }
        rules.requireRoom(request, databases, "database", () -> databases.count(request));
        Database database = new Database(world, request, folded(name), input, tags);
        databases.add(database);
        return database;
    }

    /** Makes the database unless it is there, as crawlers do. */
    public void ensureDatabase(Request request, String name, ObjectNode input) {
        if (database(request, name).isEmpty()) {
            createDatabase(request, name, input, Map.of());
        }
    }

    /**
     * Its tables go with it. AWS deletes them a little later, but "you no longer have access" at once (API reference,
     * DeleteDatabase).
     */
    void deleteDatabase(Request request, Database database) {
        database.delete(request.now());
        tables(request, database.name()).forEach(table -> table.delete(request.now()));
    }

    /** The tables of a database, by name. */
    public List<Table> tables(Request request, String database) {
        return tables.list(request).stream()
                .filter(table -> table.database().equals(folded(database)))
                .toList();
    }

    public Optional<Table> table(Request request, String database, String name) {
        return tables.find(request, tableKey(folded(database), folded(name)));
    }

    Table requiredTable(Request request, String database, String name) {
        requiredDatabase(request, database);
        return table(request, database, name).orElseThrow(() -> GlueRules.notFound("Table " + name + " not found."));
    }

    /**
     * Makes a table.
     *
     * @param input the TableInput structure
     * @param createdBy the ARN of whoever makes it
     * @throws ServiceFailure when there is no such database, or there is such a table
     */
    public Table createTable(Request request, String database, ObjectNode input, String createdBy) {
        String name = folded(input.path("Name").asText());
        String home = requiredDatabase(request, database).name();
        if (tables.taken(request, tableKey(home, name))) {
            throw ServiceFailure.refused("AlreadyExistsException", "Table already exists.");
        }
        rules.requireRoom(request, tables, "table", () -> tables.count(request));
        Table table = new Table(world, request, home, name, input, createdBy);
        tables.add(table);
        return table;
    }

    public void deleteTable(Request request, Table table) {
        table.delete(request.now());
    }
}
