package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.NotebookStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session's parts in one pass, in the order in which they are made, and what is seen of them. */
final class SessionLook {

    private final SessionPlan plan;
    private final SessionBackend<?> backend;
    private final Optional<AttachedNotebook> notebook;
    private final List<Part<?>> parts = new ArrayList<>();

    SessionLook(SessionPlan plan) {
        this.plan = plan;
        this.backend = SessionBackend.of(plan);
        this.notebook = Optional.ofNullable(plan.spec().notebook()).map(spec -> new AttachedNotebook(plan));
        // Without a role nothing was ever made, and nothing can be.
        if (plan.spec().roleArn() != null) {
            parts.add(backend);
            notebook.ifPresent(instance -> {
                parts.add(new NotebookLifecycleConfig(plan, instance));
                parts.add(instance);
            });
        }
    }

    SessionPlan plan() {
        return plan;
    }

    Lifetime lifetime() {
        return plan.lifetime();
    }

    List<Part<?>> parts() {
        return parts;
    }

    /** The endpoint or session as AWS says it is, or as it last did. */
    Optional<EndpointStatus> endpoint(Optional<GlueDevSessionStatus> last) {
        return backend.looked() ? backend.seen() : last.map(GlueDevSessionStatus::endpoint);
    }

    /** The notebook as AWS says it is, or as it last did. */
    Optional<NotebookStatus> notebook(Optional<GlueDevSessionStatus> last) {
        return notebook.filter(AttachedNotebook::looked).isPresent()
                ? notebook.flatMap(AttachedNotebook::seen)
                : last.map(GlueDevSessionStatus::notebook);
    }

    /** The cost as far as this pass has seen everything that bills, else as it was. */
    Optional<Cost> cost(SessionCost costs, Optional<Cost> last) {
        boolean seenAll =
                backend.looked() && notebook.map(AttachedNotebook::looked).orElse(true);
        return seenAll
                ? Optional.of(costs.now(
                        last,
                        plan,
                        backend.billed(),
                        backend.shortestBill(),
                        notebook.map(AttachedNotebook::isBilled).orElse(false)))
                : last;
    }

    /** Whether everything that can tell its use has ended by itself for want of it. */
    boolean isUnused(PartRun run) {
        boolean notebookUnused = notebook.map(instance -> run.of(instance) instanceof Outcome.Idle)
                .orElse(backend.seesIdleness());
        return notebookUnused && (backend.endedUnused() || !backend.seesIdleness());
    }

    /** When the session started, as AWS remembers it. */
    Optional<Lifetime.Remembered> remembered() {
        return parts.isEmpty()
                ? Optional.empty()
                : backend.remembered().or(() -> notebook.flatMap(AttachedNotebook::remembered));
    }
}
