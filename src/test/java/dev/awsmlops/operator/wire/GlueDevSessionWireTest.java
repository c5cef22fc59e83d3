package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;

@Tag("wire")
class GlueDevSessionWireTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String NAME = "explore";

    @ParameterizedTest
    @EnumSource
    void aDevEndpointWithANotebookIsMadeChangedAndDeleted(Emulator emulator) throws IOException {
        try (WireWorld wire = WireWorld.on(emulator);
                GlueClient glue = wire.client(GlueClient.builder());
                SageMakerClient sageMaker = wire.client(SageMakerClient.builder())) {
            ready(wire, Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");
            ready(wire, Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, """
                    tags: {team: a}
                    ttl: 12h
                    notebook: {instanceType: ml.t3.large}
                    arguments: {--enable-glue-datacatalog: ""}
                    """);
            assertThat(glue.getDevEndpoints(request -> {}).devEndpoints())
                    .singleElement()
                    .satisfies(endpoint -> assertThat(endpoint.arguments()).containsKey("--enable-glue-datacatalog"));
            assertThat(sageMaker.listNotebookInstances().notebookInstances())
                    .extracting(NotebookInstanceSummary::instanceTypeAsString)
                    .containsExactly("ml.t3.large");
            wire.world().pass(HALF_AN_HOUR);
            assertThat(wire.world().isReady(GlueDevSession.class, NAME)).isTrue();

            delete(wire);
            wire.assertEndedWell();
            wire.assertLed(Life.DEV_ENDPOINT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInteractiveSessionEndsAtItsTimeWithTheOnesThatKernelsStarted(Emulator emulator) throws IOException {
        try (WireWorld wire = WireWorld.on(emulator);
                GlueClient glue = wire.client(GlueClient.builder());
                SageMakerClient sageMaker = wire.client(SageMakerClient.builder())) {
            ready(wire, Manifest.SESSION_WITH_NOTEBOOK, "ttl: 1h");
            ready(wire, Manifest.SESSION_WITH_NOTEBOOK, "ttl: 2h\ntags: {team: a}\nidleTimeout: 45m");
            startKernel(wire, glue);

            wire.world().untilPhase(NAME, Phase.Expired, Duration.ofHours(3));
            assertThat(glue.listSessions(request -> {}).sessions()).isEmpty();
            assertThat(sageMaker.listNotebookInstances().notebookInstances()).isEmpty();

            delete(wire);
            wire.assertEndedWell();
            wire.assertLed(Life.INTERACTIVE_SESSION);
        }
    }

    private static void startKernel(WireWorld wire, GlueClient glue) {
        GlueDevSession session = wire.world().session(NAME);
        glue.createSession(request -> request.id(
                        session.getStatus().endpoint().name() + "-0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d")
                .role("arn:aws:iam::123456789012:role/glue-dev")
                .glueVersion("5.0")
                .command(command -> command.name("glueetl").pythonVersion("3"))
                .tags(Map.of(
                        "aws-mlops.dev/uid", session.getMetadata().getUid(), "aws-mlops.dev/cluster", World.CLUSTER)));
    }

    private static void ready(WireWorld wire, Manifest manifest, String changes) {
        World world = wire.world();
        world.apply(manifest.named(NAME, changes));
        world.settle();
        world.untilPhase(NAME, Phase.Ready, HALF_AN_HOUR);
        world.untilReady(GlueDevSession.class, NAME, HALF_AN_HOUR);
    }

    private static void delete(WireWorld wire) {
        wire.world().delete(NAME);
        wire.world().untilGone(GlueDevSession.class, NAME, HALF_AN_HOUR);
    }
}
