package dev.awsmlops.operator.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps by the injected clock, in the process that leads and in no other. A sweep that fails is logged, and made again.
 * Safe for use by several threads; sweeps are made by one of its own.
 */
public final class SweepTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);

    private final LeakSweeper sweeper;
    private final Pace pace;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final Duration tick;
    private volatile Instant next;
    private ScheduledExecutorService ticker;
    private ScheduledFuture<?> ticking;

    /**
     * @param leads whether this process is the one that acts
     * @param tick how often the clock is looked at, in real time
     */
    public SweepTimer(
            LeakSweeper sweeper,
            SweepPolicy policy,
            BooleanSupplier leads,
            Clock clock,
            Duration tick,
            RandomGenerator chance) {
        this.sweeper = sweeper;
        this.pace = new Pace(policy.interval(), chance);
        this.leads = leads;
        this.clock = clock;
        this.tick = tick;
    }

    /** To be called once. */
    public synchronized void start() {
        lookAhead();
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "leak-sweeper");
            thread.setDaemon(true);
            return thread;
        });
        ticking = ticker.scheduleWithFixedDelay(this::sweepIfDue, 0, tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** When the next sweep is due; in the past while it is made, and empty in a process that stands by. */
    public Optional<Instant> next() {
        return Optional.ofNullable(next);
    }

    @Override
    public synchronized void close() {
        if (ticking != null) {
            ticking.cancel(true);
            ticker.shutdownNow();
        }
    }

    private void lookAhead() {
        if (!leads.getAsBoolean()) {
            next = null;
        } else if (next == null) {
            next = clock.instant().plus(pace.first());
        }
    }

    private void sweepIfDue() {
        lookAhead();
        Instant due = next;
        if (due != null && !due.isAfter(clock.instant())) {
            next = clock.instant().plus(pace.after(sweep()));
        }
    }

    private LeakSweeper.Result sweep() {
        try {
            return sweeper.sweep(leads);
        } catch (RuntimeException e) {
            LOG.warn("A sweep for leaks has failed and is made again", e);
            return LeakSweeper.Result.INCOMPLETE;
        }
    }
}
