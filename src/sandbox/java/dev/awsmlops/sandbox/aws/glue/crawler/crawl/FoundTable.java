package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.List;

/**
 * A table that a crawl has found in the data.
 *
 * @param source the name of the folder or object that it is
 * @param location of the same
 * @param partitionKeys their names; empty for a table without partitions
 */
record FoundTable(
        String source, String location, DataSet data, List<String> partitionKeys, List<FoundPartition> partitions) {

    /** A partition, which is a folder. */
    record FoundPartition(List<String> values, String location, DataSet data) {}
}
