package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges.Change;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The figures of GetCrawlerMetrics. Those of tables are of "the latest run" (Glue developer guide, "Viewing crawler results"). */
final class CrawlerMetrics {

    private CrawlerMetrics() {}

    static ObjectNode of(Crawler crawler, Instant now) {
        List<Double> runtimes = crawler.crawls().stream()
                .filter(crawl -> !crawl.open())
                .map(crawl -> seconds(crawl, now))
                .toList();
        double median = median(runtimes);
        Optional<Double> elapsed = crawler.open().map(crawl -> seconds(crawl, now));
        CrawlChanges changes = crawler.lastEnded().map(Crawl::changes).orElseGet(CrawlChanges::new);
        return new Output()
                .put("CrawlerName", crawler.name())
                .put(
                        "TimeLeftSeconds",
                        elapsed.map(so -> Math.max(median - so, 0)).orElse(0.0))
                .put("StillEstimating", elapsed.isPresent() && runtimes.isEmpty())
                .put("LastRuntimeSeconds", runtimes.isEmpty() ? 0 : runtimes.get(runtimes.size() - 1))
                .put("MedianRuntimeSeconds", median)
                .put("TablesCreated", changes.tables(Change.ADD))
                .put("TablesUpdated", changes.tables(Change.UPDATE))
                .put("TablesDeleted", changes.tables(Change.DELETE))
                .json();
    }

    private static double seconds(Crawl crawl, Instant now) {
        return crawl.lasted(now).toMillis() / 1000.0;
    }

    private static double median(List<Double> all) {
        if (all.isEmpty()) {
            return 0;
        }
        List<Double> sorted = all.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
