package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** A workspace from its first manifest to the day it is used, changed and watched. */
class MlWorkspaceLifeTest extends WorkspaceTest {

    @Test
    void theShortestManifestMakesAWholeWorkspace() {
        ready(WorkspaceManifest.SHORTEST);

        assertThat(types())
                .contains(
                        ResourceType.ROLE,
                        ResourceType.REPOSITORY,
                        ResourceType.CODE_REPOSITORY,
                        ResourceType.NOTEBOOK_LIFECYCLE_CONFIG,
                        ResourceType.NOTEBOOK_INSTANCE,
                        ResourceType.STATE_MACHINE);
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.IN_SERVICE);
        assertThat(notebook().defaultCodeRepository())
                .isEqualTo(status().repository().codeRepository());
        assertThat(notebook().roleArn()).isEqualTo(status().roleArn());
        assertThat(condition("Available").orElseThrow().status()).isEqualTo(Status.True);
        assertThat(status().notebook().url()).startsWith("https://");
        assertThat(status().cost().hourlyUsd()).isNotEqualTo("0.000");
    }

    @Test
    void anEmptyRepositoryGetsTheTemplateInOneCommitWithTheNamesOfWorkspaceAndLake() {
        lakeIsReady();
        ready(WorkspaceManifest.WITH_EVERYTHING_DELETED);

        assertThat(world.writes()).containsOnlyOnce("CreateCommit");
        String settings = file("src/order_returns/settings.py");
        assertThat(settings)
                .contains("WORKSPACE = \"returns\"", "NAMESPACE = \"team-a\"", "BUCKET = \"acme-orders\"")
                .contains("DATABASE = \"orders\"", "FEATURES_PATH = \"s3://acme-orders/features/\"")
                .contains("ROLE_ARN = \"" + status().roleArn() + "\"")
                .doesNotContain("@@");
        String head = codeCommit
                .getBranch(request -> request.repositoryName(REPOSITORY).branchName("main"))
                .branch()
                .commitId();
        assertThat(status().repository().seededCommit()).isEqualTo(head);
        assertThat(status().repository().cloneUrl()).endsWith("/v1/repos/" + REPOSITORY);
    }

    @Test
    void aRepositoryThatHasCommitsIsNeverWrittenTo() {
        codeCommit.createRepository(request -> request.repositoryName(REPOSITORY));
        codeCommit.putFile(request -> request.repositoryName(REPOSITORY)
                .branchName("trunk")
                .filePath("theirs.txt")
                .fileContent(software.amazon.awssdk.core.SdkBytes.fromUtf8String("theirs\n")));

        ready(WorkspaceManifest.SHORTEST, "repository: {provisioning: Adopt, branch: trunk}");
        world.pass(DRIFT_INTERVAL);

        assertThat(world.writes()).doesNotContain("CreateCommit", "PutFile");
        assertThat(status().repository().seededCommit()).isNull();
    }

    @Test
    void aRepositoryThatIsOnlyUsedIsNotEvenTagged() {
        codeCommit.createRepository(request -> request.repositoryName("shared"));
        codeCommit.putFile(request -> request.repositoryName("shared")
                .branchName("main")
                .filePath("theirs.txt")
                .fileContent(software.amazon.awssdk.core.SdkBytes.fromUtf8String("theirs\n")));

        ready(WorkspaceManifest.SHORTEST, "repository: {name: shared, provisioning: Use}");

        assertThat(only(ResourceType.REPOSITORY).tags()).isEmpty();
        assertThat(status().repository().name()).isEqualTo("shared");
    }

    @Test
    void aRepositoryElsewhereIsRegisteredWithItsSecretAndNothingIsMadeInCodeCommit() {
        ready(WorkspaceManifest.WITH_GIT);

        assertThat(world.calls()).noneMatch(call -> call.service().equals("codecommit"));
        assertThat(world.writes()).doesNotContain("CreateRole", "PutRolePolicy");
        var git = sageMaker
                .describeCodeRepository(request ->
                        request.codeRepositoryName(status().repository().codeRepository()))
                .gitConfig();
        assertThat(git.repositoryUrl()).isEqualTo("https://git.example.com/acme/returns.git");
        assertThat(git.secretArn()).endsWith("git-AbCdEf");
        assertThat(notebook().roleArn()).isEqualTo("arn:aws:iam::123456789012:role/notebooks");
    }

    @Test
    void anotherInstanceTypeStopsUpdatesAndStartsTheNotebookAndKeepsItsVolume() {
        ready(WorkspaceManifest.SHORTEST);
        String arn = status().notebook().arn();

        ready(WorkspaceManifest.SHORTEST, "notebook: {instanceType: ml.m5.2xlarge, volumeSizeGiB: 20}");

        assertThat(notebook().instanceTypeAsString()).isEqualTo("ml.m5.2xlarge");
        assertThat(notebook().volumeSizeInGB()).isEqualTo(20);
        assertThat(notebook().notebookInstanceArn()).isEqualTo(arn);
        assertThat(world.writes())
                .containsSubsequence("StopNotebookInstance", "UpdateNotebookInstance", "StartNotebookInstance")
                .doesNotContain("DeleteNotebookInstance");
    }

    @Test
    void aSpecThatChangesTwiceMidwayEndsAsItLastWas() {
        apply(WorkspaceManifest.SHORTEST);
        world.pass(Duration.ofMinutes(1));
        apply(WorkspaceManifest.SHORTEST, "notebook: {instanceType: ml.m5.2xlarge}");
        world.pass(Duration.ofMinutes(5));
        apply(WorkspaceManifest.SHORTEST, "notebook: {instanceType: ml.m5.xlarge, state: Stopped}");

        untilReady();
        untilNotebook("Stopped", HALF_AN_HOUR);
        world.pass(HALF_AN_HOUR);

        assertThat(notebook().instanceTypeAsString()).isEqualTo("ml.m5.xlarge");
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.STOPPED);
    }

    @Test
    void aLifecycleConfigIsChangedWhileItsNotebookRunsAndTheNotebookIsLeftRunning() {
        ready(WorkspaceManifest.SHORTEST);

        ready(WorkspaceManifest.SHORTEST, "notebook: {idleTimeout: 2h}");

        assertThat(world.writes())
                .contains("UpdateNotebookInstanceLifecycleConfig")
                .doesNotContain("StopNotebookInstance");
    }

    @Test
    void aWorkspaceThatIsSuspendedIsLeftAsItIs() {
        ready(WorkspaceManifest.SHORTEST);
        apply(WorkspaceManifest.SHORTEST, "suspend: true\nnotebook: {state: Stopped}");
        world.pass(HALF_AN_HOUR);

        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.IN_SERVICE);
        assertThat(condition("Suspended")).isPresent();

        apply(WorkspaceManifest.SHORTEST, "notebook: {state: Stopped}");
        untilNotebook("Stopped", HALF_AN_HOUR);
    }

    @Test
    void aWorkspaceWaitsForItsLakeAndGoesOnWhenThatIsReady() {
        apply(WorkspaceManifest.WITH_EVERYTHING_DELETED);
        assertThat(untilReason("Ready", "ReferenceNotReady").message()).contains("DataLake orders does not exist");
        assertThat(world.aws().inventory()).isEmpty();

        lakeIsReady();

        untilReady();
    }

    @Test
    void anUnknownTimeZoneIsSaidBeforeAnythingIsMade() {
        apply(
                WorkspaceManifest.SHORTEST,
                "notebook: {schedule: {start: '08:00', stop: '18:00', timeZone: Europe/Atlantis}}");

        assertThat(untilReason("Stalled", "InvalidSpec").message()).contains("Europe/Atlantis");
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void monitoringThatIsSwitchedOffIsTakenAway() {
        ready(WorkspaceManifest.SHORTEST);
        assertThat(exists(ResourceType.SCHEDULE)).isTrue();

        ready(WorkspaceManifest.SHORTEST, "monitoring: {enabled: false}");
        world.pass(HALF_AN_HOUR);

        assertThat(exists(ResourceType.SCHEDULE)).isFalse();
        assertThat(exists(ResourceType.STATE_MACHINE)).isFalse();
        assertThat(types()).containsOnlyOnce(ResourceType.ROLE);
    }

    @Test
    void whatTheWatchFindsIsInTheStatusAndAtTheTopic() {
        lakeIsReady();
        ready(
                WorkspaceManifest.WITH_EVERYTHING_DELETED,
                "monitoring: {schedule: rate(10 minutes), notifyTopicArn: 'arn:aws:sns:us-east-1:123456789012:ml-alerts'}");
        assertThat(condition("Attention")).isEmpty();
        world.aws().force(ResourceType.NOTEBOOK_INSTANCE, status().notebook().name(), "Failed");

        world.until(
                "it is found", Duration.ofHours(3), () -> condition("Attention").isPresent());

        assertThat(condition("Attention").orElseThrow().message())
                .contains(status().notebook().name());
        assertThat(status().monitoring().findingCount()).isEqualTo(1);
        assertThat(status().monitoring().lastExecution().status()).isEqualTo("SUCCEEDED");
        assertThat(world.aws().published("arn:aws:sns:us-east-1:123456789012:ml-alerts"))
                .isNotEmpty();
    }
}
