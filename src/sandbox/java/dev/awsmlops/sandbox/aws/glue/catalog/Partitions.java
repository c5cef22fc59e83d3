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

/** The operations on partitions (API reference, "Partition API"). */
final class Partitions {

    private static final int LONGEST_PAGE = 1000;
    private static final int LONGEST_BATCH = 100;

    private final World world;
    private final Tables tables;

    Partitions(World world, Tables tables) {
        this.world = world;
        this.tables = tables;
    }

    ObjectNode create(Request request) {
        Table table = tables.required(request, "TableName");
        add(table, CatalogRules.structure(request, "PartitionInput"));
        return Output.empty();
    }

    /** Those that cannot be made are named, and the others are made (API reference, BatchCreatePartition, Errors). */
    ObjectNode createBatch(Request request) {
        Table table = tables.required(request, "TableName");
        List<Request> inputs = request.each("PartitionInputList");
        if (inputs.size() > LONGEST_BATCH) {
            throw request.refused("PartitionInputList", "[…]", "have length less than or equal to " + LONGEST_BATCH);
        }
        List<ObjectNode> errors = new ArrayList<>();
        for (Request input : inputs) {
            try {
                add(table, input);
            } catch (ServiceFailure refusal) {
                errors.add(error(input, refusal));
            }
        }
        return new Output().objects("Errors", errors).json();
    }

    private static void add(Table table, Request input) {
        CatalogRules.checkPartition(input);
        List<String> values = input.strings("Values");
        if (values.size() != table.partitionKeys()) {
            throw invalid("The number of partition keys do not match the number of partition values");
        }
        if (table.partition(values).isPresent()) {
            throw ServiceFailure.refused("AlreadyExistsException", "Partition already exists.");
        }
        table.put(input.input(), input.now());
    }

    private static ObjectNode error(Request input, ServiceFailure refusal) {
        return new Output()
                .put("PartitionValues", input.strings("Values"))
                .put(
                        "ErrorDetail",
                        new Output()
                                .put("ErrorCode", refusal.code())
                                .put("ErrorMessage", refusal.getMessage())
                                .json())
                .json();
    }

    ObjectNode getAll(Request request) {
        GlueRules.refuseUnsimulated(request, "Expression", "Segment", "TransactionId", "QueryAsOfTime");
        Table table = tables.required(request, "TableName");
        Page<Partition> page =
                Page.of(world, request, table.partitions(), Partitions::key, false, LONGEST_PAGE, LONGEST_PAGE);
        boolean withColumns = !request.flag("ExcludeColumnSchema");
        return new Output()
                .objects(
                        "Partitions",
                        page.items().stream()
                                .map(partition -> partition.describe(table, withColumns))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    private static String key(Partition partition) {
        return String.join("\t", partition.values());
    }
}
