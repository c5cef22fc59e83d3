package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS and others do to a workspace's notebook, and its end. */
class WorkspaceNotebookFaultTest extends NotebookPasses {

    @Test
    void aStartThatDidNotTakeIsMadeAgain() {
        ready();
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(fixture.name()));
        fixture.pass(Duration.ofMinutes(3));
        fixture.aws().faults().on("sagemaker", "StartNotebookInstance").first(2).ignore();

        untilReady();

        assertThat(status()).isEqualTo("InService");
        assertThat(fixture.writes()).filteredOn("StartNotebookInstance"::equals).hasSize(3);
    }

    @Test
    void aFailedStartIsSaidWithAwssReasonAndTriedAgainForANewRequest() {
        fixture.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient notebook instance capacity");
        Outcome failed = untilStalled();

        assertThat(failed.reason()).isEqualTo(Reason.ProvisioningFailed);
        assertThat(failed.message()).contains("Insufficient notebook instance capacity", "aws-mlops.dev/start");
        assertThat(notebook.isBilled()).isFalse();
        fixture.pass(Duration.ofHours(1));
        assertThat(step()).isInstanceOf(Outcome.Stalled.class);
        assertThat(fixture.writes()).doesNotContain("StartNotebookInstance");

        fixture.requestStart();
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @Test
    void aFailedStartIsTriedAgainForAnotherSpecAndOnlyOnce() {
        fixture.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient notebook instance capacity");
        untilStalled();
        fixture.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Still none");
        fixture.change("notebook: {instanceType: ml.t3.large}");

        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Starting);
        assertThat(untilStalled().message()).contains("Still none");

        fixture.change("tags: {team: churn}");
        untilReady();
        assertThat(described().instanceTypeAsString()).isEqualTo("ml.t3.large");
    }

    @Test
    void aFailedStartIsTriedAgainWithTheNextWorkingHoursAndSaidInBetween() {
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"18:00\", timeZone: UTC}}");
        fixture.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient notebook instance capacity");
        untilStalled();

        fixture.clock().forwardTo(Instant.parse("2026-11-23T19:00:00Z"));
        assertThat(step())
                .isInstanceOf(Outcome.Ready.class)
                .extracting(Outcome::message)
                .asString()
                .contains("Insufficient");
        fixture.clock().forwardTo(Instant.parse("2026-11-24T08:00:00Z"));
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @Test
    void oneThatSomebodyDeletedIsMadeAgain() {
        ready();
        fixture.last(statusWith(notebook));
        fixture.wasRight();
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(fixture.name()));
        fixture.pass(Duration.ofMinutes(3));
        sageMaker.deleteNotebookInstance(r -> r.notebookInstanceName(fixture.name()));

        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Replacing);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Replacing);
        assertThat(fixture.repairs().summary()).get().asString().contains("had vanished");
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PendingMaintenance", "InMaintenance", "Hibernating"})
    void aStateInWhichAwsIsAtWorkIsWaitedOut(String state) {
        ready();
        fixture.aws().force(ResourceType.NOTEBOOK_INSTANCE, fixture.name(), state);
        fixture.change("notebook: {state: Stopped}");

        assertThat(step())
                .isInstanceOf(Outcome.InProgress.class)
                .extracting(Outcome::message)
                .asString()
                .contains(state);
        assertThat(fixture.writes()).isEmpty();
        fixture.aws().force(ResourceType.NOTEBOOK_INSTANCE, fixture.name(), "InService");
        untilReady();
        assertThat(status()).isEqualTo("Stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Pending", "InService", "Stopping", "Stopped", "Failed", "Updating", "InMaintenance", "Deleting"
            })
    void itIsDeletedFromEveryStateAndNeverBlindly(String state) {
        ready();
        fixture.aws().force(ResourceType.NOTEBOOK_INSTANCE, fixture.name(), state);
        boolean settles = List.of("InService", "Stopped", "Failed").contains(state);
        if (!settles) {
            remove();
            assertThat(fixture.writes()).isEmpty();
            fixture.aws().force(ResourceType.NOTEBOOK_INSTANCE, fixture.name(), "InService");
        }

        PartRun run = remove();
        for (int pass = 0; pass < 60 && !run.all(Outcome.Gone.class); pass++) {
            assertThat(run.any(Outcome.Failing.class)).isFalse();
            fixture.pass(STEP);
            run = remove();
        }

        assertThat(fixture.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactly(ResourceType.CODE_REPOSITORY);
        assertThat(fixture.aws().calls()).allSatisfy(call -> assertThat(call.error())
                .satisfiesAnyOf(error -> assertThat(error).isEmpty(), error -> assertThat(call.mutating())
                        .isFalse()));
    }
}
