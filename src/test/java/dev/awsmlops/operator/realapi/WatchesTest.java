package dev.awsmlops.operator.realapi;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watches end, and the server forgets what has changed; the operator misses nothing. */
@Tag("real-api")
class WatchesTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** Each kind is watched by its own controller and by those of the kinds that refer to it. */
    private static final int WATCHES = 3;

    private final RealCluster cluster = new RealCluster();
    private final Requests requests = new Requests();
    private final World world = cluster.world();
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        Config config = GivenServer.config();
        relay = new Relay(URI.create(config.getMasterUrl()));
        config.setMasterUrl(relay.address().toString());
        // The certificate is for the server's name, and a relay has another.
        config.setDisableHostnameVerification(true);
        cluster.operatorAccess(config);
        cluster.listener(requests);
        world.startOperator();
        world.apply(Manifest.SESSION.named("explore"));
        world.untilPhase("explore", Ready, HALF_AN_HOUR);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        relay.close();
    }

    @Test
    void whatChangesAfterTheWatchesWereCutIsSeenWithoutListingAnew() {
        long before = requests.lists();
        relay.cut();
        world.apply(Manifest.SESSION.named("explore", "ttl: 10h"));
        world.untilReady(GlueDevSession.class, "explore", HALF_AN_HOUR);

        assertThat(world.session("explore").getStatus().effectiveTtl()).isEqualTo("10h");
        assertThat(requests.lists()).isEqualTo(before);
    }

    @Test
    void whatChangesWhileTheServerIsOutOfReachIsSeenAfterwards() {
        relay.refuse();
        world.delete("explore");
        world.apply(LakeManifest.SHORTEST.named("orders"));
        relay.accept();
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        world.untilGone(GlueDevSession.class, "explore", HALF_AN_HOUR);

        assertThat(world.running()).isEmpty();
    }

    @Test
    void whatTheServerHasForgottenIsListedAnew() {
        long before = requests.lists();
        requests.outdateWatches(WATCHES);
        relay.refuse();
        world.delete("explore");
        relay.accept();
        world.untilGone(GlueDevSession.class, "explore", HALF_AN_HOUR);
        await().atMost(cluster.patience()).until(() -> requests.outdatedWatchesToCome() == 0);

        await().atMost(cluster.patience()).until(() -> requests.lists() >= before + WATCHES);
        assertThat(world.running()).isEmpty();
        world.apply(Manifest.SESSION.named("again", "ttl: 1h"));
        world.untilPhase("again", Ready, HALF_AN_HOUR);
    }

    /** Without bookmarks a watch of what rarely changes would have to be listed anew after every cut. */
    @Test
    void bookmarksMoveAWatchOnThatSeesNoChange() {
        try (SharedIndexInformer<DataLake> informer = world.kubernetes()
                .resources(DataLake.class)
                .inNamespace(world.namespace())
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(DataLake lake) {
                        throw new AssertionError("there is none");
                    }

                    @Override
                    public void onUpdate(DataLake before, DataLake after) {
                        throw new AssertionError("there is none");
                    }

                    @Override
                    public void onDelete(DataLake lake, boolean unknown) {
                        throw new AssertionError("there is none");
                    }
                })) {
            String first = informer.lastSyncResourceVersion();
            world.kubernetes()
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("something-else")
                            .withNamespace(world.namespace())
                            .endMetadata()
                            .build())
                    .create();

            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !informer.lastSyncResourceVersion().equals(first));
        }
    }
}
