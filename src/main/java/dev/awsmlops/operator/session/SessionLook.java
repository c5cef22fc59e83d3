package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.SwitchStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session's parts in one pass, in the order in which they are made, and what is seen of them. */
final class SessionLook {

    private final SessionPlan plan;
    private final SessionBackend<?> backend;
    private final Optional<AttachedNotebook> notebook;
    private final Optional<BorrowedNotebook> borrowed;
    private final SwitchPlan switchPlan;
    private final DeadMansSwitch deadMansSwitch;
    private final ManagedRole switchRole;
    private final List<Part<?>> guarded = new ArrayList<>();

    SessionLook(SessionPlan plan, SwitchPlan switchPlan) {
        this.plan = plan;
        this.switchPlan = switchPlan;
        this.backend = SessionBackend.of(plan.forParts(SessionBackend.CONDITION));
        this.notebook = Optional.ofNullable(plan.spec().notebook())
                .map(spec -> new AttachedNotebook(plan.forParts(AttachedNotebook.CONDITION)));
        this.borrowed = Optional.ofNullable(plan.spec().workspaceRef())
                .map(reference -> new BorrowedNotebook(plan.workspace()));
        guarded.add(backend);
        notebook.ifPresent(instance -> {
            guarded.add(new NotebookLifecycleConfig(plan.forParts(NotebookLifecycleConfig.CONDITION), instance));
            guarded.add(instance);
        });
        this.deadMansSwitch = new DeadMansSwitch(switchPlan, guarded);
        this.switchRole = new ManagedRole(
                switchPlan,
                SwitchRights.identity(switchPlan),
                SwitchRights.needs(switchPlan),
                switchPlan.repairs(),
                switchPlan.exists() ? List.of(deadMansSwitch) : List.of());
    }

    SessionPlan plan() {
        return plan;
    }

    Lifetime lifetime() {
        return plan.lifetime();
    }

    /** What this pass has put right. */
    Repairs repairs() {
        return switchPlan.repairs();
    }

    /** All of them. The switch comes first, so that nothing ever runs without it. */
    List<Part<?>> parts() {
        List<Part<?>> parts = after(switchParts(switchPlan.managesRole()));
        borrowed.ifPresent(parts::add);
        return parts;
    }

    /** Those that go with the session, also what was made under another policy. */
    List<Part<?>> partsToRemove() {
        return after(switchParts(switchPlan.managesRole() || switchPlan.hasLeftOverRole()));
    }

    /** Those that keep the end in AWS where it is here, also while nothing else is to change. */
    List<Part<?>> partsThatKeepTheEnd() {
        return plan.started() && plan.lifetime().expiresAt().isPresent()
                ? switchParts(switchPlan.managesRole())
                : List.of();
    }

    /** The endpoint or session as AWS says it is, or as it last did. */
    Optional<EndpointStatus> endpoint(Optional<GlueDevSessionStatus> last) {
        return backend.looked() ? backend.seen() : last.map(GlueDevSessionStatus::endpoint);
    }

    /** The session's own notebook as AWS says it is, or as it last did. */
    Optional<NotebookStatus> notebook(Optional<GlueDevSessionStatus> last) {
        if (notebook.isEmpty()) {
            return Optional.empty();
        }
        return notebook.filter(AttachedNotebook::looked).isPresent()
                ? notebook.flatMap(AttachedNotebook::seen)
                : last.map(GlueDevSessionStatus::notebook);
    }

    /** The workspace's notebook that the session uses. */
    Optional<NotebookStatus> borrowedNotebook() {
        return borrowed.flatMap(BorrowedNotebook::seen);
    }

    /** The switch as AWS says it is, or as it last did. */
    Optional<SwitchStatus> deadMansSwitch() {
        return deadMansSwitch.seen();
    }

    /** Whether the switch is to be looked at in full in the next pass, whatever the status says. */
    boolean looksAtSwitchAgain() {
        return deadMansSwitch.started();
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
        return backend.remembered().or(() -> notebook.flatMap(AttachedNotebook::remembered));
    }

    private List<Part<?>> after(List<Part<?>> first) {
        var parts = new ArrayList<>(first);
        parts.addAll(guarded);
        return parts;
    }

    private List<Part<?>> switchParts(boolean withRole) {
        var parts = new ArrayList<Part<?>>();
        if (withRole) {
            parts.add(switchRole);
        }
        if (switchPlan.exists()) {
            parts.add(deadMansSwitch);
        }
        return parts;
    }
}
