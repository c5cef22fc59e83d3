package dev.awsmlops.sandbox.aws.glue.crawler.format;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of the content of one object, or of several of one format together.
 *
 * @param columns empty when the format does not let them be known here: Parquet files are not parsed
 * @param records how many there are; empty where that cannot be known
 * @param header whether the first line names the columns
 * @param quoted whether any value stands in quotes
 */
public record Contents(DataFormat format, List<Column> columns, OptionalLong records, boolean header, boolean quoted) {

    /** Both together: the union of their columns. They must be of one format. */
    public Contents and(Contents other) {
        OptionalLong sum = records.isPresent() && other.records().isPresent()
                ? OptionalLong.of(records.getAsLong() + other.records().getAsLong())
                : OptionalLong.empty();
        return new Contents(
                format,
                Column.union(columns, other.columns()),
                sum,
                header || other.header(),
                quoted || other.quoted());
    }
}
