package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.format.CsvClassifier;
import java.util.List;

/**
 * What a crawler is set to do.
 *
 * @param crawler its name
 * @param database where the tables go
 * @param tablePrefix empty for none
 * @param classifiers the custom ones that are simulated
 * @param updateBehavior what becomes of a changed table: API reference, SchemaChangePolicy
 * @param deleteBehavior what becomes of a table whose data is gone
 * @param onlyNewFolders whether no more than partitions may be added: the first crawl is done
 * @param createdBy the ARN of the role's session
 */
public record CrawlPlan(
        String crawler,
        String database,
        String tablePrefix,
        List<CrawlTarget> targets,
        List<CsvClassifier> classifiers,
        CrawlerConfiguration configuration,
        String updateBehavior,
        String deleteBehavior,
        boolean onlyNewFolders,
        String createdBy) {

    /** MergeNewColumns "overrides the SchemaChangePolicy" (Glue developer guide, "Setting crawler configuration options"). */
    boolean updates() {
        return !onlyNewFolders && (updateBehavior.equals("UPDATE_IN_DATABASE") || configuration.mergeNewColumns());
    }

    boolean deletes() {
        return !onlyNewFolders && deleteBehavior.equals("DELETE_FROM_DATABASE");
    }

    boolean deprecates() {
        return !onlyNewFolders && deleteBehavior.equals("DEPRECATE_IN_DATABASE");
    }
}
