package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.Optional;

/**
 * The notebook of the workspace that a session uses, as the workspace's status tells it. The workspace keeps it running while
 * the session lives, and does with it afterwards what its own spec says; the session itself never touches it.
 */
final class BorrowedNotebook implements Part<MlWorkspaceStatus> {

    private final Optional<MlWorkspaceStatus> workspace;

    BorrowedNotebook(Optional<MlWorkspace> workspace) {
        this.workspace = workspace.map(MlWorkspace::getStatus);
    }

    @Override
    public String condition() {
        return "NotebookReady";
    }

    @Override
    public Optional<MlWorkspaceStatus> observe() {
        return workspace.filter(status -> status.notebook() != null);
    }

    /** It may be used, which is all that is asked here. */
    @Override
    public boolean isOurs(MlWorkspaceStatus actual) {
        return true;
    }

    @Override
    public Outcome create() {
        return new Outcome.InProgress(Reason.Waiting, describe() + " is not there yet");
    }

    @Override
    public Outcome update(MlWorkspaceStatus actual) {
        Optional<Status> available = actual.conditions().stream()
                .filter(condition -> condition.type().equals("NotebookReady"))
                .map(condition -> condition.status())
                .findFirst();
        String state = describe() + " is " + actual.notebook().status();
        return actual.notebook().status().equals("InService") || available.equals(Optional.of(Status.False))
                ? new Outcome.Ready(state)
                : new Outcome.InProgress(Reason.Starting, state);
    }

    @Override
    public Outcome delete(MlWorkspaceStatus actual) {
        return new Outcome.Gone(describe() + " is its workspace's and is left to it");
    }

    @Override
    public String describe() {
        return "the workspace's notebook"
                + workspace
                        .map(MlWorkspaceStatus::notebook)
                        .map(notebook -> " " + notebook.name())
                        .orElse("");
    }

    /** What the workspace says of it. */
    Optional<NotebookStatus> seen() {
        return workspace
                .map(MlWorkspaceStatus::notebook)
                .map(notebook ->
                        new NotebookStatus(notebook.name(), notebook.arn(), notebook.status(), notebook.url()));
    }
}
