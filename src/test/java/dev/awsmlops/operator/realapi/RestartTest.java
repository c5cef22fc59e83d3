package dev.awsmlops.operator.realapi;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The API server goes away and comes back, by the command in {@code -Dreal-api.restart}. */
@Tag("real-api")
@EnabledIfSystemProperty(
        named = "real-api.restart",
        matches = ".+",
        disabledReason = "-Dreal-api.restart=<command> says how the server is restarted")
class RestartTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = RealCluster.worldWithOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSessionThatWasStartedBecomesReadyAndOneThatWasReadyExpires() throws Exception {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "ttl: 1h"));
        world.until("something is made", HALF_AN_HOUR, () -> !world.running().isEmpty());

        restart();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        restart();
        world.untilPhase("orders", Expired, Duration.ofHours(2));
        assertThat(world.aws().inventory()).isEmpty();
        world.apply(LakeManifest.SHORTEST.named("lake"));
        world.untilReady(DataLake.class, "lake", HALF_AN_HOUR);
    }

    private void restart() throws IOException, InterruptedException {
        Process command = new ProcessBuilder("bash", "-c", System.getProperty("real-api.restart"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(command.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(command.exitValue()).isZero();
        await().atMost(Duration.ofMinutes(3))
                .ignoreException(KubernetesClientException.class)
                .until(() -> world.session("orders") != null);
    }
}
