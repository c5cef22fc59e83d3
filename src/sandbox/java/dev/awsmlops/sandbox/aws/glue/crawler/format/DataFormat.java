package dev.awsmlops.sandbox.aws.glue.crawler.format;

/**
 * What must be the same for objects to be one table's: "Data compatibility factors" are the format, the compression and
 * "other data attributes" (Glue developer guide, "Creating a single schema for each Amazon S3 include path"), and a CSV
 * delimiter is a "fundamental table attribute" ("Setting crawler configuration options").
 *
 * @param classification such as {@code csv}, or {@code UNKNOWN}
 * @param compressionType {@code none} or {@code gzip}
 * @param delimiter between columns; empty for formats that have none
 */
public record DataFormat(String classification, String compressionType, String delimiter) {

    /** What no classifier recognizes (Glue developer guide, "Adding classifiers to a crawler"). */
    public static final String UNKNOWN = "UNKNOWN";
}
