package dev.awsmlops.sandbox.aws.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** A token bucket: so many calls at once, so many more a second, by the simulated clock. */
final class Throttle implements Predicate<Attempt> {

    private final double perSecond;
    private final double burst;
    private double tokens;
    private Instant filledAt;

    Throttle(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
    }

    /** Whether the call is one too many. */
    @Override
    public boolean test(Attempt attempt) {
        if (filledAt != null) {
            double seconds = Duration.between(filledAt, attempt.time()).toMillis() / 1000.0;
            tokens = Math.min(burst, tokens + seconds * perSecond);
        }
        filledAt = attempt.time();
        if (tokens < 1) {
            return true;
        }
        tokens--;
        return false;
    }
}
