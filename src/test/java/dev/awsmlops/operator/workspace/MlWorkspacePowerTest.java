package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** When a workspace's notebook runs and when it does not. The world begins on a Monday at 09:00 in Berlin. */
class MlWorkspacePowerTest extends WorkspaceTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** What the watch would do by the hour in days that are skipped has no part in this. */
    private static final String UNWATCHED = "monitoring: {enabled: false}";

    @Test
    void outsideItsHoursItIsStoppedAndInsideStartedToTheMinute() {
        ready(WorkspaceManifest.WITH_HOURS, UNWATCHED);
        assertThat(status().notebook().next()).contains("2026-11-23T17:00:00Z");

        untilNotebook("Stopping", A_DAY);
        assertThat(Duration.between(Instant.parse("2026-11-23T17:00:00Z"), world.now()))
                .isLessThan(Duration.ofMinutes(1));
        untilNotebook("Stopped", HALF_AN_HOUR);
        assertThat(condition("Ready").orElseThrow().status()).isEqualTo(Status.True);
        assertThat(condition("Available").orElseThrow().status()).isEqualTo(Status.False);

        untilNotebook("Pending", A_DAY);
        assertThat(Duration.between(Instant.parse("2026-11-24T07:00:00Z"), world.now()))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void itsHoursGoByTheClockOnTheWallOverAChangeOfTheClocks() {
        apply(
                WorkspaceManifest.SHORTEST,
                UNWATCHED
                        + "\nnotebook: {schedule: {start: '08:00', stop: '18:00', days: [Sat, Sun], timeZone: America/New_York}}");
        untilReady();
        // On Sunday the 14th of March 2027 New York goes from UTC-5 to UTC-4.
        passWithoutOperator(Instant.parse("2027-03-13T12:00:00Z"));
        untilNotebook("InService", Duration.ofHours(2));
        assertThat(world.now()).isAfter(Instant.parse("2027-03-13T13:00:00Z"));
        untilNotebook("Stopped", A_DAY);

        passWithoutOperator(Instant.parse("2027-03-14T11:59:00Z"));
        world.settle();
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.STOPPED);
        world.pass(Duration.ofMinutes(2));
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.PENDING);
    }

    @Test
    void oneThatStoppedItselfStaysStoppedUntilItIsAskedForOrItsHoursBeginAgain() {
        ready(WorkspaceManifest.WITH_HOURS, UNWATCHED);
        stopsItself();
        untilNotebook("Stopped", Duration.ofHours(2));
        assertThat(condition("Ready").orElseThrow().status()).isEqualTo(Status.True);
        world.pass(Duration.ofHours(1));
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.STOPPED);

        annotate(MlWorkspace.START, "once more");
        untilNotebook("InService", HALF_AN_HOUR);
        stopsItself();
        untilNotebook("Stopped", Duration.ofHours(2));

        untilNotebook("InService", A_DAY);
        assertThat(world.now()).isAfter(Instant.parse("2026-11-24T07:00:00Z"));
    }

    @Test
    void oneThatIsAskedForAtNightRunsUntilItsHoursNextEnd() {
        ready(WorkspaceManifest.WITH_HOURS, UNWATCHED);
        untilNotebook("Stopped", A_DAY);
        world.pass(Duration.ofHours(2));

        annotate(MlWorkspace.START, "deadline");
        untilNotebook("InService", HALF_AN_HOUR);
        world.pass(Duration.ofHours(5));
        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.IN_SERVICE);

        untilNotebook("Stopped", A_DAY);
        assertThat(world.now()).isBetween(Instant.parse("2026-11-24T17:00:00Z"), Instant.parse("2026-11-24T18:00:00Z"));
    }

    @Test
    void theSameAnnotationDoesNotStartItAgainWhateverElseIsChanged() {
        ready(WorkspaceManifest.SHORTEST, UNWATCHED + "\nnotebook: {idleTimeout: 1h}");
        annotate(MlWorkspace.START, "one");
        world.settle();
        stopsItself();
        untilNotebook("Stopped", Duration.ofHours(2));

        annotate("example.com/colour", "red");
        world.restartOperator();
        world.pass(A_DAY);

        assertThat(notebook().notebookInstanceStatus()).isEqualTo(NotebookInstanceStatus.STOPPED);
    }

    @Test
    void aDeadlineMissedWhileTheOperatorWasDownIsActedOnAtItsStart() {
        ready(WorkspaceManifest.WITH_HOURS, UNWATCHED);
        world.stopOperator();
        world.clock().advance(Duration.ofHours(12));

        world.startOperator();

        untilNotebook("Stopped", HALF_AN_HOUR);
    }

    @Test
    void stoppedInTheSpecIsStoppedAndRunningAgainIsStarted() {
        ready(WorkspaceManifest.SHORTEST);
        ready(WorkspaceManifest.SHORTEST, "notebook: {state: Stopped}");
        untilNotebook("Stopped", HALF_AN_HOUR);
        assertThat(world.running()).isEmpty();

        apply(WorkspaceManifest.SHORTEST, "notebook: {state: Running}");

        untilNotebook("InService", HALF_AN_HOUR);
    }

    private void passWithoutOperator(Instant until) {
        world.stopOperator();
        world.clock().forwardTo(until);
        world.startOperator();
    }

    /** As the idle stop on the instance does. */
    private void stopsItself() {
        sageMaker.addTags(request -> request.resourceArn(status().notebook().arn())
                .tags(Tag.builder()
                        .key("aws-mlops.dev/idle-stopped-at")
                        .value(world.now().toString())
                        .build()));
        sageMaker.stopNotebookInstance(
                request -> request.notebookInstanceName(status().notebook().name()));
    }
}
