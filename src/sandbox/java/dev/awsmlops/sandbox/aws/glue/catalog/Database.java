package dev.awsmlops.sandbox.aws.glue.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A database of the Data Catalog. It has no states and costs nothing by the hour. */
final class Database extends Resource {

    private final String catalogId;
    private ObjectNode input;

    /**
     * A new database.
     *
     * @param input the DatabaseInput structure
     */
    Database(World world, Request request, String name, ObjectNode input, Map<String, String> tags) {
        super(world, request, ResourceType.DATABASE, name, tags, "", Optional.empty());
        this.catalogId = world.account();
        this.input = input.deepCopy();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    /** What the new input leaves out is gone (API reference, UpdateDatabase: it "updates an existing definition"). */
    void update(ObjectNode changed) {
        input = changed.deepCopy();
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The Database structure. It has no tags: GetTags does. */
    ObjectNode describe() {
        Output output = new Output()
                .put("Name", name())
                .copy(
                        input,
                        "Description",
                        "LocationUri",
                        "Parameters",
                        "CreateTableDefaultPermissions",
                        "TargetDatabase")
                .put("CreateTime", createdAt())
                .put("CatalogId", catalogId);
        if (!input.has("CreateTableDefaultPermissions")) {
            output.put("CreateTableDefaultPermissions", everythingToIamPrincipals());
        }
        return output.json();
    }

    /** Lake Formation's default settings (Lake Formation developer guide, "Changing the default settings"). */
    private static ArrayNode everythingToIamPrincipals() {
        ObjectNode output = Output.empty();
        ArrayNode permissions = output.putArray("all");
        ObjectNode everything = permissions.addObject();
        everything.putObject("Principal").put("DataLakePrincipalIdentifier", "IAM_ALLOWED_PRINCIPALS");
        everything.putArray("Permissions").add("ALL");
        return permissions;
    }
}
