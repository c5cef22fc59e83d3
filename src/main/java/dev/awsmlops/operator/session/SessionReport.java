package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.reconcile.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Works out a session's next status from the last one and what this pass has seen. Pure: the same look and the same
 * outcomes give the same status, which is what makes a steady session cause no write.
 */
final class SessionReport {

    private final GlueDevSession session;
    private final SessionLook look;
    private final SessionPolicy policy;
    private final SessionCost costs;
    private final Optional<GlueDevSessionStatus> last;
    private final Conditions conditions;
    private final RunReport report;
    private Lifetime lifetime;

    SessionReport(GlueDevSession session, SessionLook look, SessionPolicy policy, SessionCost costs) {
        this.session = session;
        this.look = look;
        this.policy = policy;
        this.costs = costs;
        this.lifetime = look.lifetime();
        this.last = Optional.ofNullable(session.getStatus());
        this.conditions = new Conditions(
                last.map(GlueDevSessionStatus::conditions).orElse(List.of()),
                session.getMetadata().getGeneration(),
                look.plan().now());
        this.report = new RunReport(conditions, look.parts(), look.plan().now(), List.of("Ready", "Available"));
    }

    /** After a step towards the spec. */
    GlueDevSessionStatus converging(PartRun run) {
        Optional<Outcome> obstacle = run.obstacle();
        boolean stalled = run.any(Outcome.Stalled.class);
        if (obstacle.isEmpty()) {
            String until = lifetime.expiresAt().map(Instant::toString).orElse("its end");
            conditions
                    .set("Ready", Status.True, Reason.Ready, "everything is ready, until " + until)
                    .set("Available", Status.True, Reason.Ready, "can be used until " + until);
        } else {
            report.notReady(obstacle.get());
        }
        report.parts(run);
        aboutTime();
        return status(
                obstacle.isEmpty()
                        ? Phase.Ready
                        : stalled ? Phase.Failed : hasStarted() ? Phase.Provisioning : Phase.Pending);
    }

    /** AWS was only asked to keep the end, because of what is wrong with the spec or missing beside it. */
    GlueDevSessionStatus objecting(Outcome objection, PartRun run) {
        report.notReady(objection);
        report.partsSeen(run);
        aboutTime();
        return status(last.map(GlueDevSessionStatus::phase)
                .filter(phase -> hasStarted())
                .orElse(Phase.Pending));
    }

    /** AWS did not even say when the session started, so of what is known nothing is changed. */
    GlueDevSessionStatus unread(Outcome.Failing failing) {
        report.notReady(failing);
        report.keepParts();
        Long generation = session.getMetadata().getGeneration();
        return last.map(status -> status.withConditions(generation, conditions.build()))
                .orElseGet(() -> GlueDevSessionStatus.beginning(generation, null, conditions.build()));
    }

    /** AWS was only asked to keep the end, because the user suspended the rest. */
    GlueDevSessionStatus suspended(PartRun run) {
        conditions
                .keep("Ready")
                .keep("Available")
                .set(
                        "Suspended",
                        Status.True,
                        Reason.Suspended,
                        "spec.suspend is true: only expiry and deletion go on");
        report.partsSeen(run);
        aboutTime();
        return status(last.map(GlueDevSessionStatus::phase).orElse(Phase.Pending));
    }

    /** After a step towards the end of its time. */
    GlueDevSessionStatus expiring(PartRun run) {
        String why = lifetime.end()
                .map(end -> end.reason().equals(Lifetime.IDLE)
                        ? "nobody used it"
                        : "its ttl of " + ttl().orElse(end.ttl()) + " is over")
                .orElseThrow();
        if (run.all(Outcome.Gone.class)) {
            String kept = look.notebook(last).isPresent() ? " Its notebook is stopped and kept." : "";
            String message = "ended because " + why + "; nothing of it runs." + kept
                    + " Raise spec.ttl, or change the annotation " + GlueDevSession.RENEW + ", to have it again";
            conditions
                    .set("Ready", Status.True, Reason.Expired, message)
                    .set("Available", Status.False, Reason.Expired, message);
            return status(Phase.Expired);
        }
        report.takingDown(run, Reason.Expiring, "it is taken down because " + why);
        return status(Phase.Expiring);
    }

    /** Nothing was asked of AWS, because the session is over and gone. */
    GlueDevSessionStatus stillExpired() {
        conditions.keep("Ready").keep("Available");
        return status(Phase.Expired);
    }

    /**
     * Nobody uses it any more, so its end is decided. This is written down before anything is taken down: what told us that
     * it was idle goes first, and a pass after that must not take its absence for damage to repair.
     */
    GlueDevSessionStatus endingUnused(PartRun run) {
        lifetime = lifetime.ended(Lifetime.IDLE, look.plan().now());
        report.takingDown(run, Reason.Expiring, "it is taken down because nobody used it");
        return status(Phase.Expiring);
    }

    /** After a step towards its deletion. */
    GlueDevSessionStatus deleting(PartRun run) {
        report.takingDown(run, Reason.Deleting, "it is taken down because it was deleted");
        return status(Phase.Deleting);
    }

    private void aboutTime() {
        conditions.setIf(
                lifetime.clamped() && hasStarted(),
                "TtlClamped",
                Reason.TtlClamped,
                (session.getSpec().ttl() == null
                                ? "the default ttl"
                                : "spec.ttl " + session.getSpec().ttl())
                        + " is longer than this operator allows, and is cut to " + ttl().orElse(null));
        lifetime.expiresAt()
                .filter(expiry -> hasStarted() && !look.plan().now().isBefore(expiry.minus(policy.warning())))
                .ifPresent(expiry -> conditions.set(
                        "ExpiringSoon",
                        Status.True,
                        Reason.ExpiringSoon,
                        "ends at " + expiry + ". Raise spec.ttl, or change the annotation " + GlueDevSession.RENEW
                                + ", to keep it"));
    }

    private GlueDevSessionStatus status(Phase phase) {
        boolean started = hasStarted();
        var status = new GlueDevSessionStatus(
                session.getMetadata().getGeneration(),
                last.map(GlueDevSessionStatus::placement).orElse(null),
                phase,
                ttl().orElse(null),
                started ? lifetime.startedAt().map(Instant::toString).orElse(null) : null,
                started ? lifetime.expiresAt().map(Instant::toString).orElse(null) : null,
                lifetime.renewal().orElse(null),
                lifetime.end().orElse(null),
                look.endpoint(last).orElse(null),
                look.notebook(last)
                        .or(() -> phase == Phase.Expired ? Optional.empty() : look.borrowedNotebook())
                        .orElse(null),
                phase == Phase.Expired ? null : look.deadMansSwitch().orElse(null),
                last.map(GlueDevSessionStatus::cost).orElse(null),
                conditions.build());
        return last.filter(status::equals).isPresent() || !started
                ? status
                : status.withCost(
                        look.cost(costs, last.map(GlueDevSessionStatus::cost)).orElse(null));
    }

    /** Whether billing has started: it once did, or something is there now. */
    private boolean hasStarted() {
        return look.plan().started()
                || look.endpoint(last).isPresent()
                || look.notebook(last).isPresent();
    }

    private Optional<String> ttl() {
        return lifetime.ttl().map(DurationText::format);
    }
}
