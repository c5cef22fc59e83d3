package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.Optional;

/** What is wrong with a spec that its schema can't tell, because it depends on the operator's policy. Pure. */
final class SpecReview {

    private SpecReview() {}

    /** The first thing that keeps the session from being made, said so that the user knows what to write. */
    static Optional<Outcome> objection(SessionPlan plan, SessionPolicy policy) {
        return ttl(plan, policy)
                .or(() -> idleTimeout(plan.spec()))
                .or(() -> LakePaths.obstacle(plan.spec().dataLakeRef(), plan.lake(), plan.started()))
                .or(() -> SessionWorkspace.obstacle(plan.spec(), plan.workspace(), plan.started()))
                .or(() -> script(plan));
    }

    private static Optional<Outcome> ttl(SessionPlan plan, SessionPolicy policy) {
        GlueDevSessionSpec spec = plan.spec();
        if (spec.ttl() == null) {
            return policy.defaultTtl().isPresent()
                    ? Optional.empty()
                    : invalid("write spec.ttl, such as 8h: this operator has no default ttl");
        }
        Optional<Duration> ttl = DurationText.parse(spec.ttl());
        if (ttl.isEmpty()) {
            return invalid(
                    "spec.ttl \"" + spec.ttl() + "\" is not a duration longer than nothing: write such as 90m or 8h");
        }
        // One that runs is cut to the longest ttl instead, since refusing it would leave it running for longer.
        return policy.longestPossibleTtl()
                .filter(longest -> !plan.started() && ttl.get().compareTo(longest) > 0)
                .map(longest -> new Outcome.Stalled(
                        Reason.TtlTooLong,
                        "spec.ttl " + spec.ttl() + " is longer than this operator allows: write "
                                + DurationText.format(longest) + " or less"));
    }

    private static Optional<Outcome> idleTimeout(GlueDevSessionSpec spec) {
        return spec.idleTimeout() != null
                        && DurationText.parse(spec.idleTimeout()).isEmpty()
                ? invalid("spec.idleTimeout \"" + spec.idleTimeout()
                        + "\" is not a duration longer than nothing: write such as 45m")
                : Optional.empty();
    }

    private static Optional<Outcome> script(SessionPlan plan) {
        if (plan.spec().notebook() == null) {
            return Optional.empty();
        }
        try {
            NotebookScript.onStart(plan);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return invalid("the notebook's start script can't be written: " + e.getMessage());
        }
    }

    private static Optional<Outcome> invalid(String message) {
        return Optional.of(new Outcome.Stalled(Reason.InvalidSpec, message));
    }
}
