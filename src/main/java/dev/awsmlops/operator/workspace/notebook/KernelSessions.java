package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.notebook.SessionEnds;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Session;

/**
 * The Glue interactive sessions that the kernels of a workspace's notebook have started, one a tab. The operator makes
 * none of them and ends them only with the workspace: until then AWS does, at the time-outs that the kernels give them.
 *
 * <p>Found by their tags. Those that kernels started for an attached session carry that session's tags and are its own.
 */
public final class KernelSessions implements Part<List<Session>> {

    /** The condition that reports on it. */
    public static final String CONDITION = "KernelSessionsReady";

    private final WorkspacePlan plan;
    private List<Session> seen = List.of();

    public KernelSessions(WorkspacePlan plan) {
        this.plan = plan;
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<List<Session>> observe() {
        Stream<Session> found = plan.steady()
                ? plan.aws().sessionFamilies().find(plan.name()).stream()
                : plan.aws().sessions(Map.of(Ownership.UID, plan.owner().uid()));
        seen = found.toList();
        return Optional.of(seen).filter(sessions -> !sessions.isEmpty());
    }

    /** What is found by the tags is. */
    @Override
    public boolean isOurs(List<Session> actual) {
        return true;
    }

    @Override
    public Outcome create() {
        return new Outcome.Ready("no Spark session of the notebook's kernels is running");
    }

    @Override
    public Outcome update(List<Session> actual) {
        return live().isEmpty()
                ? create()
                : new Outcome.Ready("Spark sessions of the notebook's kernels that are running: " + live().size());
    }

    @Override
    public Outcome delete(List<Session> actual) {
        new SessionEnds(plan.aws().glue()).stopOrDeleteAll(actual);
        return new Outcome.InProgress(
                Reason.Deleting, describe() + " are being stopped and deleted, " + actual.size() + " of them");
    }

    /** Nothing is made from them. */
    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "the Glue sessions of " + plan.name() + "'s kernels";
    }

    /** Those that are billed for, as seen in this pass. */
    public List<Session> live() {
        return seen.stream().filter(SessionEnds::isLive).toList();
    }
}
