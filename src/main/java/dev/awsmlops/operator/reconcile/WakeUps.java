package dev.awsmlops.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Brings an object back to its reconciler at a moment of the injected clock.
 *
 * <ul>
 *   <li>One wake-up per object: a later call replaces the earlier one.
 *   <li>Whatever is due is brought back earliest first.
 *   <li>The clock is looked at every tick, so that a clock set forward or back, or a machine that slept, delays a
 *       wake-up by one tick at most. The SDK's own timer counts elapsed time and would sleep through it.
 * </ul>
 *
 * Safe for use by several threads.
 */
public final class WakeUps<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {

    private record WakeUp(Instant due, ResourceID id) {}

    private final Clock clock;
    private final Duration tick;
    private final Map<ResourceID, WakeUp> byObject = new HashMap<>();
    private final TreeSet<WakeUp> byTime = new TreeSet<>(Comparator.comparing(WakeUp::due)
            .thenComparing(wakeUp -> wakeUp.id().getNamespace().orElse(""))
            .thenComparing(wakeUp -> wakeUp.id().getName()));
    private ScheduledExecutorService ticker;
    private ScheduledFuture<?> ticking;

    /** @param tick how often the clock is looked at, in real time */
    public WakeUps(Clock clock, Duration tick) {
        super(Void.class, "wake-ups");
        this.clock = clock;
        this.tick = tick;
    }

    /** Brings {@code object} back at {@code due}, or at the next tick if that has passed. */
    public void at(Instant due, P object) {
        ResourceID id = ResourceID.fromResource(object);
        synchronized (byTime) {
            forget(id);
            var wakeUp = new WakeUp(due, id);
            byObject.put(id, wakeUp);
            byTime.add(wakeUp);
        }
    }

    /** When the next wake-up is due, if there is one. */
    public Optional<Instant> next() {
        synchronized (byTime) {
            return byTime.isEmpty()
                    ? Optional.empty()
                    : Optional.of(byTime.first().due());
        }
    }

    /** When an object's wake-up is due, if it has one. */
    public Optional<Instant> of(P object) {
        synchronized (byTime) {
            return Optional.ofNullable(byObject.get(ResourceID.fromResource(object)))
                    .map(WakeUp::due);
        }
    }

    /** Takes the earliest of what is due, which is then due no more. */
    public Optional<ResourceID> takeDue() {
        synchronized (byTime) {
            if (byTime.isEmpty() || byTime.first().due().isAfter(clock.instant())) {
                return Optional.empty();
            }
            ResourceID id = byTime.first().id();
            forget(id);
            return Optional.of(id);
        }
    }

    @Override
    public synchronized void start() {
        if (!isRunning()) {
            super.start();
            ticker = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "wake-ups");
                thread.setDaemon(true);
                return thread;
            });
            ticking = ticker.scheduleWithFixedDelay(this::wakeWhatIsDue, 0, tick.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            ticker.shutdownNow();
            super.stop();
        }
    }

    /** Unhealthy when nothing would ever be woken again. */
    @Override
    public synchronized Status getStatus() {
        return isRunning() && !ticking.isDone() ? Status.HEALTHY : Status.UNHEALTHY;
    }

    @Override
    public void onResourceDeleted(P object) {
        synchronized (byTime) {
            forget(ResourceID.fromResource(object));
        }
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }

    private void wakeWhatIsDue() {
        for (Optional<ResourceID> due = takeDue(); due.isPresent(); due = takeDue()) {
            getEventHandler().handleEvent(new Event(due.get()));
        }
    }

    private void forget(ResourceID id) {
        WakeUp earlier = byObject.remove(id);
        if (earlier != null) {
            byTime.remove(earlier);
        }
    }
}
