package dev.awsmlops.operator.realapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.sweep.SweepMode;
import dev.awsmlops.operator.sweep.SweepPolicy;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.Sweeping;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights that the chart gives are those that the operator needs, no less and no more. */
@Tag("real-api")
class ChartRightsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Never used: at its start the SDK asks whether it has it, and refuses to run without. */
    private static final Right ASKED_FOR = new Right("coordination.k8s.io", "leases", "update");

    @ParameterizedTest(name = "for all namespaces: {0}")
    @ValueSource(booleans = {true, false})
    void theOperatorLivesWithTheRightsOfTheChartAndUsesThemAll(boolean all) throws Exception {
        var cluster = new RealCluster();
        var requests = new Requests();
        try (World world = cluster.world();
                ChartRoles roles = new ChartRoles(
                        cluster.user(),
                        cluster.namespace(),
                        all ? "watchNamespaces=null" : "watchNamespaces={" + cluster.namespace() + "}",
                        "config.clusterId=" + World.CLUSTER)) {
            operatorRunsAs(roles, cluster, requests);
            if (all) {
                cluster.watchAllNamespaces();
            }

            lead(world, cluster.watched());

            Set<Right> used = new HashSet<>(requests.rights());
            assertThat(used).doesNotContain(ASKED_FOR);
            used.add(ASKED_FOR);
            assertThat(used).containsExactlyInAnyOrderElementsOf(roles.rights());
        }
    }

    @Test
    void withoutTheRightThatIsOnlyAskedForTheOperatorDoesNotStart() throws Exception {
        var cluster = new RealCluster();
        try (World world = cluster.world();
                ChartRoles roles =
                        new ChartRoles(cluster.user(), cluster.namespace(), "config.clusterId=" + World.CLUSTER)) {
            operatorRunsAs(roles, cluster, new Requests());
            roles.forbidOnLeases(ASKED_FOR.verb());

            assertThatThrownBy(world::startOperator)
                    .hasStackTraceContaining("missing required verbs: [" + ASKED_FOR.verb() + "]");
        }
    }

    private static void operatorRunsAs(ChartRoles roles, RealCluster cluster, Requests requests) {
        cluster.operatorAccess(roles.access());
        cluster.listener(requests);
        cluster.election(LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(roles.lease())
                .withLeaseNamespace(cluster.namespace())
                .withIdentity("operator-under-test")
                .build());
    }

    private static void lead(World world, Set<String> watched) {
        world.startOperator();
        world.apply(Manifest.SESSION.named("ends", "ttl: 1h\nonExpiry: Delete"));
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("explore", "ttl: 24h"));
        world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
        world.apply(WorkspaceManifest.SHORTEST.named("returns"));
        allReady(world);
        for (int time = 0; time < 2; time++) {
            world.apply(LakeManifest.WITH_CRAWLER.named("orders", "suspend: true"));
            world.untilReason(DataLake.class, "orders", "Suspended", "Suspended", HOUR);
            world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
            world.untilReady(DataLake.class, "orders", HOUR);
        }
        world.untilGone(GlueDevSession.class, "ends", HOUR.multipliedBy(2));
        sweepWhatVanished(world, watched);
        world.apply(LakeManifest.SHORTEST.named("sales", "bucket: {name: acme-sales}"));
        world.untilReady(DataLake.class, "sales", HOUR);
        world.handle(DataLake.class, "sales").delete();
        world.untilGone(DataLake.class, "sales", HOUR);
    }

    private static void allReady(World world) {
        world.untilPhase("explore", Phase.Ready, HOUR);
        world.untilReady(DataLake.class, "orders", HOUR);
        world.untilReady(MlWorkspace.class, "returns", HOUR);
    }

    /** The sweeper looks for each object that the tags of a leak name. */
    private static void sweepWhatVanished(World world, Set<String> watched) {
        world.stopOperator();
        world.vanish(GlueDevSession.class, "explore");
        world.vanish(DataLake.class, "orders");
        world.vanish(MlWorkspace.class, "returns");
        world.sweeping(new Sweeping(new SweepPolicy(SweepMode.Delete, HOUR, HOUR), watched, new AtomicBoolean(true)));
        world.startOperator();
        world.pass(HOUR.multipliedBy(6));
        assertThat(world.running()).isEmpty();
    }
}
