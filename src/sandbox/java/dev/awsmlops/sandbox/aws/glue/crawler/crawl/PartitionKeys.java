package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The partition keys of a table, one for each level of folders: the key that all folders of the level name as
 * {@code key=value}, otherwise {@code partition_0} and so on. A key that is a column's name too would make the table
 * unreadable, so it gets such a name as well: an assumption.
 */
record PartitionKeys(List<String> names, List<Boolean> hive) {

    static PartitionKeys of(Folder table, List<Folder> leaves, int levels, DataSet data) {
        List<String> names = new ArrayList<>();
        List<Boolean> hive = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        data.contents().columns().forEach(column -> taken.add(column.catalogName()));
        for (int level = 0; level < levels; level++) {
            int at = level;
            Set<Optional<String>> keys = leaves.stream()
                    .map(leaf -> HivePartition.parse(parts(table, leaf).get(at)).map(HivePartition::key))
                    .collect(Collectors.toSet());
            Optional<String> key = keys.size() == 1 ? keys.iterator().next() : Optional.empty();
            hive.add(key.isPresent());
            names.add(key.filter(taken::add).orElse("partition_" + level));
        }
        return new PartitionKeys(names, hive);
    }

    /** The values of the keys for one partition. */
    List<String> values(Folder table, Folder leaf) {
        List<String> parts = parts(table, leaf);
        List<String> values = new ArrayList<>();
        for (int level = 0; level < parts.size(); level++) {
            String part = parts.get(level);
            values.add(hive.get(level) ? HivePartition.parse(part).orElseThrow().value() : part);
        }
        return values;
    }

    private static List<String> parts(Folder table, Folder leaf) {
        String below = leaf.path().key().substring(table.path().prefix().length());
        return List.of(below.split("/"));
    }
}
