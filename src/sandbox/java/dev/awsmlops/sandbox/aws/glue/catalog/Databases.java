package dev.awsmlops.sandbox.aws.glue.catalog;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations on databases (API reference, "Database API"). */
final class Databases {

    private static final int LONGEST_PAGE = 100;
    private static final Set<String> SHARE_TYPES = Set.of("FOREIGN", "ALL", "FEDERATED");

    private final World world;
    private final Catalog catalog;

    Databases(World world, Catalog catalog) {
        this.world = world;
        this.catalog = catalog;
    }

    ObjectNode create(Request request) {
        CatalogRules.checkCatalogId(request);
        Request input = CatalogRules.structure(request, "DatabaseInput");
        CatalogRules.checkDatabase(input);
        Map<String, String> tags = GlueRules.tags(request, "Tags");
        catalog.createDatabase(request, input.required("Name"), input.input(), tags);
        return Output.empty();
    }

    ObjectNode get(Request request) {
        return new Output().put("Database", required(request).describe()).json();
    }

    /** Nothing is shared with the account, so there are neither foreign nor federated databases. */
    ObjectNode getAll(Request request) {
        CatalogRules.checkCatalogId(request);
        Optional<String> shared =
                request.oneOf("ResourceShareType", SHARE_TYPES).filter(type -> !type.equals("ALL"));
        List<Database> all = shared.isPresent() ? List.of() : catalog.databases(request);
        Page<Database> page = Page.of(world, request, all, Database::name, false, LONGEST_PAGE, LONGEST_PAGE);
        boolean onlyNames = !request.strings("AttributesToGet").isEmpty();
        return new Output()
                .objects(
                        "DatabaseList",
                        page.items().stream()
                                .map(database -> onlyNames ? name(database) : database.describe())
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    private static ObjectNode name(Database database) {
        return new Output().put("Name", database.name()).json();
    }

    /** That a database cannot be renamed is an assumption: no source tells of a new name that took effect. */
    ObjectNode update(Request request) {
        Database database = required(request);
        Request input = CatalogRules.structure(request, "DatabaseInput");
        CatalogRules.checkDatabase(input);
        if (!Catalog.folded(input.required("Name")).equals(database.name())) {
            throw invalid("The name of a database cannot be changed.");
        }
        database.update(input.input());
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        catalog.deleteDatabase(request, required(request));
        return Output.empty();
    }

    private Database required(Request request) {
        CatalogRules.checkCatalogId(request);
        return catalog.requiredDatabase(request, GlueRules.name(request, "Name"));
    }
}
