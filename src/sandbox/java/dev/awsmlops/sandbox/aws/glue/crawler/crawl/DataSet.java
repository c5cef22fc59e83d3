package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import java.util.List;

/**
 * Objects taken together as the data of one table or partition.
 *
 * @param objects how many
 * @param size in bytes
 */
record DataSet(Contents contents, long objects, long size) {

    /** Of objects of one format, at least one of which is not empty. */
    static DataSet of(List<DataObject> all) {
        List<DataObject> objects =
                all.stream().filter(object -> object.contents().isPresent()).toList();
        Contents contents = objects.stream()
                .flatMap(object -> object.contents().stream())
                .reduce(Contents::and)
                .orElseThrow();
        long size = objects.stream().mapToLong(DataObject::size).sum();
        return new DataSet(contents, objects.size(), size);
    }
}
