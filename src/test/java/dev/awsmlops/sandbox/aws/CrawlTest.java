package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerHistory;
import software.amazon.awssdk.services.glue.model.CrawlerHistoryState;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.CrawlsFilter;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/** The runs of a crawler: their states, their ends, what is told of them. */
class CrawlTest extends CrawlingTest {

    @BeforeEach
    void createCrawler() {
        s3.put(BUCKET, "orders/orders.csv", ORDERS);
        createCrawler("crawler", "s3://lake/orders");
    }

    private void start() {
        glue.startCrawler(r -> r.name("crawler"));
    }

    private void stop() {
        glue.stopCrawler(r -> r.name("crawler"));
    }

    private CrawlerState state() {
        return crawler("crawler").state();
    }

    private List<CrawlerHistory> crawls() {
        return glue.listCrawls(r -> r.crawlerName("crawler")).crawls();
    }

    @Test
    void runsForTwoMinutesAndStopsBeforeItIsReadyAgain() {
        start();
        assertThat(state()).isEqualTo(CrawlerState.RUNNING);
        assertThat(crawler("crawler").lastCrawl()).isNull();

        pass(Duration.ofSeconds(90));
        assertThat(state()).isEqualTo(CrawlerState.RUNNING);
        assertThat(crawler("crawler").crawlElapsedTime()).isEqualTo(90_000);
        assertThat(crawls().get(0).state()).isEqualTo(CrawlerHistoryState.RUNNING);
        assertThat(crawls().get(0).endTime()).isNull();

        pass(Duration.ofSeconds(30));
        assertThat(state()).isEqualTo(CrawlerState.STOPPING);
        assertThat(crawler("crawler").lastCrawl()).isNull();

        pass(STOP);
        Crawler ready = crawler("crawler");
        assertThat(ready.state()).isEqualTo(CrawlerState.READY);
        assertThat(ready.crawlElapsedTime()).isZero();
        assertThat(ready.version()).isEqualTo(1);
        LastCrawlInfo last = ready.lastCrawl();
        assertThat(last.status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        assertThat(last.errorMessage()).isNull();
        assertThat(last.startTime()).isEqualTo(SimulatedClock.START);
        assertThat(last.logGroup()).isEqualTo("/aws-glue/crawlers");
        assertThat(last.logStream()).isEqualTo("crawler");
        assertThat(last.messagePrefix()).isEqualTo(crawls().get(0).crawlId());
        assertThat(tableNames()).containsExactly("orders");
    }

    @Test
    void writesToTheCatalogThoughNobodyLooksAtTheCrawler() {
        start();
        pass(Duration.ofDays(1));
        assertThat(tableNames()).containsExactly("orders");
        assertThat(table("orders").createTime())
                .isEqualTo(SimulatedClock.START.plus(RUN).plus(STOP));
    }

    @Test
    void showsInTheInventoryThoughNobodyAsksGlue() {
        start();
        pass(Duration.ofDays(1));
        assertThat(aws.inventory())
                .extracting(SimulatedResource::type)
                .containsExactlyInAnyOrder(ResourceType.CRAWLER, ResourceType.DATABASE, ResourceType.TABLE);
    }

    @Test
    void isOverAtOnceWhenTheAccountTakesNoTime() {
        SimulatedAws instant = account(Timings.instant());
        instant.objectStorage(s3);
        GlueClient client = instant.configure(GlueClient.builder(), "operator").build();
        client.createCrawler(r ->
                r.name("crawler").role(ROLE).databaseName(DATABASE).targets(t -> t.s3Targets(target("s3://lake"))));
        client.startCrawler(r -> r.name("crawler"));
        Crawler crawler = client.getCrawler(r -> r.name("crawler")).crawler();
        assertThat(crawler.state()).isEqualTo(CrawlerState.READY);
        assertThat(crawler.lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        client.startCrawler(r -> r.name("crawler"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"0, RUNNING", "125, STOPPING"})
    void keepsTheCrawlerFromBeingStartedChangedOrDeleted(int after, CrawlerState state) {
        start();
        pass(Duration.ofSeconds(after));
        assertThat(state()).isEqualTo(state);
        assertThat(refusal(this::start)).isInstanceOf(CrawlerRunningException.class);
        assertRefused(this::start, "CrawlerRunningException", "Crawler with name crawler has already started");
        assertRefused(
                () -> glue.updateCrawler(r -> r.name("crawler").description("New")),
                "CrawlerRunningException",
                "Cannot update Crawler while running");
        assertRefused(
                () -> glue.deleteCrawler(r -> r.name("crawler")),
                "CrawlerRunningException",
                "Cannot delete crawler crawler while it's running");
    }

    @Test
    void isCancelledWhenStopped() {
        start();
        pass(Duration.ofSeconds(30));
        stop();
        assertThat(state()).isEqualTo(CrawlerState.STOPPING);
        assertRefused(this::stop, "CrawlerStoppingException", "is stopping");
        pass(STOP);
        assertThat(state()).isEqualTo(CrawlerState.READY);
        assertThat(crawler("crawler").lastCrawl().status()).isEqualTo(LastCrawlStatus.CANCELLED);
        assertThat(crawls().get(0).state()).isEqualTo(CrawlerHistoryState.STOPPED);
        assertRefused(this::stop, "CrawlerNotRunningException", "isn't running");
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.CRAWLER);
    }

    @Test
    void failsWhenTold() {
        aws.faults().failNext(ResourceType.CRAWLER, "Internal Service Exception");
        aws.faults().failNext(ResourceType.CRAWLER);
        LastCrawlInfo explained = crawl("crawler");
        assertThat(explained.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(explained.errorMessage()).isEqualTo("Internal Service Exception");
        assertThat(crawls().get(0).state()).isEqualTo(CrawlerHistoryState.FAILED);
        assertThat(crawls().get(0).errorMessage()).isEqualTo("Internal Service Exception");
        assertThat(state()).isEqualTo(CrawlerState.READY);

        LastCrawlInfo silent = crawl("crawler");
        assertThat(silent.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(silent.errorMessage()).isNull();

        assertThat(crawl("crawler").status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    }

    @Test
    void failsWhenTheBucketIsGone() {
        s3.deleteBucket(BUCKET);
        LastCrawlInfo last = crawl("crawler");
        assertThat(last.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(last.errorMessage())
                .contains("The specified bucket does not exist")
                .contains("NoSuchBucket");
    }

    @Test
    void failsWhenTheRoleIsGone() {
        iam.createRole(r -> r.roleName("crawl").assumeRolePolicyDocument(TRUSTS_GLUE));
        pass(Duration.ofSeconds(10));
        glue.updateCrawler(r -> r.name("crawler").role("crawl"));
        assertThat(crawl("crawler").status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
        iam.deleteRole(r -> r.roleName("crawl"));
        aws.settings().strictRoles(true);
        LastCrawlInfo last = crawl("crawler");
        assertThat(last.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(last.errorMessage())
                .contains("Service is unable to assume role arn:aws:iam::123456789012:role/crawl");
    }

    @Test
    void failsWhenTheCatalogIsFull() {
        aws.settings().quota(ResourceType.TABLE, 0);
        LastCrawlInfo last = crawl("crawler");
        assertThat(last.status()).isEqualTo(LastCrawlStatus.FAILED);
        assertThat(last.errorMessage()).contains("limit of 0");
    }

    @Test
    void seesTheAccountAsItIsWhenItEnds() {
        iam.createRole(r -> r.roleName("crawl").assumeRolePolicyDocument(TRUSTS_GLUE));
        pass(Duration.ofSeconds(10));
        glue.updateCrawler(r -> r.name("crawler").role("crawl"));
        start();
        pass(Duration.ofHours(1));
        iam.deleteRole(r -> r.roleName("crawl"));
        assertThat(crawler("crawler").lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    }

    @Test
    void staysWhereItIsHeld() {
        Runnable release = aws.faults().hold(ResourceType.CRAWLER, "crawler", "STOPPING");
        start();
        pass(Duration.ofHours(3));
        assertThat(state()).isEqualTo(CrawlerState.STOPPING);
        release.run();
        assertThat(state()).isEqualTo(CrawlerState.READY);
        assertThat(crawls().get(0).endTime()).isEqualTo(SimulatedClock.START.plus(Duration.ofHours(3)));
    }

    @Test
    void endsWhenTheCrawlerIsPutIntoAnotherState() {
        aws.force(ResourceType.CRAWLER, "crawler", "RUNNING");
        pass(Duration.ofDays(1));
        assertThat(state()).isEqualTo(CrawlerState.RUNNING);
        assertThat(crawler("crawler").crawlElapsedTime()).isZero();
        stop();
        pass(STOP);
        assertThat(state()).isEqualTo(CrawlerState.READY);
        assertThat(crawler("crawler").lastCrawl()).isNull();

        start();
        aws.force(ResourceType.CRAWLER, "crawler", "READY");
        assertThat(crawler("crawler").lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    }

    @Test
    void makesTheDatabaseIfAbsentAndUsesTheDefaultOneIfNoneIsNamed() {
        createCrawler("homeless", "s3://lake/orders", r -> r.databaseName(null));
        crawl("homeless");
        assertThat(glue.getTables(r -> r.databaseName("default")).tableList()).hasSize(1);
        glue.createDatabase(r -> r.databaseInput(d -> d.name(DATABASE).description("Mine")));
        crawl("crawler");
        assertThat(glue.getDatabase(r -> r.name(DATABASE)).database().description())
                .isEqualTo("Mine");
    }

    @Test
    void costsByTheHourWhileItRunsAndTenMinutesAtLeast() {
        start();
        assertThat(aws.running()).extracting(SimulatedResource::name).containsExactly("crawler");
        pass(RUN);
        assertThat(aws.running()).isEmpty();
        Ledger.Entry bill = aws.ledger().of(ResourceType.CRAWLER, "crawler").orElseThrow();
        assertThat(bill.used()).isEqualTo(RUN);
        assertThat(bill.unitHours()).isCloseTo(2 * 10 / 60.0, within(1e-9));

        pass(STOP);
        crawl("crawler");
        bill = aws.ledger().of(ResourceType.CRAWLER, "crawler").orElseThrow();
        assertThat(bill.used()).isEqualTo(RUN.multipliedBy(2));
        assertThat(bill.billed()).isEqualTo(Duration.ofMinutes(20));
        assertThat(crawls()).allMatch(crawl -> Math.abs(crawl.dpuHour() - 1 / 3.0) < 1e-9);
    }

    @Test
    void isMeasured() {
        CrawlerMetrics before = metrics("crawler");
        assertThat(before.lastRuntimeSeconds()).isZero();
        assertThat(before.stillEstimating()).isFalse();
        start();
        assertThat(metrics("crawler").stillEstimating()).isTrue();
        pass(RUN.plus(STOP));
        CrawlerMetrics first = metrics("crawler");
        assertThat(first.lastRuntimeSeconds()).isEqualTo(140);
        assertThat(first.tablesCreated()).isEqualTo(1);

        start();
        pass(Duration.ofSeconds(20));
        CrawlerMetrics during = metrics("crawler");
        assertThat(during.stillEstimating()).isFalse();
        assertThat(during.timeLeftSeconds()).isEqualTo(120);
        stop();
        pass(STOP);
        CrawlerMetrics second = metrics("crawler");
        assertThat(second.lastRuntimeSeconds()).isEqualTo(40);
        assertThat(second.medianRuntimeSeconds()).isEqualTo(90);
        assertThat(second.tablesCreated()).isZero();
        assertThat(glue.getCrawlerMetrics(r -> r.crawlerNameList("crawler", "none"))
                        .crawlerMetricsList())
                .hasSize(1);
    }

    @Test
    void isListedLatestFirstAndInPages() {
        for (int i = 0; i < 25; i++) {
            crawl("crawler");
        }
        assertThat(crawls()).hasSize(20);
        var page = glue.listCrawls(r -> r.crawlerName("crawler"));
        var rest = glue.listCrawls(r -> r.crawlerName("crawler").nextToken(page.nextToken()));
        assertThat(rest.crawls()).hasSize(5);
        assertThat(rest.nextToken()).isNull();
        assertThat(page.crawls().get(0).startTime())
                .isAfter(page.crawls().get(1).startTime());
        assertThat(rest.crawls().get(4).startTime()).isEqualTo(SimulatedClock.START);
        assertRefused(
                () -> glue.listCrawls(r -> r.crawlerName("crawler").maxResults(101)),
                "ValidationException",
                "less than or equal to 100");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "STATE, EQ, COMPLETED, 1",
        "STATE, NE, COMPLETED, 2",
        "STATE, EQ, FAILED, 1",
        "START_TIME, GT, 1793606400000, 2",
        "START_TIME, GE, 1793606400000, 3",
        "START_TIME, LE, 1793606400000, 1",
        "END_TIME, LT, 1793606600000, 1",
        "END_TIME, EQ, 1793606540000, 1",
        "DPU_HOUR, GT, 0.3, 2",
        "DPU_HOUR, NE, 0, 2",
        "CRAWL_ID, EQ, none, 0"
    })
    void isFoundByFilters(String field, String operator, String value, int found) {
        crawl("crawler");
        aws.faults().failNext(ResourceType.CRAWLER, "Told");
        crawl("crawler");
        start();
        CrawlsFilter filter = CrawlsFilter.builder()
                .fieldName(field)
                .filterOperator(operator)
                .fieldValue(value)
                .build();
        assertThat(glue.listCrawls(r -> r.crawlerName("crawler").filters(filter))
                        .crawls())
                .hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"STATE, GT, COMPLETED", "START_TIME, GT, yesterday", "DPU_HOUR, EQ, ''"})
    void refusesFiltersThatCompareNothing(String field, String operator, String value) {
        CrawlsFilter filter = CrawlsFilter.builder()
                .fieldName(field)
                .filterOperator(operator)
                .fieldValue(value)
                .build();
        assertRefused(
                () -> glue.listCrawls(r -> r.crawlerName("crawler").filters(filter)),
                "InvalidInputException",
                "Invalid filter");
    }

    @Test
    void isSummedUpInJsonWithinJson() throws JsonProcessingException {
        s3.put(BUCKET, "orders/year=2026/orders.csv", ORDERS);
        s3.delete(BUCKET, "orders/orders.csv");
        crawl("crawler");
        ObjectMapper json = new ObjectMapper();
        JsonNode summary = json.readTree(crawls().get(0).summary());
        JsonNode tables = json.readTree(summary.at("/TABLE/ADD").asText());
        assertThat(tables.at("/Details/names/0").asText()).isEqualTo("orders");
        assertThat(tables.at("/Count").asInt()).isEqualTo(1);
        JsonNode partitions = json.readTree(summary.at("/PARTITION/ADD").asText());
        assertThat(partitions.at("/Count").asInt()).isEqualTo(1);

        crawl("crawler");
        assertThat(crawls().get(0).summary()).as("nothing has changed").isNull();
    }

    @Test
    void startsOnceThoughTheAnswerIsLost() {
        aws.faults().on("glue", "StartCrawler").nth(1).loseResponse();
        assertThatThrownBy(this::start).isInstanceOf(SdkClientException.class);
        assertRefused(this::start, "CrawlerRunningException", "already started");
        assertThat(crawls()).hasSize(1);
    }
}
