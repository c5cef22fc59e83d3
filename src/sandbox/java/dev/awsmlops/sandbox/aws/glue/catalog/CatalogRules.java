package dev.awsmlops.sandbox.aws.glue.catalog;

import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Map;

/** What the API's model says of the structures that describe databases, tables and partitions. */
final class CatalogRules {

    private static final int LONGEST_LOCATION_URI = 1024;
    private static final int LONGEST_LOCATION = 2056;
    private static final int LONGEST_TYPE = 131_072;
    private static final int LONGEST_COMMENT = 255;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_VALUE = 512_000;

    private CatalogRules() {}

    /** Only the account's own catalog is simulated. That AWS does not find another one is an assumption. */
    static void checkCatalogId(Request request) {
        request.text("CatalogId")
                .filter(catalog -> !catalog.equals(request.account()))
                .ifPresent(catalog -> {
                    throw GlueRules.notFound("Catalog " + catalog + " not found.");
                });
    }

    static Request structure(Request request, String field) {
        if (!request.has(field)) {
            throw request.refused(field, "null", "not be null");
        }
        return request.within(field);
    }

    static void checkDatabase(Request input) {
        GlueRules.name(input, "Name");
        GlueRules.checkDescription(input);
        if (input.has("LocationUri")) {
            String location = input.text("LocationUri", LONGEST_LOCATION_URI).orElse("");
            if (location.isEmpty()) {
                throw input.refused("LocationUri", "''", "have length greater than or equal to 1");
            }
        }
        checkParameters(input);
        GlueRules.refuseUnsimulated(input, "FederatedDatabase");
    }

    static void checkTable(Request input) {
        GlueRules.name(input, "Name");
        GlueRules.checkDescription(input);
        input.integer("Retention", 0, Integer.MAX_VALUE);
        input.each("PartitionKeys").forEach(CatalogRules::checkColumn);
        checkParameters(input);
        checkStorage(input.within("StorageDescriptor"));
        GlueRules.refuseUnsimulated(input, "ViewDefinition");
    }

    static void checkPartition(Request input) {
        checkParameters(input);
        checkStorage(input.within("StorageDescriptor"));
    }

    private static void checkStorage(Request descriptor) {
        descriptor.text("Location", LONGEST_LOCATION);
        descriptor.each("Columns").forEach(CatalogRules::checkColumn);
        checkParameters(descriptor);
        checkParameters(descriptor.within("SerdeInfo"));
    }

    private static void checkColumn(Request column) {
        GlueRules.name(column, "Name");
        column.text("Type", LONGEST_TYPE);
        column.text("Comment", LONGEST_COMMENT);
    }

    private static void checkParameters(Request structure) {
        for (Map.Entry<String, String> entry : structure.map("Parameters").entrySet()) {
            int length = entry.getKey().length();
            if (length == 0 || length > LONGEST_KEY) {
                throw structure.refused(
                        "Parameters", "'" + entry.getKey() + "'", "have keys of a length between 1 and " + LONGEST_KEY);
            }
            if (entry.getValue().length() > LONGEST_VALUE) {
                throw structure.refused("Parameters", "'…'", "have values no longer than " + LONGEST_VALUE);
            }
        }
    }
}
