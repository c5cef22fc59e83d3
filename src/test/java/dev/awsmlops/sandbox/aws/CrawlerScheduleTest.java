package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.CrawlerHistory;
import software.amazon.awssdk.services.glue.model.CrawlerHistoryState;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.ScheduleState;

/** The simulated clock starts on Monday, 2026-11-02, at 08:00. */
class CrawlerScheduleTest extends CrawlingTest {

    private static final String HOURLY = "cron(0 * * * ? *)";
    private static final Duration SETTLED = Duration.ofSeconds(2);

    @BeforeEach
    void fillBucket() {
        s3.put(BUCKET, "orders/orders.csv", ORDERS);
    }

    private void createHourly() {
        createCrawler("crawler", "s3://lake/orders", r -> r.schedule(HOURLY));
    }

    private List<Instant> starts() {
        return glue.listCrawls(r -> r.crawlerName("crawler").maxResults(100)).crawls().stream()
                .map(CrawlerHistory::startTime)
                .sorted()
                .toList();
    }

    private ScheduleState scheduleState() {
        return crawler("crawler").schedule().state();
    }

    @Test
    void startsTheCrawlerByItselfAtItsMoment() {
        createHourly();
        assertThat(scheduleState()).isEqualTo(ScheduleState.SCHEDULED);
        pass(Duration.ofMinutes(59));
        assertThat(crawler("crawler").state()).isEqualTo(CrawlerState.READY);
        pass(Duration.ofMinutes(1));
        assertThat(crawler("crawler").state()).isEqualTo(CrawlerState.RUNNING);
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T09:00:00Z"));
        pass(RUN.plus(STOP));
        assertThat(tableNames()).containsExactly("orders");
    }

