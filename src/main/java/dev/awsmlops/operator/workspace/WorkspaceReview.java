package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.notebook.WorkingHours;
import dev.awsmlops.operator.workspace.notebook.WorkspaceLifecycleConfig;
import dev.awsmlops.operator.workspace.repository.RepositoryReview;
import java.util.Optional;

/** What is wrong with a spec, or missing beside it, that its schema can't tell. Pure. */
final class WorkspaceReview {

    private WorkspaceReview() {}

    /** The first thing that keeps the workspace from being made, said so that the user knows what to write. */
    static Optional<Outcome> objection(WorkspacePlan plan) {
        boolean started = plan.last().map(status -> status.notebook()).isPresent();
        return hours(plan)
                .or(() -> LakePaths.obstacle(plan.spec().dataLakeRef(), plan.lake(), started))
                .or(() -> WorkspaceLifecycleConfig.objection(plan).map(WorkspaceReview::invalid))
                .or(() -> RepositoryReview.objection(plan).map(WorkspaceReview::invalid));
    }

    private static Optional<Outcome> hours(WorkspacePlan plan) {
        return Optional.ofNullable(plan.spec().notebook().schedule())
                .flatMap(WorkingHours::objection)
                .map(WorkspaceReview::invalid);
    }

    private static Outcome invalid(String message) {
        return new Outcome.Stalled(Reason.InvalidSpec, message);
    }
}
