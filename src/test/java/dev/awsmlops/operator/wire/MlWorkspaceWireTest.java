package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

@Tag("wire")
class MlWorkspaceWireTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    /** Longer than any two full looks at an object are apart. */
    private static final Duration FULL_LOOK = Duration.ofMinutes(72);

    private static final String NAME = "returns";

    @ParameterizedTest
    @EnumSource
    void aWorkspaceIsMadeChangedAndDeleted(Emulator emulator) throws IOException {
        try (WireWorld wire = WireWorld.on(emulator);
                SageMakerClient sageMaker = wire.client(SageMakerClient.builder());
                SchedulerClient scheduler = wire.client(SchedulerClient.builder())) {
            ready(wire, """
                    notebook: {idleTimeout: 1h}
                    repository: {deletionPolicy: Delete, description: Returns}
                    """);
            ready(wire, """
                    tags: {team: a}
                    notebook: {idleTimeout: 2h, instanceType: ml.m5.xlarge}
                    repository: {deletionPolicy: Delete, description: Goods}
                    monitoring: {schedule: rate(10 minutes)}
                    """);
            String notebook =
                    wire.world().workspace(NAME).getStatus().notebook().name();
            DescribeNotebookInstanceResponse actual =
                    sageMaker.describeNotebookInstance(request -> request.notebookInstanceName(notebook));
            assertThat(actual.notebookInstanceStatusAsString()).isEqualTo("InService");
            assertThat(actual.instanceTypeAsString()).isEqualTo("ml.m5.xlarge");
            assertThat(sageMaker
                            .listTags(request -> request.resourceArn(actual.notebookInstanceArn()))
                            .tags())
                    .anySatisfy(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("team=a"));
            assertThat(scheduler.listSchedules(request -> {}).schedules())
                    .singleElement()
                    .satisfies(listed -> assertThat(scheduler
                                    .getSchedule(request ->
                                            request.name(listed.name()).groupName(listed.groupName()))
                                    .scheduleExpression())
                            .isEqualTo("rate(10 minutes)"));

            spoilMonitor(wire);
            wire.world().pass(FULL_LOOK);
            assertThat(wire.world().isReady(MlWorkspace.class, NAME)).isTrue();

            delete(wire);
            wire.assertEndedWell();
            wire.assertLed(Life.WORKSPACE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkspaceOnALakeWithARepositoryElsewhereIsMadeAndDeleted(Emulator emulator) throws IOException {
        try (WireWorld wire = WireWorld.on(emulator)) {
            World world = wire.world();
            // The usual policy asks for TLS, which emulators do without.
            world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named(
                    "orders",
                    "bucket: {name: acme-orders, deletionPolicy: Delete, requireTls: false}\ncrawlers: null"));
            world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
            String spec = """
                    dataLakeRef: {name: orders}
                    repository:
                      provider: Git
                      url: https://git.example.com/acme/returns.git
                      secretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:git-AbCdEf
                    monitoring: {enabled: false}
                    """;
            ready(wire, spec);
            ready(wire, spec.replace("git-AbCdEf", "git-GhIjKl"));
            world.pass(HALF_AN_HOUR);
            delete(wire);
            world.handle(DataLake.class, "orders").delete();
            world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
            wire.assertEndedWell();
            wire.assertLed(Life.WORKSPACE_ON_LAKE);
        }
    }

    /** Another definition for its state machine, and a role that it can't assume. */
    private static void spoilMonitor(WireWorld wire) {
        try (SfnClient stepFunctions = wire.client(SfnClient.builder());
                IamClient iam = wire.client(IamClient.builder())) {
            String machine =
                    wire.world().workspace(NAME).getStatus().monitoring().stateMachineArn();
            String role = stepFunctions
                    .describeStateMachine(request -> request.stateMachineArn(machine))
                    .roleArn();
            stepFunctions.updateStateMachine(
                    request -> request.stateMachineArn(machine).definition("""
                    {"QueryLanguage": "JSONata", "StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}
                    """));
            iam.updateAssumeRolePolicy(request ->
                    request.roleName(role.substring(role.lastIndexOf('/') + 1)).policyDocument("""
                            {"Version": "2012-10-17", "Statement":
                              [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
                            """));
        }
    }

    private static void ready(WireWorld wire, String spec) {
        World world = wire.world();
        world.apply(WorkspaceManifest.SHORTEST.named(NAME, spec));
        world.untilReady(MlWorkspace.class, NAME, HALF_AN_HOUR);
    }

    private static void delete(WireWorld wire) {
        wire.world().handle(MlWorkspace.class, NAME).delete();
        wire.world().untilGone(MlWorkspace.class, NAME, HALF_AN_HOUR);
    }
}
