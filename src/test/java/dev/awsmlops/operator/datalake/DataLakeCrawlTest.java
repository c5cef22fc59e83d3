package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/** When a lake is crawled, and what becomes of crawls that fail. */
class DataLakeCrawlTest extends LakeTest {

    private static final String TWO_TARGETS = "crawlers: [{name: raw, targets: [{zone: raw}, {zone: curated}]}]";

    @BeforeEach
    void fill() {
        apply(LakeManifest.WITH_CRAWLER);
        world.until("there is a bucket", HALF_AN_HOUR, () -> exists(ResourceType.BUCKET));
        world.putObjects(BUCKET, "raw/orders/a.csv");
        untilReady();
    }

    @Test
    void aNewLakeIsCrawledOnceAndThenLeftAlone() {
        world.pass(Duration.ofDays(1));

        assertThat(writes("StartCrawler")).isEqualTo(1);
    }

    @Test
    void theAnnotationAsksForOneMoreCrawlDuringWhichTheLakeStaysReady() {
        world.putObjects(BUCKET, "curated/x.csv");
        ask("1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);
        world.settle();
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
        world.pass(Duration.ofHours(3));

        assertThat(writes("StartCrawler")).isEqualTo(2);
        assertThat(status().crawlRequest()).isEqualTo("1");
    }

    @Test
    void aRequestDuringACrawlIsRememberedUntilThatHasEnded() {
        ask("1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);
        ask("2");
        world.pass(Duration.ofHours(3));

        assertThat(writes("StartCrawler")).isEqualTo(3);
    }

    @Test
    void aRequestThatIsWithdrawnAsksForNothing() {
        ask("1");
        world.pass(Duration.ofHours(1));
        world.removeAnnotation(DataLake.class, LAKE, DataLake.CRAWL);
        world.pass(Duration.ofHours(1));

        assertThat(writes("StartCrawler")).isEqualTo(2);
        assertThat(status().crawlRequest()).isNull();
    }

    @Test
    void changedTargetsAreCrawled() {
        ready(LakeManifest.WITH_CRAWLER, TWO_TARGETS);

        assertThat(crawler("raw").targets().s3Targets()).hasSize(2);
        assertThat(writes("StartCrawler")).isEqualTo(2);
        assertThat(world.eventNotes("DriftRepaired")).isEmpty();
    }

    @Test
    void anotherDescriptionIsNoReasonToCrawl() {
        ready(LakeManifest.WITH_CRAWLER, "crawlers: [{name: raw, description: In, targets: [{zone: raw}]}]");

        assertThat(crawler("raw").description()).isEqualTo("In");
        assertThat(writes("StartCrawler")).isEqualTo(1);
    }

    @Test
    void changedTargetsStopACrawlOfTheOldOnes() {
        ask("1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);

        ready(LakeManifest.WITH_CRAWLER, TWO_TARGETS);

        assertThat(writes("StopCrawler")).isEqualTo(1);
        assertThat(writes("StartCrawler")).isEqualTo(3);
        assertThat(crawler("raw").targets().s3Targets()).hasSize(2);
        assertThat(crawler("raw").lastCrawl().status()).isEqualTo(LastCrawlStatus.SUCCEEDED);
    }

    @Test
    void anotherDescriptionWaitsForACrawlToEnd() {
        ask("1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);

        ready(LakeManifest.WITH_CRAWLER, "crawlers: [{name: raw, description: In, targets: [{zone: raw}]}]");

        assertThat(writes("StopCrawler")).isZero();
        assertThat(crawler("raw").description()).isEqualTo("In");
    }

    @Test
    void aCrawlerTakenOutOfTheSpecGoesEvenWhenItRuns() {
        ready(LakeManifest.WITH_CRAWLER, "crawlers: [{name: more, targets: [{zone: curated}]}]");
        assertThat(only(ResourceType.CRAWLER).name()).isEqualTo(crawlerName("more"));

        ask("1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("more").state() == CrawlerState.RUNNING);
        ready(LakeManifest.WITH_CRAWLER, "crawlers: null");

        assertThat(exists(ResourceType.CRAWLER)).isFalse();
        assertThat(status().crawlers()).isNull();
    }

    @Test
    void aCrawlByAwssOwnScheduleShowsAndTheLakeStaysReady() {
        ready(
                LakeManifest.WITH_CRAWLER,
                "crawlers: [{name: raw, schedule: 'cron(0 12 * * ? *)', targets: [{zone: raw}]}]");
        world.putObjects(BUCKET, "raw/orders/b.csv");

        world.pass(Duration.between(world.now(), Instant.parse("2026-11-23T12:00:01Z")));
        assertThat(crawler("raw").state()).isEqualTo(CrawlerState.RUNNING);
        for (int minutes = 0; minutes < 8; minutes++) {
            world.pass(Duration.ofMinutes(1));
            assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
        }

        world.pass(Duration.ofMinutes(10));
        assertThat(status().lastCrawlAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(writes("StartCrawler")).isEqualTo(1);
    }

    @Test
    void aFailedCrawlIsTriedAgainAfterAPause() {
        world.aws().faults().failNext(ResourceType.CRAWLER, "Internal Service Exception");
        ask("1");

        assertThat(untilReason("CrawlersReady", "CrawlFailed").message())
                .contains("Internal Service Exception", "/aws-glue/crawlers", "tried again at");
        world.pass(Duration.ofHours(1));

        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
        assertThat(writes("StartCrawler")).isEqualTo(3);
    }

    @Test
    void afterThreeFailedCrawlsItIsStalledWithAwssWordsUntilTheUserAsksAgain() {
        for (int crawl = 0; crawl < 3; crawl++) {
            world.aws().faults().failNext(ResourceType.CRAWLER, "Access denied on s3://acme-orders/curated/");
        }
        apply(LakeManifest.WITH_CRAWLER, TWO_TARGETS);

        world.until("it is given up", Duration.ofHours(2), () -> condition("Stalled")
                .isPresent());
        assertThat(condition("Stalled").orElseThrow().reason()).isEqualTo("CrawlFailed");
        assertThat(condition("Stalled").orElseThrow().message())
                .contains("Access denied on s3://acme-orders/curated/", "/aws-glue/crawlers", "aws-mlops.dev/crawl");
        world.pass(Duration.ofDays(1));
        assertThat(writes("StartCrawler")).isEqualTo(4);
        assertThat(status().crawlers().get(0).lastCrawl().error()).contains("Access denied");

        ask("mended");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);
        world.settle();
        assertThat(condition("Ready").orElseThrow().reason())
                .as("the new targets have still not been crawled")
                .isEqualTo("Crawling");
        untilReady();
        assertThat(writes("StartCrawler")).isEqualTo(5);
    }

    @Test
    void aScheduleThatAwsRefusesIsSaidWhileTheOtherCrawlerWorks() {
        apply(LakeManifest.WITH_CRAWLER, """
                crawlers:
                  - name: curated
                    targets: [{zone: curated}]
                    schedule: cron(0 99 * * ? *)
                  - name: more
                    targets: [{zone: raw}]
                """);

        world.until(
                "the other has crawled",
                HALF_AN_HOUR,
                () -> status().crawlers() != null
                        && status().crawlers().stream()
                                .anyMatch(crawler -> crawler.name().equals("more") && crawler.lastCrawl() != null));
        assertThat(condition("Stalled").orElseThrow().reason()).isEqualTo("RefusedByAws");
        assertThat(condition("Stalled").orElseThrow().message()).contains("InvalidInputException", "cron");
        assertThat(condition("CrawlersReady").orElseThrow().reason()).isEqualTo("RefusedByAws");

        ready(LakeManifest.WITH_CRAWLER, """
                crawlers:
                  - name: curated
                    targets: [{zone: curated}]
                    schedule: cron(0 9 * * ? *)
                """);
        assertThat(condition("Stalled")).isEmpty();
    }

    @Test
    void aCrawlThatBeginsJustWhenOneIsAskedForIsNotTakenForIt() {
        Fault lost = world.aws()
                .faults()
                .on("glue", "StartCrawler")
                .first(1)
                .failBefore("CrawlerRunningException", "Crawler is running", 400);
        ask("1");
        world.pass(Duration.ofHours(1));

        assertThat(lost.struck()).isEqualTo(1);
        assertThat(writes("StartCrawler")).isEqualTo(3);
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
    }

    private void ask(String value) {
        world.annotate(DataLake.class, LAKE, DataLake.CRAWL, value);
    }
}
