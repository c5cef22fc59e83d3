package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.crawl.FoundTable.FoundPartition;
import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tables in an include path (Glue developer guide, "How does a crawler determine when to create partitions?").
 *
 * <ul>
 *   <li>A folder is a table when everything in it is of one format, alike in schema and equally deep. The folders in it
 *       are then its partitions.
 *   <li>Otherwise each folder in it is looked at by itself, and each object in it is a table: "the crawler creates
 *       multiple tables due to files and folders present at the same level" (Glue developer guide, "Specifying the maximum
 *       number of tables").
 * </ul>
 *
 * <p>AWS asks this of the majority of schemas; here it is asked of all.
 */
final class TableGrouping {

    private final CrawlerConfiguration configuration;

    TableGrouping(CrawlerConfiguration configuration) {
        this.configuration = configuration;
    }

    List<FoundTable> tables(Folder root) {
        List<FoundTable> found = new ArrayList<>();
        collect(top(root), found);
        return found;
    }

    /**
     * The include path itself, unless all that is in it is one folder that names no partition: crawlers "create top-level
     * tables" (Glue developer guide, "Specifying the table location and partitioning level"). That one folder is no
     * partition is an assumption.
     */
    private Folder top(Folder root) {
        boolean oneFolder = root.objects().isEmpty() && root.folders().size() == 1;
        Folder only = oneFolder ? root.folders().iterator().next() : root;
        boolean partition = HivePartition.parse(only.name()).isPresent();
        return partition || configuration.tableLevel().isPresent() ? root : only;
    }

    private void collect(Folder folder, List<FoundTable> found) {
        if (deepEnough(folder) && isTable(folder)) {
            found.add(table(folder));
            return;
        }
        for (DataObject object : folder.objects()) {
            if (object.contents().isPresent()) {
                String location = folder.path().uri() + object.name();
                found.add(new FoundTable(object.name(), location, DataSet.of(List.of(object)), List.of(), List.of()));
            }
        }
        folder.folders().forEach(inside -> collect(inside, found));
    }

    /** "The level for the top level folder is 1": the bucket is that folder, as the examples of crawlers in use show. */
    private boolean deepEnough(Folder folder) {
        return folder.path().depth() + 1 >= configuration.tableLevel().orElse(1);
    }

    private boolean isTable(Folder folder) {
        List<Contents> contents = folder.everything().stream()
                .flatMap(object -> object.contents().stream())
                .toList();
        boolean oneFormat = contents.stream().map(Contents::format).distinct().count() == 1;
        return oneFormat
                && folder.levels().isPresent()
                && (configuration.combineCompatibleSchemas() || SchemaSimilarity.alike(contents));
    }

    private static FoundTable table(Folder folder) {
        DataSet data = DataSet.of(folder.everything());
        int levels = folder.levels().orElseThrow();
        List<Folder> leaves = folder.leaves().stream()
                .filter(leaf -> leaf.objects().stream()
                        .anyMatch(object -> object.contents().isPresent()))
                .toList();
        PartitionKeys keys = PartitionKeys.of(folder, leaves, levels, data);
        List<FoundPartition> partitions = levels == 0
                ? List.of()
                : leaves.stream()
                        .map(leaf -> new FoundPartition(
                                keys.values(folder, leaf), leaf.path().uri(), DataSet.of(leaf.objects())))
                        .toList();
        return new FoundTable(folder.name(), folder.path().uri(), data, keys.names(), partitions);
    }
}
