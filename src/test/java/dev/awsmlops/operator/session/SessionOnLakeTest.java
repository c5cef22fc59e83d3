package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;

/** A session that works on a data lake, and what the two owe each other. */
class SessionOnLakeTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String LAKE = "orders";
    private static final String SESSION = "explore";
    private static final String ON_THE_LAKE = "dataLakeRef: {name: orders}";

    private final World world = World.withOperator();
    private final GlueClient glue = world.glueConsole();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void itWaitsForALakeThatIsNotThereAndStartsAsSoonAsThatIsReady() {
        world.apply(Manifest.SESSION.named(SESSION, ON_THE_LAKE));
        assertThat(world.untilReason(GlueDevSession.class, SESSION, "Ready", "ReferenceNotReady", HALF_AN_HOUR)
                        .message())
                .contains("DataLake orders does not exist in this namespace");
        world.pass(Duration.ofHours(1));
        assertThat(world.running()).isEmpty();

        world.apply(LakeManifest.WITH_CRAWLER.named(LAKE));
        world.until(
                "it waits for the crawl",
                HALF_AN_HOUR,
                () -> world.condition(SESSION, "Ready").orElseThrow().message().contains("is not ready yet"));
        world.untilReady(DataLake.class, LAKE, HALF_AN_HOUR);
        Instant lakeReady = world.now();
        world.until(
                "the session is asked for", HALF_AN_HOUR, () -> world.writes().contains("CreateSession"));

        assertThat(Duration.between(lakeReady, world.now())).isLessThan(Duration.ofSeconds(5));
        world.untilPhase(SESSION, Ready, HALF_AN_HOUR);
    }

    @Test
    void itsCodeIsToldWhereTheLakeIs() {
        world.apply(LakeManifest.SHORTEST.named(LAKE));
        world.apply(Manifest.SESSION.named(SESSION, ON_THE_LAKE));
        world.untilPhase(SESSION, Ready, HALF_AN_HOUR);

        assertThat(glue.listSessions(request -> {}).sessions().get(0).defaultArguments())
                .containsAllEntriesOf(Map.of(
                        "--enable-glue-datacatalog", "true",
                        "--datalake_bucket", "acme-orders",
                        "--datalake_database", "orders",
                        "--datalake_raw_path", "s3://acme-orders/raw/",
                        "--datalake_curated_path", "s3://acme-orders/curated/",
                        "--datalake_features_path", "s3://acme-orders/features/"));
    }

    @Test
    void aDevEndpointWaitsForItsLakeTooAndKeepsRunningUnchanged() {
        world.apply(Manifest.DEV_ENDPOINT.named(SESSION, ON_THE_LAKE));
        world.untilReason(GlueDevSession.class, SESSION, "Ready", "ReferenceNotReady", HALF_AN_HOUR);

        world.apply(LakeManifest.SHORTEST.named(LAKE));
        world.untilPhase(SESSION, Ready, HALF_AN_HOUR);
        world.pass(Duration.ofHours(1));

        assertThat(world.writes()).containsOnlyOnce("CreateDevEndpoint").doesNotContain("UpdateDevEndpoint");
    }

    @Test
    void aLakeInUseIsDeletedWhenTheSessionHasEnded() {
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named(LAKE));
        world.apply(Manifest.SESSION.named(SESSION, ON_THE_LAKE));
        world.untilPhase(SESSION, Ready, HALF_AN_HOUR);

        world.handle(DataLake.class, LAKE).delete();
        assertThat(world.untilReason(DataLake.class, LAKE, "InUse", "InUse", HALF_AN_HOUR)
                        .message())
                .contains("GlueDevSession explore");
        world.pass(Duration.ofHours(2));
        assertThat(world.phase(SESSION)).isEqualTo(Ready);
        assertThat(world.lake(LAKE)).isNotNull();

        world.untilPhase(SESSION, Expired, Duration.ofHours(9));
        world.untilGone(DataLake.class, LAKE, HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLakeThatIsNoLongerReadyDoesNotDisturbARunningSession() {
        world.apply(LakeManifest.WITH_CRAWLER.named(LAKE));
        world.apply(Manifest.SESSION.named(SESSION, ON_THE_LAKE));
        world.untilPhase(SESSION, Ready, HALF_AN_HOUR);

        world.aws().faults().on("s3", "ListBuckets").deny();
        world.until("the lake is not ready", Duration.ofHours(2), () -> !world.isReady(DataLake.class, LAKE));
        world.pass(Duration.ofHours(1));

        assertThat(world.phase(SESSION)).isEqualTo(Ready);
        assertThat(world.running()).hasSize(1);
    }

    @Test
    void aSessionThatNeverStartedDoesNotHoldUpTheLakesDeletion() {
        world.aws().faults().on("glue", "CreateSession").deny();
        world.apply(LakeManifest.SHORTEST.named(LAKE));
        world.untilReady(DataLake.class, LAKE, HALF_AN_HOUR);
        world.handle(DataLake.class, LAKE).delete();
        world.untilGone(DataLake.class, LAKE, HALF_AN_HOUR);
        world.apply(Manifest.SESSION.named(SESSION, ON_THE_LAKE));

        world.untilReason(GlueDevSession.class, SESSION, "Ready", "ReferenceNotReady", HALF_AN_HOUR);
    }
}
