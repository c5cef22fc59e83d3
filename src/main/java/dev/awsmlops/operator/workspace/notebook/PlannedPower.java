package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** The {@link Power} that a workspace's notebook is to have, by its plan and what there is. */
record PlannedPower(WorkspacePlan plan) {

    /** What is right for one that did not stop itself. */
    Power ofUsed() {
        return power(Optional.empty());
    }

    /**
     * What is right for what is there. That it stopped itself counts only while it is stopped, since whoever starts it by
     * hand wants it; and before one is started its tags are read anew, since it sets that one itself.
     */
    Power of(DescribeNotebookInstanceResponse actual) {
        Power used = ofUsed();
        if (actual.notebookInstanceStatus() != NotebookInstanceStatus.STOPPED || !used.on()) {
            return used;
        }
        var tags = plan.aws().sageMakerTags();
        Power remembered = power(IdleStop.at(tags.of(actual.notebookInstanceArn())));
        return remembered.on() ? power(IdleStop.at(tags.readAgain(actual.notebookInstanceArn()))) : remembered;
    }

    private Power power(Optional<Instant> idleStoppedAt) {
        var spec = plan.spec().notebook();
        var wishes = new Power.Wishes(
                spec.state(),
                WorkingHours.of(spec.schedule()),
                idleStoppedAt,
                plan.startRequest().map(request -> Instant.parse(request.at())),
                plan.sessions().stream().map(PlannedPower::attachedAt).max(Comparator.naturalOrder()));
        return Power.of(wishes, plan.now());
    }

    /** When a session began or was last renewed; one that has not begun is attached since it was made. */
    private static Instant attachedAt(GlueDevSession session) {
        Optional<GlueDevSessionStatus> status = Optional.ofNullable(session.getStatus());
        return Stream.of(
                        status.map(GlueDevSessionStatus::startedAt),
                        status.map(GlueDevSessionStatus::renewal).map(GlueDevSessionStatus.Renewal::at))
                .flatMap(Optional::stream)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Instant.parse(session.getMetadata().getCreationTimestamp()));
    }
}
