package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.Deaths;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** How a lake is taken down: as far as it can be, until it is done, and with nothing that is to be kept. */
class DataLakeDeletionTest extends LakeTest {

    private static final int PAGE = 1000;

    /** A call: some fifteen go to what is deleted before, and two to each page. */
    private static final int AMONG_THE_FIRST_PAGES = 20;

    @Test
    void aRunningCrawlerIsStoppedAndWaitedFor() {
        ready(LakeManifest.WITH_CRAWLER);
        world.annotate(DataLake.class, LAKE, DataLake.CRAWL, "1");
        world.until("it crawls", HALF_AN_HOUR, () -> crawler("raw").state() == CrawlerState.RUNNING);

        delete();
        untilGone();

        assertThat(writes("StopCrawler")).isEqualTo(1);
        assertThat(exists(ResourceType.CRAWLER)).isFalse();
        assertThat(exists(ResourceType.ROLE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "glue, DeleteCrawler, CRAWLER",
        "glue, DeleteDatabase, DATABASE",
        "iam, DeleteRole, ROLE",
        "s3, DeleteBucket, BUCKET",
        "s3, ListObjectVersions, BUCKET",
    })
    void aStuckDeletionIsSaidAndKeepsTheFinalizerUntilItIsDone(String service, String operation, ResourceType type) {
        ready(LakeManifest.WITH_EVERYTHING_DELETED);
        Fault denied = world.aws().faults().on(service, operation).deny();

        delete();
        assertThat(untilReason("TeardownFailed", "TeardownFailed").message()).contains("is not authorized to perform");
        world.pass(Duration.ofHours(3));
        assertThat(world.lake(LAKE).getMetadata().getFinalizers()).hasSize(1);
        assertThat(exists(type)).isTrue();
        assertThat(denied.struck()).isGreaterThan(50);
        if (type != ResourceType.CRAWLER) {
            assertThat(world.aws().inventory()).as("what it does not hold up").hasSize(1);
        }

        denied.remove();
        untilGone();
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void whatIsKeptDoesNotHoldUpTheDeletionThoughItCannotBeRead() {
        ready(LakeManifest.WITH_CRAWLER);
        world.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(attempt -> attempt.service().equals("s3"))
                .deny();

        delete();
        untilGone();

        assertThat(exists(ResourceType.CRAWLER)).isFalse();
        assertThat(exists(ResourceType.BUCKET)).isTrue();
    }

    @Test
    void aBucketThatHasChangedHandsIsNotDeleted() {
        ready(LakeManifest.WITH_EVERYTHING_DELETED);
        world.putObjects(BUCKET, "raw/orders/a.csv");
        s3.deleteBucketTagging(request -> request.bucket(BUCKET));
        writeBucketTags(Map.of("aws-mlops.dev/uid", "another", "aws-mlops.dev/cluster", "another"));

        delete();
        untilGone();

        assertThat(world.aws().buckets().keys(BUCKET)).containsExactly("raw/orders/a.csv");
    }

    @Test
    void versionsThatS3RefusesToDeleteAreSaidByNameAndNothingElseIsHeldUp() {
        ready(LakeManifest.WITH_EVERYTHING_DELETED);
        world.putObjects(BUCKET, "raw/locked.csv", "raw/other.csv");
        Runnable unlock = world.aws()
                .buckets()
                .failDeletion(BUCKET, "raw/locked.csv", new ServiceFailure("AccessDenied", "Access Denied", 403));

        delete();
        assertThat(untilReason("TeardownFailed", "TeardownFailed").message())
                .contains("raw/locked.csv", "AccessDenied");
        world.pass(Duration.ofHours(1));
        assertThat(world.aws().inventory()).singleElement().satisfies(left -> assertThat(left.type())
                .isEqualTo(ResourceType.BUCKET));
        assertThat(world.aws().buckets().keys(BUCKET)).containsExactly("raw/locked.csv");

        unlock.run();
        untilGone();
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLargeBucketIsEmptiedInPagesByTwoProcessesAndSaysHowFarItIs() {
        ready(LakeManifest.WITH_EVERYTHING_DELETED, "crawlers: null");
        List<String> keys =
                IntStream.range(0, 5 * PAGE).mapToObj("raw/%05d.csv"::formatted).toList();
        for (int version = 0; version < 4; version++) {
            world.aws().buckets().put(BUCKET, keys, "id\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        for (int page = 0; page < 5; page++) {
            List<ObjectIdentifier> objects = keys.subList(page * PAGE, (page + 1) * PAGE).stream()
                    .map(key -> ObjectIdentifier.builder().key(key).build())
                    .toList();
            s3.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(objects)));
        }
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("raw/large.csv"));
        int all = world.aws().buckets().versions(BUCKET);
        assertThat(all).isEqualTo(25 * PAGE);
        world.aws().clearCalls();
        world.aws().faults().crashAt(World.OPERATOR, AMONG_THE_FIRST_PAGES, Moment.AFTER);

        delete();
        var mostSaid = new AtomicLong();
        Deaths.survive(
                world,
                () -> world.until("it is gone", HALF_AN_HOUR, () -> {
                    DataLake lake = world.lake(LAKE);
                    if (lake != null && lake.getStatus().bucket().versionsDeleted() != null) {
                        mostSaid.accumulateAndGet(lake.getStatus().bucket().versionsDeleted(), Math::max);
                    }
                    return lake == null;
                }));

        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.calls().stream().map(Call::operation).filter("DeleteObjects"::equals))
                .as("pages, each once")
                .hasSize(25);
        assertThat(writes("AbortMultipartUpload")).isEqualTo(1);
        assertThat(mostSaid.get()).as("said while it goes on").isBetween(20L * PAGE, 24L * PAGE);
    }
}
