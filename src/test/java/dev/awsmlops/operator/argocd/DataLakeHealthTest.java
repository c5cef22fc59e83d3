package dev.awsmlops.operator.argocd;

import static dev.awsmlops.operator.argocd.Health.Level.Degraded;
import static dev.awsmlops.operator.argocd.Health.Level.Healthy;
import static dev.awsmlops.operator.argocd.Health.Level.Progressing;
import static dev.awsmlops.operator.argocd.Health.Level.Suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What Argo CD shows of a lake, from statuses that the operator has written. */
class DataLakeHealthTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = new World();
    private final ArgoCd argo = new ArgoCd(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isProgressingUntilItsFirstCrawlIsOver() {
        argo.sync(LakeManifest.WITH_CRAWLER.named("orders"));
        assertHealth(Progressing, "not answered");

        world.startOperator();
        world.untilReason(DataLake.class, "orders", "Ready", "Crawling", HALF_AN_HOUR);
        assertHealth(Progressing, "is crawling");

        argo.untilHealth(Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        assertHealth(Healthy, "bucket, database and crawlers are ready");
    }

    @Test
    void isDegradedWhenItsBucketsNameIsTaken() {
        world.putObjects("acme-orders", "theirs.csv");
        world.clock().advance(Duration.ofHours(1));
        world.startOperator();
        argo.sync(LakeManifest.SHORTEST.named("orders"));
        world.pass(Duration.ofMinutes(1));

        assertHealth(Degraded, "acme-orders");
    }

    @Test
    void isSuspendedWhenItWasNeverMadeAndHealthyWhenItWas() {
        world.startOperator();
        argo.sync(LakeManifest.SHORTEST.named("orders", "suspend: true"));
        world.settle();
        assertHealth(Suspended, "spec.suspend is true");

        argo.sync(LakeManifest.SHORTEST.named("orders"));
        argo.untilHealth(Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        argo.sync(LakeManifest.SHORTEST.named("orders", "suspend: true"));
        world.settle();
        assertHealth(Healthy, "spec.suspend is true");
    }

    @Test
    void isPendingDeletionWhileASessionUsesIt() {
        world.startOperator();
        argo.sync(LakeManifest.SHORTEST.named("orders"));
        argo.untilHealth(Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        argo.sync(Manifest.SESSION.named("explore", "dataLakeRef: {name: orders}"));
        world.untilPhase("explore", Phase.Ready, HALF_AN_HOUR);

        world.handle(DataLake.class, "orders").delete();
        world.settle();

        assertHealth(Progressing, "Pending deletion");
        Health byScript = HealthScript.of(DataLake.class).run(world.lake("orders"));
        assertThat(byScript.level()).isEqualTo(Progressing);
        assertThat(byScript.message()).contains("in use by GlueDevSession explore");
        world.handle(GlueDevSession.class, "explore").delete();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
    }

    @Test
    void isDegradedByTheScriptWhileItsTeardownFails() {
        world.startOperator();
        argo.sync(LakeManifest.WITH_EVERYTHING_DELETED.named("orders"));
        argo.untilHealth(Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        Fault denied = world.aws().faults().on("s3", "DeleteBucket").deny();

        world.handle(DataLake.class, "orders").delete();
        world.untilReason(DataLake.class, "orders", "TeardownFailed", "TeardownFailed", HALF_AN_HOUR);

        Health byScript = HealthScript.of(DataLake.class).run(world.lake("orders"));
        assertThat(byScript.level()).isEqualTo(Degraded);
        assertThat(byScript.message()).contains("s3:DeleteBucket");
        denied.remove();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
    }

    @Test
    void staysHealthyWhileDriftIsPutRight() {
        world.startOperator();
        argo.sync(LakeManifest.SHORTEST.named("orders"));
        argo.untilHealth(Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        try (S3Client s3 = world.s3Console()) {
            s3.deletePublicAccessBlock(request -> request.bucket("acme-orders"));
        }

        world.until("it is put right", Duration.ofHours(2), () -> !world.eventNotes("DriftRepaired")
                .isEmpty());

        assertHealth(Healthy, "bucket, database and crawlers are ready");
    }

    private void assertHealth(Health.Level level, String words) {
        Health health = argo.health(DataLake.class, "orders");
        assertThat(health.level()).as(health.message()).isEqualTo(level);
        assertThat(health.message()).contains(words);
    }
}
