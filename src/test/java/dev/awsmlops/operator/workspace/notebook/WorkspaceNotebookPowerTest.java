package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspaceFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a workspace's notebook is started and stopped. */
class WorkspaceNotebookPowerTest extends NotebookPasses {

    @Test
    void stateStoppedStopsItAndRunningStartsItEvenWhenItHadStoppedItselfInBetween() {
        ready();
        idleStop();
        fixture.change("notebook: {state: Stopped}");

        assertThat(untilReady().message()).contains("spec.notebook.state is Stopped");
        assertThat(status()).isEqualTo("Stopped");
        assertThat(resource().tags()).doesNotContainKey(IdleStop.TAG);
        assertThat(fixture.aws().running()).isEmpty();
        fixture.change("notebook: {state: Running}");
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @Test
    void oneThatIsNotToRunYetIsMadeWhenItIs() {
        fixture.clock().set(Instant.parse("2026-11-23T05:00:00Z"));
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"18:00\", timeZone: UTC}}");

        assertThat(step()).isInstanceOf(Outcome.Ready.class);
        assertThat(notebook.nextChange()).contains(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(notebook.seen().orElseThrow().next()).isEqualTo("start at 2026-11-23T08:00:00Z");
        assertThat(fixture.aws().running()).isEmpty();

        fixture.clock().forwardTo(Instant.parse("2026-11-23T08:00:00Z"));
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    /** In Berlin the clock leaps from 02:00 to 03:00 on the 29th: 08:00 is 07:00Z before it and 06:00Z after it. */
    @Test
    void workingHoursStartAndStopItByTheClockOnTheWallInSteadyPassesToo() {
        fixture.clock().set(Instant.parse("2026-03-27T12:00:00Z"));
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"18:00\", timeZone: Europe/Berlin}}");
        assertThat(untilReady().message()).contains("it stops at 2026-03-27T17:00:00Z");

        fixture.clock().forwardTo(Instant.parse("2026-03-27T16:59:59Z"));
        assertThat(steadyStep()).isInstanceOf(Outcome.Ready.class);
        fixture.clock().forwardTo(notebook.nextChange().orElseThrow());
        assertThat(steadyStep()).extracting(Outcome::reason).isEqualTo(Reason.Stopping);
        assertThat(untilReady().message()).contains("outside its working hours", "it starts at 2026-03-30T06:00:00Z");
        assertThat(notebook.seen().orElseThrow().next()).isEqualTo("start at 2026-03-30T06:00:00Z");
        assertThat(steadyStep()).isInstanceOf(Outcome.Ready.class);

        fixture.clock().forwardTo(notebook.nextChange().orElseThrow());
        assertThat(steadyStep()).extracting(Outcome::reason).isEqualTo(Reason.Starting);
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @Test
    void aRequestStartsItOutsideItsHoursAndTheEndOfTheNextOnesStopsIt() {
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"10:00\", timeZone: UTC}}");
        step();
        fixture.requestStart();
        untilReady();

        assertThat(status()).isEqualTo("InService");
        assertThat(notebook.nextChange()).contains(Instant.parse("2026-11-24T10:00:00Z"));
        fixture.clock().forwardTo(Instant.parse("2026-11-24T10:00:00Z"));
        untilReady();
        assertThat(status()).isEqualTo("Stopped");
    }

    @Test
    void oneThatStoppedItselfStaysStoppedUntilItIsAskedFor() {
        ready();
        idleStop();

        fixture.pass(Duration.ofMinutes(10));
        assertThat(step())
                .isInstanceOf(Outcome.Idle.class)
                .extracting(Outcome::message)
                .asString()
                .contains("nobody used it");
        fixture.pass(Duration.ofDays(3));
        assertThat(step()).isInstanceOf(Outcome.Idle.class);
        assertThat(fixture.writes()).isEmpty();

        fixture.requestStart();
        untilReady();
        assertThat(status()).isEqualTo("InService");
        assertThat(resource().tags()).doesNotContainKey(IdleStop.TAG);
    }

    @Test
    void oneThatStoppedItselfIsStartedWithTheNextWorkingHours() {
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"18:00\", timeZone: UTC}}");
        ready();
        idleStop();
        fixture.pass(Duration.ofMinutes(10));
        assertThat(step()).isInstanceOf(Outcome.Idle.class);
        assertThat(notebook.nextChange()).contains(Instant.parse("2026-11-24T08:00:00Z"));

        fixture.clock().forwardTo(Instant.parse("2026-11-23T18:00:00Z"));
        assertThat(steadyStep().message()).contains("outside its working hours");
        fixture.clock().forwardTo(Instant.parse("2026-11-24T08:00:00Z"));
        assertThat(steadyStep()).extracting(Outcome::reason).isEqualTo(Reason.Starting);
        untilReady();
        assertThat(status()).isEqualTo("InService");
    }

    @Test
    void aTagOfItsOwnStopThatSomebodyHasSpoiltDoesNotKeepItStopped() {
        ready();
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(fixture.name()));
        tag(IdleStop.TAG, "yesterday");
        fixture.pass(Duration.ofMinutes(3));

        untilReady();

        assertThat(status()).isEqualTo("InService");
        assertThat(resource().tags()).doesNotContainKey(IdleStop.TAG);
    }

    @Test
    void anAttachedSessionHasItRunWhateverItsStateAndItsEndStopsIt() {
        fixture.change("notebook: {state: Stopped}");
        fixture.sessions(WorkspaceFixture.session("explore", fixture.now(), "ttl: 8h"));
        untilReady();
        assertThat(status()).isEqualTo("InService");

        fixture.sessions();
        untilReady();
        assertThat(status()).isEqualTo("Stopped");
    }

    @Test
    void whereSomethingBeforeItIsInTroubleItIsStoppedAllTheSameAndNothingElse() {
        fixture.change("notebook: {schedule: {start: \"08:00\", stop: \"18:00\", timeZone: UTC}}");
        assertThat(overdueStop()).isInstanceOf(Outcome.Ready.class);
        assertThat(fixture.writes()).isEmpty();
        ready();
        fixture.change("notebook: {instanceType: ml.t3.large}");
        assertThat(overdueStop()).isInstanceOf(Outcome.Ready.class);

        fixture.clock().forwardTo(Instant.parse("2026-11-23T18:00:00Z"));
        assertThat(overdueStop()).extracting(Outcome::reason).isEqualTo(Reason.Stopping);
        fixture.pass(Duration.ofMinutes(3));
        assertThat(overdueStop()).isInstanceOf(Outcome.Ready.class);
        assertThat(fixture.writes()).containsExactly("StopNotebookInstance");
    }
}
