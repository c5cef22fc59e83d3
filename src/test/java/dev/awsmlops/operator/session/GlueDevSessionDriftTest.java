package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Failed;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** What others do to a session in AWS, and what its owner changes while it runs. */
class GlueDevSessionDriftTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = World.withOperator();
    private final GlueClient glue = world.glueConsole();
    private final SageMakerClient sageMaker = world.sageMakerConsole();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anEndpointDeletedByHandIsMadeAgainAndEndsWhenItWould() {
        ready(Manifest.DEV_ENDPOINT);
        String end = world.session("orders").getStatus().expiresAt();

        glue.deleteDevEndpoint(request -> request.endpointName(name()));
        world.until("the endpoint is missed", HALF_AN_HOUR, () -> world.phase("orders") != Ready);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.session("orders").getStatus().expiresAt()).isEqualTo(end);
        assertThat(world.events())
                .anySatisfy(event -> assertThat(event.getReason()).isEqualTo("Replacing"));
        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aSessionStoppedByHandIsMadeAgain() {
        ready(Manifest.SESSION);

        glue.stopSession(request -> request.id(name()));
        world.until("the session is missed", HALF_AN_HOUR, () -> world.phase("orders") != Ready);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.running()).hasSize(1);
    }

    @Test
    void aNotebookStoppedByHandIsStartedAgain() {
        ready(Manifest.SESSION_WITH_NOTEBOOK);

        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name()));
        world.until("the notebook is missed", HALF_AN_HOUR, () -> world.phase("orders") != Ready);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.session("orders").getStatus().notebook().status()).isEqualTo("InService");
    }

    @Test
    void whatIsStartedByHandAfterTheEndIsLeft() {
        ready(Manifest.SESSION);
        String name = name();
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        glue.createDevEndpoint(request -> request.endpointName(name)
                .roleArn("arn:aws:iam::123456789012:role/glue-dev")
                .glueVersion("1.0"));
        world.pass(Duration.ofDays(1));

        assertThat(world.running()).hasSize(1);
        assertThat(world.phase("orders")).isEqualTo(Expired);
    }

    @Test
    void aNameTakenBySomeoneElseIsSaidAndLeftAloneEvenAtDeletion() {
        world.stopOperator();
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        String name = dev.awsmlops.operator.aws.ResourceName.of(
                dev.awsmlops.operator.aws.Ownership.of(world.session("orders"), World.CLUSTER));
        glue.createDevEndpoint(request -> request.endpointName(name)
                .roleArn("arn:aws:iam::123456789012:role/other")
                .glueVersion("1.0"));

        world.startOperator();
        world.untilPhase("orders", Failed, HALF_AN_HOUR);

        assertThat(world.condition("orders", "Stalled")).get().satisfies(stalled -> {
            assertThat(stalled.reason()).isEqualTo("NameTaken");
            assertThat(stalled.message()).contains(name).contains("left alone");
        });
        world.delete("orders");
        world.until("orders is gone", HALF_AN_HOUR, () -> world.session("orders") == null);
        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .as("only what is someone else's is left")
                .containsExactly(ResourceType.DEV_ENDPOINT);
        assertThat(world.writes()).noneMatch(operation -> operation.contains("DevEndpoint"));
    }

    @Test
    void changedArgumentsOfAnEndpointAreChangedInPlace() {
        ready(Manifest.DEV_ENDPOINT);

        world.apply(Manifest.DEV_ENDPOINT.named("orders", "arguments: {--enable-glue-datacatalog: \"\"}"));
        world.until(
                "the endpoint is updated", HALF_AN_HOUR, () -> world.writes().contains("UpdateDevEndpoint"));
        // Else it may still read ready, from before.
        world.settle();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(glue.getDevEndpoint(request -> request.endpointName(name()))
                        .devEndpoint()
                        .arguments())
                .containsKey("--enable-glue-datacatalog");
        assertThat(world.writes()).containsOnlyOnce("CreateDevEndpoint", "UpdateDevEndpoint");
    }

    @Test
    void theKeyOfAnAttachedNotebooksTunnelIsLeftAlone() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK);

        glue.updateDevEndpoint(request -> request.endpointName(name()).addPublicKeys("ssh-rsa AAAAB3NzaC1yc2E tunnel"));
        world.pass(Duration.ofHours(1));

        assertThat(glue.getDevEndpoint(request -> request.endpointName(name()))
                        .devEndpoint()
                        .publicKeys())
                .containsExactly("ssh-rsa AAAAB3NzaC1yc2E tunnel");
        assertThat(world.writes()).doesNotContain("UpdateDevEndpoint");
    }

    @Test
    void anotherInstanceTypeStopsUpdatesAndStartsTheNotebook() {
        ready(Manifest.SESSION_WITH_NOTEBOOK);
        world.aws().clearCalls();

        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "notebook: {instanceType: ml.t3.large}"));
        world.until("the notebook is stopped", HALF_AN_HOUR, () -> world.phase("orders") != Ready);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.writes())
                .containsExactly("StopNotebookInstance", "UpdateNotebookInstance", "StartNotebookInstance");
        assertThat(sageMaker
                        .describeNotebookInstance(request -> request.notebookInstanceName(name()))
                        .instanceTypeAsString())
                .isEqualTo("ml.t3.large");
        assertThat(world.session("orders").getStatus().cost().hourlyUsd()).isEqualTo("0.980");
    }

    @Test
    void theUsersTagsAreOnEverythingAndNewOnesAreAdded() {
        ready(Manifest.SESSION_WITH_NOTEBOOK);

        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "tags: {cost-center: \"42\"}"));
        world.settle();

        assertThat(world.aws().running())
                .hasSize(2)
                .extracting(SimulatedResource::tags)
                .allSatisfy(tags -> assertThat(tags)
                        .containsEntry("cost-center", "42")
                        .containsEntry("aws-mlops.dev/name", "orders")
                        .containsEntry("aws-mlops.dev/namespace", World.NAMESPACE)
                        .containsEntry("aws-mlops.dev/kind", "GlueDevSession")
                        .containsEntry("aws-mlops.dev/cluster", World.CLUSTER));
    }

    @Test
    void aDevEndpointEndsWhenItsNotebookStoppedForWantOfUse() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK);

        stopIdle();
        world.untilPhase("orders", Expired, Duration.ofHours(1));

        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.session("orders").getStatus().end().reason()).isEqualTo("Idle");
        assertThat(world.condition("orders", "Ready")).get().satisfies(ready -> assertThat(ready.message())
                .contains("nobody used it"));
    }

    @Test
    void aSessionWithoutANotebookEndsWhenAwsEndedItForWantOfUse() {
        world.apply(Manifest.SESSION.named("orders", "idleTimeout: 45m"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.untilPhase("orders", Expired, Duration.ofHours(2));

        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.session("orders").getStatus().end().reason()).isEqualTo("Idle");
    }

    @Test
    void aSessionWhoseNotebookIsInUseGoesOnThoughItsOwnEnvironmentIdled() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "idleTimeout: 45m"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.pass(Duration.ofHours(3));

        assertThat(world.phase("orders")).isEqualTo(Ready);
        assertThat(world.session("orders").getStatus().endpoint().status()).isEqualTo("TIMEOUT");
        assertThat(world.running()).hasSize(1);
        stopIdle();
        world.untilPhase("orders", Expired, Duration.ofHours(1));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void theSessionsOfTheNotebooksKernelsAreCountedAndEndWithIt() {
        ready(Manifest.SESSION_WITH_NOTEBOOK);
        for (String tab : List.of("0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d", "7d1f2a34-1111-4222-8333-444455556666")) {
            glue.createSession(request -> request.id(name() + "-" + tab)
                    .role("arn:aws:iam::123456789012:role/glue-dev")
                    .glueVersion("5.0")
                    .command(command -> command.name("glueetl").pythonVersion("3"))
                    .tags(java.util.Map.of(
                            "aws-mlops.dev/uid",
                            world.session("orders").getMetadata().getUid(),
                            "aws-mlops.dev/cluster",
                            World.CLUSTER)));
        }
        world.pass(Duration.ofMinutes(15));
        assertThat(world.session("orders").getStatus().endpoint().kernelSessions())
                .isEqualTo(2);

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aNotebookThatStoppedItselfIsChangedAsTheSpecIsAndStaysStopped() {
        ready(Manifest.SESSION_WITH_NOTEBOOK);
        stopIdle();
        world.pass(Duration.ofMinutes(15));

        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "notebook: {instanceType: ml.t3.large}"));
        world.pass(Duration.ofMinutes(15));

        assertThat(sageMaker.describeNotebookInstance(request -> request.notebookInstanceName(name())))
                .satisfies(notebook -> {
                    assertThat(notebook.instanceTypeAsString()).isEqualTo("ml.t3.large");
                    assertThat(notebook.notebookInstanceStatusAsString()).isEqualTo("Stopped");
                });
    }

    private void ready(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    private String name() {
        return world.session("orders").getStatus().endpoint().name();
    }

    /** What the notebook's own script does when it has not been used for long enough. */
    private void stopIdle() {
        String arn = world.session("orders").getStatus().notebook().arn();
        sageMaker.addTags(request -> request.resourceArn(arn)
                .tags(Tag.builder()
                        .key("aws-mlops.dev/idle-stopped-at")
                        .value(world.now().toString())
                        .build()));
        sageMaker.stopNotebookInstance(request -> request.notebookInstanceName(name()));
    }
}
