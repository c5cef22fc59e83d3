package dev.awsmlops.operator.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.argocd.Health.Level;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of what {@code examples/argocd/team} holds, as an Application. */
class TeamExampleTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = World.withOperator();
    private final ArgoCd argo = new ArgoCd(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void eachWaveBecomesHealthyTheSessionExpiresAndTheDeletionLeavesOnlyTheData() throws IOException {
        sync("data-lake.yaml", DataLake.class);
        argo.untilHealth(Level.Healthy, DataLake.class, "orders", HALF_AN_HOUR);
        sync("workspace.yaml", MlWorkspace.class);
        argo.untilHealth(Level.Healthy, MlWorkspace.class, "returns", HALF_AN_HOUR);
        sync("session.yaml", GlueDevSession.class);
        argo.untilHealth(Level.Healthy, GlueDevSession.class, "explore-orders", HALF_AN_HOUR);
        assertThat(world.running()).hasSizeGreaterThan(1);

        String uid = world.session("explore-orders").getMetadata().getUid();

        world.pass(Duration.ofHours(9));
        assertThat(argo.health(GlueDevSession.class, "explore-orders").level()).isEqualTo(Level.Healthy);
        assertThat(world.resourcesOf(uid)).as("what is left of the session").isEmpty();

        world.handle(GlueDevSession.class, "explore-orders").delete();
        world.untilGone(GlueDevSession.class, "explore-orders", HALF_AN_HOUR);
        world.handle(MlWorkspace.class, "returns").delete();
        world.untilGone(MlWorkspace.class, "returns", HALF_AN_HOUR);
        world.handle(DataLake.class, "orders").delete();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactlyInAnyOrder(ResourceType.BUCKET, ResourceType.DATABASE, ResourceType.REPOSITORY);
    }

    private void sync(String file, Class<? extends CustomResource<?, ?>> kind) throws IOException {
        CustomResource<?, ?> object =
                Serialization.unmarshal(Files.readString(Path.of("examples/argocd/team", file)), kind);
        object.getMetadata().setNamespace(World.NAMESPACE);
        argo.sync(object);
    }
}
