package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Lets so many calls a second through, with bursts of up to two seconds' worth, the most urgent first and those alike in
 * the order in which they came. A token bucket that fills by the injected clock; a clock set back fills nothing until it
 * has caught up. Safe for use by several threads.
 */
final class CallRate {

    /** Only so many passes wait at a time, so that none waits near as long; it is here that no wait be without a bound. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The injected clock can be faster than the one that waits are measured with, or be set. */
    private static final long LONGEST_NAP_MILLIS = 20;

    private record Waiter(Urgency urgency, long number) {}

    private final Clock clock;
    private final double perSecond;
    private final double burst;
    private final TreeSet<Waiter> waiters =
            new TreeSet<>(Comparator.comparing(Waiter::urgency).thenComparing(Waiter::number));
    private double tokens;
    private Instant filledAt;
    private long arrivals;

    CallRate(Clock clock, double perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = 2 * perSecond;
        this.tokens = burst;
        this.filledAt = clock.instant();
    }

    /**
     * Waits for the caller's turn.
     *
     * @throws SdkClientException when it does not come, or the thread is interrupted
     */
    synchronized void take(Urgency urgency) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        var waiter = new Waiter(urgency, arrivals++);
        waiters.add(waiter);
        try {
            while (!isTurnOf(waiter)) {
                if (System.nanoTime() > patience) {
                    throw SdkClientException.create("no turn to call AWS came up within " + PATIENCE);
                }
                TimeUnit.MILLISECONDS.timedWait(this, LONGEST_NAP_MILLIS);
            }
            tokens--;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting for a turn to call AWS", e);
        } finally {
            waiters.remove(waiter);
            notifyAll();
        }
    }

    /** Counts a call that is made whether it is its turn or not. */
    synchronized void takeAtOnce() {
        fill();
        tokens--;
    }

    private boolean isTurnOf(Waiter waiter) {
        fill();
        return tokens >= 1 && waiters.first().equals(waiter);
    }

    private void fill() {
        Instant now = clock.instant();
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(burst, tokens + seconds * perSecond);
            filledAt = now;
        } else if (now.isBefore(filledAt.minus(PATIENCE))) {
            filledAt = now;
        }
    }
}
