package dev.awsmlops.operator.sweep;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for the next sweep. After a step was taken, or one has failed, soon; then at twice the time as long as
 * nothing happens, up to the interval. A little longer by chance, so that many operators do not ask AWS at once.
 */
final class Pace {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** The part of the interval by which chance may lengthen it. */
    private static final int SHARE = 10;

    private final Duration interval;
    private final RandomGenerator chance;
    private Duration last;
    private boolean failed;

    Pace(Duration interval, RandomGenerator chance) {
        this.interval = interval;
        this.chance = chance;
        this.last = interval;
    }

    /** Until the first sweep: a small part of the interval, since what has leaked may have done so long ago. */
    Duration first() {
        return upTo(interval.dividedBy(SHARE));
    }

    Duration after(LeakSweeper.Result result) {
        boolean fails = result == LeakSweeper.Result.INCOMPLETE;
        boolean changes = result == LeakSweeper.Result.PROGRESS || (fails && !failed);
        last = shorter(changes ? SOON : last.multipliedBy(2));
        failed = fails;
        return last.equals(interval) ? last.plus(first()) : last;
    }

    private Duration shorter(Duration wait) {
        return wait.compareTo(interval) < 0 ? wait : interval;
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(chance.nextLong(most.toMillis() + 1));
    }
}
