package dev.awsmlops.operator.argocd;

import static dev.awsmlops.operator.api.v1alpha1.Condition.Status.False;
import static dev.awsmlops.operator.api.v1alpha1.Condition.Status.True;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.argocd.Health.Level;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Argo CD shows of a workspace, from statuses made with the operator's own types. */
class MlWorkspaceHealthTest {

    private static final long GENERATION = 3;

    @Test
    void isProgressingBeforeTheOperatorHasSeenIt() {
        MlWorkspace workspace = workspace();

        assertThat(health(workspace).level()).isEqualTo(Level.Progressing);
    }

    @Test
    void isProgressingWhileItIsMade() {
        assertHealth(
                Level.Progressing,
                "notebook is Pending",
                conditions()
                        .set("Ready", False, Reason.Starting, "notebook is Pending")
                        .set("Available", False, Reason.Starting, "notebook is Pending")
                        .set("Reconciling", True, Reason.Starting, "notebook is Pending"));
    }

    @Test
    void isHealthyWhenItIsReady() {
        assertHealth(
                Level.Healthy,
                "everything is ready",
                conditions()
                        .set("Ready", True, Reason.Ready, "everything is ready")
                        .set("Available", True, Reason.Ready, "the notebook can be used"));
    }

    @Test
    void isHealthyWhileItsNotebookIsStoppedAsTheSpecHasIt() {
        assertHealth(
                Level.Healthy,
                "stopped until 2026-11-24T07:00:00Z",
                conditions()
                        .set("Ready", True, Reason.Ready, "everything is as the spec says")
                        .set("Available", False, Reason.Idle, "stopped until 2026-11-24T07:00:00Z"));
    }

    @Test
    void isHealthyAndSaysWhatItsWatchHasFound() {
        assertHealth(
                Level.Healthy,
                "2 things need a look",
                conditions()
                        .set("Ready", True, Reason.Ready, "everything is ready")
                        .set("Available", False, Reason.Idle, "stopped")
                        .set("Attention", True, Reason.NeedsAttention, "2 things need a look"));
    }

    @Test
    void isDegradedWhenTheUserMustChangeSomething() {
        assertHealth(
                Level.Degraded,
                "no existing repository",
                conditions()
                        .set("Ready", False, Reason.RefusedByAws, "no existing repository")
                        .set("Available", False, Reason.RefusedByAws, "no existing repository")
                        .set("Stalled", True, Reason.RefusedByAws, "no existing repository"));
    }

    @Test
    void isDegradedWhileItsTeardownFails() {
        assertHealth(
                Level.Degraded,
                "Access Denied",
                conditions()
                        .set("Ready", False, Reason.Deleting, "it is taken down")
                        .set("Reconciling", True, Reason.Deleting, "it is taken down")
                        .set("TeardownFailed", True, Reason.TeardownFailed, "Access Denied"));
    }

    @Test
    void isSuspendedOnlyWhenThereIsNothingToBuildOn() {
        assertHealth(
                Level.Suspended,
                "spec.suspend is true",
                conditions().set("Suspended", True, Reason.Suspended, "spec.suspend is true"));
        assertHealth(
                Level.Healthy,
                "spec.suspend is true",
                conditions()
                        .set("Ready", True, Reason.Ready, "everything is ready")
                        .set("Suspended", True, Reason.Suspended, "spec.suspend is true"));
    }

    @Test
    void isProgressingWhileItsStatusAnswersAnEarlierSpec() {
        MlWorkspace workspace = workspace();
        workspace.setStatus(status(
                GENERATION - 1,
                conditions().set("Ready", True, Reason.Ready, "ready").build()));

        assertThat(health(workspace).level()).isEqualTo(Level.Progressing);
    }

    private static void assertHealth(Level level, String message, Conditions conditions) {
        MlWorkspace workspace = workspace();
        workspace.setStatus(status(GENERATION, conditions.build()));

        assertThat(health(workspace)).isEqualTo(new Health(level, message));
    }

    private static Health health(MlWorkspace workspace) {
        return HealthScript.of(MlWorkspace.class).run(workspace);
    }

    private static MlWorkspace workspace() {
        MlWorkspace workspace = WorkspaceManifest.WITH_HOURS.named("returns");
        workspace.getMetadata().setGeneration(GENERATION);
        return workspace;
    }

    private static Conditions conditions() {
        return new Conditions(List.of(), GENERATION, World.START);
    }

    private static MlWorkspaceStatus status(long generation, List<Condition> conditions) {
        return new MlWorkspaceStatus(generation, null, null, null, null, null, null, null, null, conditions);
    }
}
