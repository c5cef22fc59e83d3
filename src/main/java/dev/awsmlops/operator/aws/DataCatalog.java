package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetCrawlerResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.Table;

/** The Glue Data Catalog of one region, and the crawlers that fill it. */
public final class DataCatalog {

    /** The most that GetDatabases, GetTables and ListCrawlers give at once. Source: Glue API reference. */
    private static final int PAGE = 100;

    private final GlueClient glue;
    private final Observation<Database, Database> databases;
    private final Observation<Crawler, Crawler> crawlers;

    DataCatalog(GlueClient glue, Clock clock, Duration observationInterval) {
        this.glue = glue;
        this.databases = new Observation<>(
                new Listing<>(clock, observationInterval, this::allDatabases, Database::name),
                database -> database,
                database -> emptyIfNotFound(() -> glue.getDatabase(request -> request.name(database)))
                        .map(GetDatabaseResponse::database),
                database -> database,
                database -> false,
                (listed, name) -> Optional.of(listed));
        this.crawlers = new Observation<>(
                new Listing<>(clock, observationInterval, this::allCrawlers, Crawler::name),
                crawler -> crawler,
                crawler -> emptyIfNotFound(() -> glue.getCrawler(request -> request.name(crawler)))
                        .map(GetCrawlerResponse::crawler),
                crawler -> crawler,
                crawler -> false,
                (listed, name) -> Optional.of(listed));
    }

    public Observation<Database, Database> databases() {
        return databases;
    }

    public Observation<Crawler, Crawler> crawlers() {
        return crawlers;
    }

    /** The tables of a database, read now, page after page. */
    public Stream<Table> tables(String database) {
        return glue.getTablesPaginator(request -> request.databaseName(database).maxResults(PAGE)).stream()
                .flatMap(page -> page.tableList().stream());
    }

    /** What the last crawl of each crawler has done, read now, page after page. */
    public Stream<CrawlerMetrics> crawlerMetrics(List<String> crawlers) {
        return glue
                .getCrawlerMetricsPaginator(
                        request -> request.crawlerNameList(crawlers).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.crawlerMetricsList().stream());
    }

    /**
     * Deletes tables, at most 100.
     *
     * @throws GlueException when any of them could not be deleted, other than because it was gone
     */
    public void deleteTables(String database, List<String> tables) {
        glue.batchDeleteTable(request -> request.databaseName(database).tablesToDelete(tables)).errors().stream()
                .filter(error -> !error.errorDetail().errorCode().equals("EntityNotFoundException"))
                .findFirst()
                .ifPresent(error -> {
                    throw GlueException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .serviceName("Glue")
                                    .errorCode(error.errorDetail().errorCode())
                                    .errorMessage("table " + error.tableName() + ": "
                                            + error.errorDetail().errorMessage())
                                    .build())
                            .build();
                });
    }

    /** The names of the crawlers that carry all of these tags, read now, page after page. */
    public Stream<String> crawlerNames(Map<String, String> tags) {
        return glue.listCrawlersPaginator(request -> request.tags(tags).maxResults(PAGE)).stream()
                .flatMap(page -> page.crawlerNames().stream());
    }

    private Stream<Database> allDatabases() {
        return glue.getDatabasesPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.databaseList().stream());
    }

    private Stream<Crawler> allCrawlers() {
        return glue.getCrawlersPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.crawlers().stream());
    }
}