    @Test
    void catchesUpWithEveryRunThatNobodyWatched() {
        createHourly();
        pass(Duration.ofHours(5).plusMinutes(1));
        assertThat(aws.running()).extracting(SimulatedResource::name).containsExactly("crawler");
        assertThat(starts())
                .containsExactly(
                        Instant.parse("2026-11-02T09:00:00Z"),
                        Instant.parse("2026-11-02T10:00:00Z"),
                        Instant.parse("2026-11-02T11:00:00Z"),
                        Instant.parse("2026-11-02T12:00:00Z"),
                        Instant.parse("2026-11-02T13:00:00Z"));
        assertThat(aws.ledger()
                        .of(ResourceType.CRAWLER, "crawler")
                        .orElseThrow()
                        .billed())
                .isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void leavesOutARunThatWouldBeginDuringAnother() {
        createHourly();
        pass(Duration.ofMinutes(59));
        glue.startCrawler(r -> r.name("crawler"));
        pass(Duration.ofHours(1));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T08:59:00Z"));
        pass(Duration.ofMinutes(1));
        assertThat(starts()).hasSize(2);
    }

    @Test
    void leavesOutRunsWhileTheCrawlerIsHeld() {
        createHourly();
        Runnable release = aws.faults().hold(ResourceType.CRAWLER, "crawler", "RUNNING");
        pass(Duration.ofMinutes(150));
        assertThat(crawler("crawler").state()).isEqualTo(CrawlerState.RUNNING);
        release.run();
        pass(Duration.ofMinutes(20));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T09:00:00Z"));
    }

    @Test
    void interleavesTheRunsOfSeveralCrawlersInTheOrderInWhichTheyCameDue() {
        createCrawler("early", "s3://lake/orders", r -> r.schedule("cron(0 9 * * ? *)")
                .tablePrefix("x_"));
        createCrawler("late", "s3://lake/orders", r -> r.schedule("cron(30 9 * * ? *)")
                .tablePrefix("x_"));
        pass(Duration.ofHours(3));
        assertThat(table("x_orders").createTime()).isEqualTo(Instant.parse("2026-11-02T09:02:20Z"));
        assertThat(metrics("early").tablesCreated()).isEqualTo(1);
        assertThat(metrics("late").tablesCreated()).isZero();
        assertThat(table("x_orders").parameters()).containsEntry("UPDATED_BY_CRAWLER", "late");
    }

    @Test
    void failsARunThatWasToldToAlsoWhenTheScheduleStartsIt() {
        createHourly();
        aws.faults().failNext(ResourceType.CRAWLER, "Told");
        pass(Duration.ofHours(2).plusMinutes(5));
        assertThat(glue.listCrawls(r -> r.crawlerName("crawler")).crawls())
                .extracting(CrawlerHistory::state)
                .containsExactly(CrawlerHistoryState.COMPLETED, CrawlerHistoryState.FAILED);
    }

    @Test
    void endsWithTheCrawler() {
        createHourly();
        pass(Duration.ofMinutes(30));
        glue.deleteCrawler(r -> r.name("crawler"));
        pass(Duration.ofDays(1));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void canBeStoppedAndStarted() {
        createHourly();
        glue.stopCrawlerSchedule(r -> r.crawlerName("crawler"));
        assertThat(scheduleState()).isEqualTo(ScheduleState.TRANSITIONING);
        pass(SETTLED);
        assertThat(scheduleState()).isEqualTo(ScheduleState.NOT_SCHEDULED);
        assertThat(crawler("crawler").schedule().scheduleExpression()).isEqualTo(HOURLY);
        pass(Duration.ofHours(3));
        assertThat(starts()).isEmpty();

        glue.startCrawlerSchedule(r -> r.crawlerName("crawler"));
        pass(SETTLED);
        assertThat(scheduleState()).isEqualTo(ScheduleState.SCHEDULED);
        pass(Duration.ofHours(1));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T12:00:00Z"));
    }

    @Test
    void doesNotStopARunWhenItIsStopped() {
        createHourly();
        pass(Duration.ofHours(1));
        glue.stopCrawlerSchedule(r -> r.crawlerName("crawler"));
        assertThat(crawler("crawler").state()).isEqualTo(CrawlerState.RUNNING);
    }

    @Test
    void refusesWhatItsStateDoesNotAllow() {
        createCrawler("crawler", "s3://lake/orders");
        assertRefused(
                () -> glue.startCrawlerSchedule(r -> r.crawlerName("crawler")), "NoScheduleException", "no schedule");
        assertRefused(
                () -> glue.stopCrawlerSchedule(r -> r.crawlerName("crawler")),
                "SchedulerNotRunningException",
                "not running");

        glue.updateCrawlerSchedule(r -> r.crawlerName("crawler").schedule(HOURLY));
        String code = "SchedulerTransitioningException";
        assertRefused(() -> glue.startCrawlerSchedule(r -> r.crawlerName("crawler")), code, "transitioning");
        assertRefused(() -> glue.stopCrawlerSchedule(r -> r.crawlerName("crawler")), code, "transitioning");
        assertRefused(() -> glue.updateCrawlerSchedule(r -> r.crawlerName("crawler")), code, "transitioning");
        assertRefused(() -> glue.deleteCrawler(r -> r.name("crawler")), code, "transitioning");

        pass(SETTLED);
        assertRefused(
                () -> glue.startCrawlerSchedule(r -> r.crawlerName("crawler")),
                "SchedulerRunningException",
                "already running");
        glue.stopCrawlerSchedule(r -> r.crawlerName("crawler"));
        pass(SETTLED);
        assertRefused(
                () -> glue.stopCrawlerSchedule(r -> r.crawlerName("crawler")),
                "SchedulerNotRunningException",
                "not running");
    }

    @Test
    void isChangedByItsOwnOperationAndMakesAVersion() {
        createHourly();
        glue.updateCrawlerSchedule(r -> r.crawlerName("crawler").schedule("cron(30 12 * * ? *)"));
        assertThat(crawler("crawler").schedule().scheduleExpression()).isEqualTo("cron(30 12 * * ? *)");
        assertThat(crawler("crawler").version()).isEqualTo(2);
        pass(Duration.ofHours(5));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T12:30:00Z"));
    }

    @Test
    void isChangedAndClearedByAnUpdateOfTheCrawler() {
        createHourly();
        glue.updateCrawler(r -> r.name("crawler").schedule("cron(30 12 * * ? *)"));
        assertThat(scheduleState()).isEqualTo(ScheduleState.SCHEDULED);
        assertThat(crawler("crawler").schedule().scheduleExpression()).isEqualTo("cron(30 12 * * ? *)");
        glue.updateCrawler(r -> r.name("crawler").description("The schedule stays"));
        assertThat(crawler("crawler").schedule()).isNotNull();
        glue.updateCrawler(r -> r.name("crawler").schedule(""));
        assertThat(crawler("crawler").schedule()).isNull();
        pass(Duration.ofDays(1));
        assertThat(starts()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            every day           | not a valid cron expression
            rate(1 hour)        | not a valid cron expression
            cron(0 * * * *)     | has 5 fields
            cron(0 * * * * *)   | Exactly one of Day-of-month and Day-of-week
            cron(0/4 * * * ? *) | faster than 5 minutes
            cron(* * * * ? *)   | faster than 5 minutes
            """)
    void refusesSchedulesThatAwsDoesNotTake(String expression, String message) {
        assertRefused(
                () -> createCrawler("crawler", "s3://lake/orders", r -> r.schedule(expression)),
                "InvalidInputException",
                message);
        createCrawler("crawler", "s3://lake/orders");
        assertRefused(
                () -> glue.updateCrawler(r -> r.name("crawler").schedule(expression)),
                "InvalidInputException",
                message);
        assertRefused(
                () -> glue.updateCrawlerSchedule(r -> r.crawlerName("crawler").schedule(expression)),
                "InvalidInputException",
                message);
        assertThat(crawler("crawler").schedule()).isNull();
    }
}
