package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How an outcome reads in a condition. Pure. */
public final class OutcomeReport {

    /** Twice the longest that AWS usually takes for anything here: a dev endpoint's 15 minutes. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private OutcomeReport() {}

    /** Unknown as long as AWS is at work, so that the time of the last transition tells since when it is. */
    public static Status status(Outcome outcome) {
        if (outcome instanceof Outcome.InProgress) {
            return Status.Unknown;
        }
        return outcome instanceof Outcome.Ready ? Status.True : Status.False;
    }

    /** The same outcome, or, when AWS has been at it for unusually long, one that says so. */
    public static Outcome overdue(Outcome outcome, Optional<Instant> since, Instant now) {
        return since.filter(start -> outcome instanceof Outcome.InProgress
                        && start.plus(LONG).isBefore(now))
                .<Outcome>map(start -> new Outcome.InProgress(
                        Reason.TakingLong,
                        outcome.message() + ". It has been so since " + start
                                + ", which is longer than usual; if it goes on, ask AWS support"))
                .orElse(outcome);
    }
}
