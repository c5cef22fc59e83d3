package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspaceFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;

/** What a workspace's notebook is like, from its making on. */
class WorkspaceNotebookTest extends NotebookPasses {

    @Test
    void isMadeWithAllThatTheSpecSaysAndComesIntoService() {
        makeCodeRepository("shared-code");
        fixture.change("""
                tags: {team: churn}
                notebook: {volumeSizeGiB: 20, rootAccess: Disabled, subnetId: subnet-1, securityGroupIds: [sg-1],
                  additionalCodeRepositories: [shared-code, "https://example.com/more.git"]}""");

        assertThat(step())
                .isInstanceOf(Outcome.InProgress.class)
                .extracting(Outcome::reason)
                .isEqualTo(Reason.Creating);
        assertThat(notebook.isBilled()).isTrue();
        assertThat(notebook.available()).isFalse();
        untilReady();

        DescribeNotebookInstanceResponse actual = described();
        assertThat(actual.notebookInstanceStatusAsString()).isEqualTo("InService");
        assertThat(actual.defaultCodeRepository()).isEqualTo(fixture.name());
        assertThat(actual.additionalCodeRepositories()).containsExactly("shared-code", "https://example.com/more.git");
        assertThat(actual.notebookInstanceLifecycleConfigName()).isEqualTo(fixture.name());
        assertThat(actual.instanceMetadataServiceConfiguration().minimumInstanceMetadataServiceVersion())
                .isEqualTo("2");
        assertThat(actual.volumeSizeInGB()).isEqualTo(20);
        assertThat(actual.rootAccessAsString()).isEqualTo("Disabled");
        assertThat(actual.securityGroups()).containsExactly("sg-1");
        assertThat(resource().tags())
                .containsEntry("team", "churn")
                .containsEntry("aws-mlops.dev/kind", "MlWorkspace")
                .containsEntry("aws-mlops.dev/uid", WorkspaceFixture.UID);
        assertThat(notebook.available()).isTrue();
        assertThat(notebook.seen()).get().satisfies(seen -> {
            assertThat(seen.status()).isEqualTo("InService");
            assertThat(seen.url()).startsWith("https://").endsWith("/lab");
            assertThat(seen.next()).isNull();
        });
    }

    @Test
    void anotherInstanceTypeStopsUpdatesAndStartsItOnItsVolume() {
        ready();
        fixture.change("notebook: {instanceType: ml.t3.large}");

        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Stopping);
        untilReady();

        assertThat(fixture.writes())
                .containsExactly("StopNotebookInstance", "UpdateNotebookInstance", "StartNotebookInstance", "AddTags");
        assertThat(described().instanceTypeAsString()).isEqualTo("ml.t3.large");
        assertThat(resource().createdAt()).isEqualTo(NOON);
    }

    @Test
    void aChangeOfOneThatIsStoppedIsMadeWithoutAStart() {
        ready();
        fixture.change("notebook: {state: Stopped}");
        untilReady();
        fixture.aws().clearCalls();

        fixture.change("notebook: {volumeSizeGiB: 50, additionalCodeRepositories: [\"https://example.com/more.git\"]}");
        untilReady();

        assertThat(fixture.writes()).containsExactly("UpdateNotebookInstance");
        assertThat(status()).isEqualTo("Stopped");
        assertThat(described().volumeSizeInGB()).isEqualTo(50);
        fixture.change("notebook: {additionalCodeRepositories: null}");
        untilReady();
        assertThat(described().additionalCodeRepositories()).isEmpty();
    }

    @Test
    void aVolumeThatSomebodyMadeLargerIsLeftSo() {
        ready();
        fixture.change("notebook: {state: Stopped}");
        untilReady();
        sageMaker.updateNotebookInstance(
                r -> r.notebookInstanceName(fixture.name()).volumeSizeInGB(30));
        fixture.pass(Duration.ofMinutes(2));

        fixture.change("notebook: {state: Running, instanceType: ml.t3.large}");
        untilReady();

        assertThat(described().volumeSizeInGB()).isEqualTo(30);
        assertThat(described().instanceTypeAsString()).isEqualTo("ml.t3.large");
    }

    @Test
    void whatSageMakerCannotChangeIsSaidButItIsStillStoppedWhenItIsNotToRun() {
        ready();
        fixture.change("notebook: {directInternetAccess: Disabled, subnetId: subnet-1, securityGroupIds: [sg-1]}");

        assertThat(step())
                .isInstanceOf(Outcome.Stalled.class)
                .extracting(Outcome::reason)
                .isEqualTo(Reason.InvalidSpec);
        assertThat(fixture.writes()).isEmpty();
        fixture.change("notebook: {state: Stopped}");
        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Stopping);
    }

    @Test
    void whileNothingChangesOnlySharedListsAreRead() {
        ready();
        steadyStep();
        fixture.pass(Duration.ofMinutes(6));
        fixture.aws().clearCalls();

        assertThat(steadyStep()).isInstanceOf(Outcome.Ready.class);

        assertThat(fixture.calls())
                .containsExactlyInAnyOrder("ListNotebookInstances", "ListNotebookInstanceLifecycleConfigs");
        idleStop();
        fixture.pass(Duration.ofMinutes(6));
        assertThat(steadyStep()).isInstanceOf(Outcome.Idle.class);
        fixture.pass(Duration.ofMinutes(6));
        fixture.aws().clearCalls();
        assertThat(steadyStep()).isInstanceOf(Outcome.Idle.class);
        assertThat(fixture.calls())
                .containsExactlyInAnyOrder("ListNotebookInstances", "ListNotebookInstanceLifecycleConfigs");
    }
}
