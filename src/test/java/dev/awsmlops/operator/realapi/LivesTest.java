package dev.awsmlops.operator.realapi;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Deleting;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects of all kinds from their manifests to nothing left. */
@Tag("real-api")
class LivesTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = RealCluster.worldWithOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSessionBecomesReadyChangesExpiresIsRenewedAndDeleted(Manifest manifest) {
        world.apply(manifest.named("orders", "ttl: 1h"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.running()).hasSize(manifest.hasNotebook() ? 2 : 1);

        world.apply(manifest.named("orders", "ttl: 2h\ntags: {team: a}"));
        world.untilReady(GlueDevSession.class, "orders", HALF_AN_HOUR);
        assertThat(world.session("orders").getStatus().effectiveTtl()).isEqualTo("2h");
        assertThat(world.aws().running())
                .allSatisfy(resource -> assertThat(resource.tags()).containsEntry("team", "a"));

        world.untilPhase("orders", Expired, Duration.ofHours(3));
        assertThat(world.aws().inventory()).isEmpty();

        world.annotate("orders", GlueDevSession.RENEW, "once");
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.delete("orders");
        world.untilPhase("orders", Deleting, Duration.ZERO);
        world.untilGone(GlueDevSession.class, "orders", HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aSuspendedSessionIsMadeOnlyLaterAndEndsAtItsTimeThoughItIsSuspended() {
        world.apply(Manifest.SESSION.named("orders", "ttl: 1h\nsuspend: true"));
        world.pass(HALF_AN_HOUR);
        assertThat(world.running()).isEmpty();

        world.apply(Manifest.SESSION.named("orders", "ttl: 1h"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.apply(Manifest.SESSION.named("orders", "ttl: 1h\nsuspend: true"));
        world.untilPhase("orders", Expired, Duration.ofHours(2));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aSessionRemovesItsObjectWhenAskedTo() {
        world.apply(Manifest.SESSION.named("orders", "ttl: 1h\nonExpiry: Delete"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.untilGone(GlueDevSession.class, "orders", Duration.ofHours(2));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLakeIsMadeCrawledChangedSuspendedAndDeletedWithItsData() {
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders"));
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        world.putObjects("acme-orders", "raw/orders/a.csv");
        world.annotate(DataLake.class, "orders", DataLake.CRAWL, "once");
        world.until(
                "its table is found",
                HALF_AN_HOUR,
                () -> world.lake("orders").getStatus().tables().count() == 1);

        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders", "crawlers: []"));
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders", "crawlers: []\nsuspend: true"));
        world.untilReason(DataLake.class, "orders", "Suspended", "Suspended", HALF_AN_HOUR);

        world.handle(DataLake.class, "orders").delete();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aWorkspaceOnALakeServesASessionAndIsDeleted() {
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders"));
        world.apply(WorkspaceManifest.WITH_EVERYTHING_DELETED.named("returns"));
        world.untilReady(MlWorkspace.class, "returns", HALF_AN_HOUR);
        world.apply(Manifest.SESSION.named(
                "features", "ttl: 1h\nroleArn: null\nworkspaceRef: {name: returns}\ndataLakeRef: {name: orders}"));
        world.untilPhase("features", Ready, HALF_AN_HOUR);

        world.handle(MlWorkspace.class, "returns").delete();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.workspace("returns")).as("the workspace of a session").isNotNull();

        world.untilPhase("features", Expired, Duration.ofHours(2));
        world.untilGone(MlWorkspace.class, "returns", Duration.ofHours(1));
        world.handle(DataLake.class, "orders").delete();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void anotherProcessGoesOnWhereOneWasStopped() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "ttl: 1h"));
        world.until("something is made", HALF_AN_HOUR, () -> !world.running().isEmpty());
        world.restartOperator();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.stopOperator();
        world.clock().advance(Duration.ofHours(5));
        world.startOperator();

        world.untilPhase("orders", Expired, HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void itsFinalizerGoesWhileSomebodyElsesStays() {
        GlueDevSession session = Manifest.SESSION.named("orders");
        session.getMetadata().setFinalizers(List.of("example.com/theirs"));
        world.apply(session);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.session("orders").getMetadata().getFinalizers())
                .hasSize(2)
                .contains("example.com/theirs");

        world.delete("orders");
        world.until(
                "only theirs is left",
                HALF_AN_HOUR,
                () -> world.session("orders").getMetadata().getFinalizers().equals(List.of("example.com/theirs")));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void whatIsSaidAgainGoesOnInTheSeriesOfTheSameEvent() {
        for (int time = 1; time <= 3; time++) {
            world.apply(LakeManifest.SHORTEST.named("orders", "suspend: true"));
            world.untilReason(DataLake.class, "orders", "Suspended", "Suspended", HALF_AN_HOUR);
            world.apply(LakeManifest.SHORTEST.named("orders"));
            world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        }

        assertThat(world.events())
                .filteredOn(event -> event.getReason().equals("Suspended"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getSeries().getCount()).isEqualTo(3);
                    assertThat(event.getSeries().getLastObservedTime()).isNotNull();
                    assertThat(event.getRegarding().getName()).isEqualTo("orders");
                });
    }
}
