package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.catalog.Catalog;
import dev.awsmlops.sandbox.aws.glue.crawler.format.ContentClassifier;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out a crawl: the catalog is as the plan and the data want it, or the crawl has failed. */
public final class S3Crawl {

    private final ObjectStorage storage;
    private final Catalog catalog;

    public S3Crawl(ObjectStorage storage, Catalog catalog) {
        this.storage = storage;
        this.catalog = catalog;
    }

    /**
     * Crawls all targets.
     *
     * @param request as if the crawler asked for the changes, at the moment of the crawl
     */
    public CrawlChanges run(CrawlPlan plan, Request request) throws CrawlFailedException {
        Map<CrawlTarget, List<FoundTable>> found = find(plan);
        requireFew(plan, found.values().stream().mapToInt(List::size).sum());
        CatalogWriter writer = new CatalogWriter(catalog, request, plan);
        try {
            writer.database();
            found.forEach((target, tables) -> {
                TableDefinition definition = new TableDefinition(plan.crawler(), target.exclusions());
                tables.forEach(table -> writer.write(table, definition));
            });
            writer.vanished();
        } catch (ServiceFailure refusal) {
            throw new CrawlFailedException(refusal.getMessage());
        }
        return writer.changes();
    }

    private Map<CrawlTarget, List<FoundTable>> find(CrawlPlan plan) throws CrawlFailedException {
        DataStore store = new DataStore(storage, new ContentClassifier(plan.classifiers()));
        TableGrouping grouping = new TableGrouping(plan.configuration());
        Map<CrawlTarget, List<FoundTable>> found = new LinkedHashMap<>();
        for (CrawlTarget target : plan.targets()) {
            found.put(target, grouping.tables(store.read(target)));
        }
        return found;
    }

    /** Glue developer guide, "Specifying the maximum number of tables the crawler is allowed to create". */
    private static void requireFew(CrawlPlan plan, int tables) throws CrawlFailedException {
        int most = plan.configuration().tableThreshold().orElse(Integer.MAX_VALUE);
        if (tables > most) {
            throw new CrawlFailedException(
                    "The number of tables detected by crawler: %d is greater than the table threshold value provided: %d. Failing crawler without writing to Data Catalog."
                            .formatted(tables, most));
        }
    }
}
