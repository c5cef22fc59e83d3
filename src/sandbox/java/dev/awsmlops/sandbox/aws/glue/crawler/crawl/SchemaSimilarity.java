package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.format.Column;
import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether schemas are alike enough for one table: "The partition threshold is higher than 0.7 (70%)" and "the maximum
 * number of different schemas ... doesn't exceed five" (AWS Knowledge Center, "How does the AWS Glue crawler detect the
 * schema?"). How AWS measures it is not told; here it is the part of all column names that two schemas share.
 */
final class SchemaSimilarity {

    private static final double THRESHOLD = 0.7;
    private static final int MOST_SCHEMAS = 5;

    private SchemaSimilarity() {}

    static boolean alike(List<Contents> all) {
        List<Set<String>> schemas =
                all.stream().map(SchemaSimilarity::names).distinct().toList();
        return schemas.size() <= MOST_SCHEMAS
                && schemas.stream().allMatch(one -> schemas.stream().allMatch(other -> alike(one, other)));
    }

    private static boolean alike(Set<String> one, Set<String> other) {
        if (one.equals(other)) {
            return true;
        }
        Set<String> union = new HashSet<>(one);
        union.addAll(other);
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        return (double) shared.size() / union.size() > THRESHOLD;
    }

    private static Set<String> names(Contents contents) {
        return contents.columns().stream().map(Column::catalogName).collect(Collectors.toSet());
    }
}
