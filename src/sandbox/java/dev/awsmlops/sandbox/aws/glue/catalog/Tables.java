package dev.awsmlops.sandbox.aws.glue.catalog;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operations on tables (API reference, "Table API"). */
final class Tables {

    private static final int LONGEST_PAGE = 100;
    private static final int LONGEST_BATCH = 100;
    private static final int LONGEST_EXPRESSION = 2048;

    private final World world;
    private final Catalog catalog;

    Tables(World world, Catalog catalog) {
        this.world = world;
        this.catalog = catalog;
    }

    ObjectNode create(Request request) {
        String database = database(request);
        GlueRules.refuseUnsimulated(request, "OpenTableFormatInput", "PartitionIndexes", "TransactionId");
        Request input = CatalogRules.structure(request, "TableInput");
        CatalogRules.checkTable(input);
        catalog.createTable(request, database, input.input(), request.callerArn());
        return Output.empty();
    }

    ObjectNode get(Request request) {
        return new Output().put("Table", required(request, "Name").describe()).json();
    }

    ObjectNode getAll(Request request) {
        String database = database(request);
        GlueRules.refuseUnsimulated(request, "TransactionId", "QueryAsOfTime");
        Predicate<String> wanted = expression(request);
        catalog.requiredDatabase(request, database);
        List<Table> matching = catalog.tables(request, database).stream()
                .filter(table -> wanted.test(table.tableName()))
                .toList();
        Page<Table> page = Page.of(world, request, matching, Table::tableName, false, LONGEST_PAGE, LONGEST_PAGE);
        List<String> attributes = request.strings("AttributesToGet");
        return new Output()
                .objects(
                        "TableList",
                        page.items().stream()
                                .map(table -> table.describe(attributes))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    /** "Only those tables whose names match the pattern are returned" (API reference, GetTables, Expression). */
    private static Predicate<String> expression(Request request) {
        Optional<String> expression = request.text("Expression", LONGEST_EXPRESSION);
        try {
            return expression
                    .map(Pattern::compile)
                    .map(Pattern::asMatchPredicate)
                    .orElse(name -> true);
        } catch (PatternSyntaxException e) {
            throw invalid("Invalid expression: " + e.getDescription());
        }
    }

    /** The version guards against losing another's change (API reference, UpdateTable, VersionId). */
    ObjectNode update(Request request) {
        String database = database(request);
        GlueRules.refuseUnsimulated(request, "UpdateOpenTableFormatInput", "ViewUpdateAction", "TransactionId");
        Request input = CatalogRules.structure(request, "TableInput");
        CatalogRules.checkTable(input);
        Table table = catalog.requiredTable(request, database, input.required("Name"));
        request.text("VersionId")
                .filter(known -> !known.equals(table.version()))
                .ifPresent(known -> {
                    throw ServiceFailure.refused(
                            "ConcurrentModificationException", "Update table failed due to concurrent modifications.");
                });
        table.update(input.input(), request.now());
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        catalog.deleteTable(request, required(request, "Name"));
        return Output.empty();
    }

    ObjectNode deleteBatch(Request request) {
        String database = database(request);
        List<String> names = request.strings("TablesToDelete", LONGEST_BATCH);
        catalog.requiredDatabase(request, database);
        List<ObjectNode> errors = new ArrayList<>();
        for (String name : names) {
            catalog.table(request, database, name)
                    .ifPresentOrElse(table -> catalog.deleteTable(request, table), () -> errors.add(missing(name)));
        }
        return new Output().objects("Errors", errors).json();
    }

    private static ObjectNode missing(String name) {
        return new Output()
                .put("TableName", name)
                .put(
                        "ErrorDetail",
                        new Output()
                                .put("ErrorCode", "EntityNotFoundException")
                                .put("ErrorMessage", "Table not found")
                                .json())
                .json();
    }

    /** The table that the request names. */
    Table required(Request request, String field) {
        String database = database(request);
        return catalog.requiredTable(request, database, GlueRules.name(request, field));
    }

    private static String database(Request request) {
        CatalogRules.checkCatalogId(request);
        return GlueRules.name(request, "DatabaseName");
    }
}
