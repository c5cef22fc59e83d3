package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.CrawlerStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.LastCrawl;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.Tables;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * What is in the database, and what the last crawls did to it. Only looked at, never changed.
 *
 * <p>Glue is asked when a crawl has ended since the last time, or when something may have changed without one.
 */
final class CrawlFindings implements Part<CrawlFindings.Found> {

    private static final int SHOWN = 50;

    /** @param crawlers in the order of the spec, those that exist */
    record Found(Tables tables, List<CrawlerStatus> crawlers) {}

    private final LakePlan plan;
    private final List<LakeCrawler> crawlers;
    private Optional<Found> found = Optional.empty();

    CrawlFindings(LakePlan plan, List<LakeCrawler> crawlers) {
        this.plan = plan;
        this.crawlers = crawlers;
    }

    @Override
    public String condition() {
        return "TablesListed";
    }

    @Override
    public Optional<Found> observe() {
        Optional<Tables> known = plan.last().map(DataLakeStatus::tables);
        boolean news = !plan.steady() || known.isEmpty() || crawlers.stream().anyMatch(this::hasCrawledSince);
        Map<String, CrawlerMetrics> metrics = news ? metrics() : Map.of();
        found = Optional.of(new Found(
                news ? tables() : known.get(),
                crawlers.stream()
                        .flatMap(crawler -> status(crawler, Optional.ofNullable(metrics.get(crawler.name()))).stream())
                        .toList()));
        return found;
    }

    @Override
    public boolean isOurs(Found actual) {
        return true;
    }

    @Override
    public Outcome create() {
        throw new IllegalStateException("there is always something to be said about the tables");
    }

    @Override
    public Outcome update(Found actual) {
        return new Outcome.Ready(
                "%d tables in the database %s".formatted(actual.tables().count(), plan.database()));
    }

    @Override
    public Outcome delete(Found actual) {
        return new Outcome.Gone("nothing is left to look at");
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "The tables of Glue database " + plan.database();
    }

    /** What this pass has found, if it got that far. */
    Optional<Found> found() {
        return found;
    }

    private boolean hasCrawledSince(LakeCrawler crawler) {
        return !startOf(crawler.seen()).equals(lastOf(crawler).map(LastCrawl::startedAt));
    }

    private Tables tables() {
        var first = new ArrayList<DataLakeStatus.Table>();
        int count = 0;
        List<Table> all = plan.aws()
                .catalog()
                .tables(plan.database())
                .sorted(Comparator.comparing(Table::name))
                .toList();
        for (Table table : all) {
            if (count++ < SHOWN) {
                first.add(new DataLakeStatus.Table(
                        table.name(),
                        table.storageDescriptor() == null
                                ? null
                                : table.storageDescriptor().location(),
                        columns(table)));
            }
        }
        return new Tables(count, first);
    }

    private static int columns(Table table) {
        int stored = table.storageDescriptor() == null
                ? 0
                : table.storageDescriptor().columns().size();
        return stored + table.partitionKeys().size();
    }

    private Map<String, CrawlerMetrics> metrics() {
        List<String> names = crawlers.stream()
                .filter(crawler -> crawler.seen().isPresent())
                .map(LakeCrawler::name)
                .toList();
        return names.isEmpty()
                ? Map.of()
                : plan.aws()
                        .catalog()
                        .crawlerMetrics(names)
                        .collect(Collectors.toMap(CrawlerMetrics::crawlerName, Function.identity()));
    }

    private Optional<CrawlerStatus> status(LakeCrawler crawler, Optional<CrawlerMetrics> metrics) {
        return crawler.seen()
                .map(seen -> new CrawlerStatus(
                        crawler.spec().name(),
                        crawler.name(),
                        seen.stateAsString(),
                        Optional.ofNullable(seen.lastCrawl())
                                .filter(crawl -> crawl.startTime() != null)
                                .map(crawl -> lastCrawl(crawler, crawl, metrics))
                                .orElse(null)));
    }

    private LastCrawl lastCrawl(LakeCrawler crawler, LastCrawlInfo crawl, Optional<CrawlerMetrics> metrics) {
        String startedAt = text(crawl.startTime());
        Optional<LastCrawl> known = lastOf(crawler).filter(last -> startedAt.equals(last.startedAt()));
        return new LastCrawl(
                crawl.statusAsString(),
                startedAt,
                metrics.map(CrawlerMetrics::lastRuntimeSeconds)
                        .map(seconds -> DurationText.format(Duration.ofSeconds(seconds.longValue())))
                        .or(() -> known.map(LastCrawl::duration))
                        .orElse(null),
                metrics.map(CrawlerMetrics::tablesCreated)
                        .or(() -> known.map(LastCrawl::tablesCreated))
                        .orElse(null),
                metrics.map(CrawlerMetrics::tablesUpdated)
                        .or(() -> known.map(LastCrawl::tablesUpdated))
                        .orElse(null),
                metrics.map(CrawlerMetrics::tablesDeleted)
                        .or(() -> known.map(LastCrawl::tablesDeleted))
                        .orElse(null),
                crawl.errorMessage(),
                crawl.logGroup() == null ? null : crawl.logGroup() + ":" + crawl.logStream());
    }

    private Optional<LastCrawl> lastOf(LakeCrawler crawler) {
        return plan.last().map(DataLakeStatus::crawlers).stream()
                .flatMap(List::stream)
                .filter(status -> status.name().equals(crawler.spec().name()))
                .findFirst()
                .map(CrawlerStatus::lastCrawl);
    }

    private static Optional<String> startOf(Optional<Crawler> crawler) {
        return crawler.map(Crawler::lastCrawl).map(LastCrawlInfo::startTime).map(CrawlFindings::text);
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
