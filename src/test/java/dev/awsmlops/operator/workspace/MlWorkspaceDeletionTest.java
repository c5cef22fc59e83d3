package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with a workspace, what stays, and in which order. */
class MlWorkspaceDeletionTest extends WorkspaceTest {

    @Test
    void everythingGoesButTheRepository() {
        ready(WorkspaceManifest.SHORTEST);
        delete();
        untilGone();

        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactly(ResourceType.REPOSITORY);
    }

    @Test
    void theRepositoryGoesTooWhereTheSpecSaysSo() {
        ready(WorkspaceManifest.SHORTEST, "repository: {deletionPolicy: Delete}");
        delete();
        untilGone();

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aWorkspaceThatIsMadeAgainTakesUpTheRepositoryThatItLeftAndDoesNotSeedItAgain() {
        ready(WorkspaceManifest.SHORTEST);
        delete();
        untilGone();
        world.aws().clearCalls();

        ready(WorkspaceManifest.SHORTEST);

        assertThat(world.writes()).doesNotContain("CreateRepository", "CreateCommit");
        assertThat(only(ResourceType.REPOSITORY).tags())
                .containsEntry(
                        "aws-mlops.dev/uid",
                        world.workspace(WORKSPACE).getMetadata().getUid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeleteCodeRepository", "DeleteNotebookInstanceLifecycleConfig", "DeleteNotebookInstance"})
    void whatAwsSaysItHasDeletedAndHasNotIsDeletedAgain(String operation) {
        ready(WorkspaceManifest.SHORTEST, "repository: {deletionPolicy: Delete}");
        world.aws().faults().on("sagemaker", operation).first(1).ignore();

        delete();
        untilGone();

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15, 60, 180, 300, 420})
    void atAnyMomentOfItsMakingItIsTakenDownWhole(int seconds) {
        apply(WorkspaceManifest.SHORTEST, "repository: {deletionPolicy: Delete}");
        world.pass(Duration.ofSeconds(seconds));

        delete();
        untilGone();

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void whileItsNotebookIsBeingChangedItIsTakenDownWhole() {
        ready(WorkspaceManifest.SHORTEST);
        apply(WorkspaceManifest.SHORTEST, "notebook: {instanceType: ml.m5.2xlarge}");
        world.pass(Duration.ofMinutes(3));

        delete();
        untilGone();

        assertThat(world.running()).isEmpty();
    }

    @Test
    void aSuspendedWorkspaceIsTakenDownAllTheSame() {
        ready(WorkspaceManifest.SHORTEST);
        apply(WorkspaceManifest.SHORTEST, "suspend: true");
        world.settle();

        delete();
        untilGone();

        assertThat(world.running()).isEmpty();
    }

    @Test
    void aPartThatCannotBeTakenDownIsSaidAndKeepsNoOtherRunning() {
        ready(WorkspaceManifest.SHORTEST);
        var denied = world.aws().faults().on("states", "DeleteStateMachine").deny();

        delete();
        world.until("the failure is said", HALF_AN_HOUR, () -> condition("TeardownFailed")
                .isPresent());
        world.pass(HALF_AN_HOUR);

        assertThat(world.running()).isEmpty();
        assertThat(exists(ResourceType.STATE_MACHINE)).isTrue();
        denied.remove();
        untilGone();
        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactly(ResourceType.REPOSITORY);
    }

    @Test
    void whatIsSomebodyElsesIsLeftAlone() {
        codeCommit.createRepository(request -> request.repositoryName(REPOSITORY));
        apply(WorkspaceManifest.SHORTEST, "repository: {deletionPolicy: Delete}");
        assertThat(untilReason("Stalled", "NameTaken").message()).contains("repository.provisioning: Adopt");

        delete();
        untilGone();

        assertThat(only(ResourceType.REPOSITORY).tags()).isEmpty();
    }

    @Test
    void itWaitsWhileASessionUsesItAndSaysForWhom() {
        ready(WorkspaceManifest.SHORTEST);
        world.apply(dev.awsmlops.operator.testing.Manifest.SESSION.named(
                "etl", "roleArn: null\nworkspaceRef: {name: returns}\nttl: 1h"));
        world.untilPhase("etl", dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready, HALF_AN_HOUR);

        delete();
        assertThat(untilReason("InUse", "InUse").message()).contains("GlueDevSession etl");

        world.untilGone(MlWorkspace.class, WORKSPACE, Duration.ofHours(2));
        assertThat(world.running()).isEmpty();
    }
}
