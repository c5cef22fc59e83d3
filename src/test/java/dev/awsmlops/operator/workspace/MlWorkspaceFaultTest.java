package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.fault.When;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** What AWS refuses, loses and fails at while a workspace is made. */
class MlWorkspaceFaultTest extends WorkspaceTest {

    private static final String DELETED = "repository: {deletionPolicy: Delete}";
    private static final Duration LONG = Duration.ofHours(3);

    @Test
    void throttlingOfEveryOperationIsSatOut() {
        world.aws().faults().throttleFirst(2);

        apply(WorkspaceManifest.SHORTEST, DELETED);
        world.untilReady(MlWorkspace.class, WORKSPACE, Duration.ofHours(12));
        delete();
        world.untilGone(MlWorkspace.class, WORKSPACE, Duration.ofHours(12));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLostAnswerToAnyWriteMakesNothingTwice() {
        world.aws()
                .faults()
                .onAny()
                .where(attempt -> attempt.mutating())
                .first(200)
                .loseResponse();

        apply(WorkspaceManifest.SHORTEST, DELETED);
        world.untilReady(MlWorkspace.class, WORKSPACE, LONG);
        assertThat(world.aws().inventory()).hasSize(9);
        delete();
        world.untilGone(MlWorkspace.class, WORKSPACE, LONG);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void whatIsInvisibleForAWhileAfterItsCreationIsNotMadeTwice() {
        world.aws().faults().hideNewFor(Duration.ofMinutes(1));

        apply(WorkspaceManifest.SHORTEST);
        world.untilReady(MlWorkspace.class, WORKSPACE, LONG);

        assertThat(world.aws().inventory()).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "iam, CreateRole, deny, AccessDenied, RoleReady",
        "iam, GetRole, throttle, Throttled, RoleReady",
        "codecommit, GetRepository, deny, AccessDenied, RepositoryReady",
        "codecommit, CreateRepository, deny, AccessDenied, RepositoryReady",
        "codecommit, CreateRepository, fault, AwsUnavailable, RepositoryReady",
        "codecommit, CreateCommit, deny, AccessDenied, RepositoryReady",
        "codecommit, ListTagsForResource, fault, AwsUnavailable, RepositoryReady",
        "sagemaker, CreateCodeRepository, deny, AccessDenied, CodeRepositoryReady",
        "sagemaker, CreateCodeRepository, throttle, Throttled, CodeRepositoryReady",
        "sagemaker, CreateNotebookInstanceLifecycleConfig, fault, AwsUnavailable, NotebookConfigReady",
        "sagemaker, CreateNotebookInstance, deny, AccessDenied, NotebookReady",
        "sagemaker, CreateNotebookInstance, throttle, Throttled, NotebookReady",
        "sagemaker, DescribeNotebookInstance, fault, AwsUnavailable, NotebookReady",
        "states, CreateStateMachine, throttle, Throttled, MonitoringReady",
        "states, DescribeStateMachine, fault, AwsUnavailable, MonitoringReady",
        "scheduler, CreateSchedule, throttle, Throttled, MonitoringReady",
        "scheduler, GetSchedule, deny, AccessDenied, MonitoringReady",
    })
    void aFailureAtAnyStepIsSaidByItsKindAndHealsWhenItIsOver(
            String service, String operation, String kind, String reason, String condition) {
        Fault fault = set(world.aws().faults().on(service, operation), kind);

        apply(WorkspaceManifest.SHORTEST, DELETED);
        String said = untilReason("Ready", reason).message();
        assertThat(condition(condition).orElseThrow().reason()).isEqualTo(reason);
        if (kind.equals("deny")) {
            assertThat(said).contains("is not authorized to perform: " + service + ":");
        }

        fault.remove();
        world.untilReady(MlWorkspace.class, WORKSPACE, Duration.ofHours(1));
        delete();
        untilGone();
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void anAccountWithoutCodeCommitIsToldOfTheGitAlternative() {
        world.aws()
                .faults()
                .on("codecommit", "CreateRepository")
                .failBefore(
                        "OperationNotAllowedException",
                        "CreateRepository request is not allowed because there is no existing repository in this AWS"
                                + " account or AWS Organization",
                        400);

        apply(WorkspaceManifest.SHORTEST);

        assertThat(untilReason("Stalled", "RefusedByAws").message())
                .contains("no existing repository", "provider: Git");
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aNotebookThatFailsToStartIsStalledWithSageMakersReasonAndTriedAgainWhenTheSpecChanges() {
        world.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient notebook instance capacity");

        apply(WorkspaceManifest.SHORTEST);
        assertThat(untilReason("Stalled", "ProvisioningFailed").message())
                .contains("Insufficient notebook instance capacity");
        world.pass(LONG);
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.FAILED);

        apply(WorkspaceManifest.SHORTEST, "notebook: {instanceType: ml.m5.2xlarge}");
        untilReady();
        assertThat(notebook().instanceTypeAsString()).isEqualTo("ml.m5.2xlarge");
    }

    @Test
    void aFailingWatchHoldsUpNoNotebook() {
        world.aws().faults().on("states", "CreateStateMachine").deny();

        apply(WorkspaceManifest.SHORTEST);
        untilNotebook("InService", HALF_AN_HOUR);

        assertThat(condition("MonitoringReady").orElseThrow().reason()).isEqualTo("AccessDenied");
    }

    private static Fault set(When when, String kind) {
        return switch (kind) {
            case "deny" -> when.deny();
            case "throttle" -> when.throttle();
            case "fault" -> when.failBefore("InternalServiceException", "Internal service error", 500);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Test
    void anAccountThatCannotBeAskedForIsSaidAndSatOut() {
        Fault denied = world.aws().faults().on("sts", "GetCallerIdentity").deny();
        apply(WorkspaceManifest.SHORTEST);
        assertThat(world.untilReason(MlWorkspace.class, WORKSPACE, "Ready", "AccessDenied", Duration.ofMinutes(5))
                        .message())
                .contains("sts:GetCallerIdentity");

        denied.remove();
        world.untilReady(MlWorkspace.class, WORKSPACE, LONG);
    }
}
