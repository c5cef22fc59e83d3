package dev.awsmlops.operator.aws;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The calls to one region of one account: how many a second go to each service, and which pass makes them first.
 *
 * <p>AWS limits the calls of an account, and refuses what is above; its limits are for all who work in the account. So the
 * operator keeps below them by itself. Only so many passes are let in at a time: those beyond come back later without
 * holding a thread, so that threads are left for what is urgent and for other accounts. Safe for use by several threads.
 */
public final class Traffic {

    /** Enough to keep several services busy, each at its own rate. As many again for what has to end. */
    private static final int MOST_PASSES = 8;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Whose limits are far above what the operator does: thousands a second (S3), and none that it comes near (STS). */
    private static final Set<String> UNLIMITED = Set.of("S3", "STS");

    private static final ThreadLocal<Urgency> URGENCY = ThreadLocal.withInitial(() -> Urgency.NONE);

    private final Clock clock;
    private final double perSecond;

    /**
     * The time of one call, though a pass makes several: one that comes back too soon costs next to nothing, and one that
     * comes back too late leaves calls unused.
     */
    private final Duration apart;

    private final Map<String, CallRate> rates = new ConcurrentHashMap<>();
    private final Queue urgent = new Queue();
    private final Queue ordinary = new Queue();

    /** @param perSecond calls to each service; 0 for no limit */
    Traffic(Clock clock, double perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.apart = perSecond > 0 ? Duration.ofNanos((long) (1e9 / perSecond)) : Duration.ZERO;
    }

    /**
     * Makes a pass, whose calls go before those of less urgent ones.
     *
     * @param object whose pass it is
     * @return what it returns; empty when there is no room for it now
     */
    public <T> Optional<T> pass(Urgency urgency, ResourceID object, Supplier<T> pass) {
        if (!enter(urgency, object)) {
            return Optional.empty();
        }
        URGENCY.set(urgency);
        try {
            return Optional.of(pass.get());
        } finally {
            URGENCY.remove();
            leave(urgency);
        }
    }

    /**
     * When there may be room for a pass that had to wait: each is given its own moment, one after the other. One that comes
     * back and finds no room again has waited long enough to be let in soon.
     */
    public synchronized Instant nextRoom(Urgency urgency, ResourceID object) {
        Queue queue = urgency.isUrgent() ? urgent : ordinary;
        Instant now = clock.instant();
        if (!queue.waiting.add(object)) {
            return now.plus(apart.multipliedBy(MOST_PASSES));
        }
        boolean moves = queue.lastReturn.isAfter(now) && queue.lastReturn.isBefore(now.plus(LONGEST_WAIT));
        queue.lastReturn = (moves ? queue.lastReturn : now).plus(apart);
        return queue.lastReturn;
    }

    /** Waits until the service may be called. */
    void beforeCall(String service) {
        rate(service).ifPresent(rate -> rate.take(URGENCY.get()));
    }

    /** Counts one more attempt of a call, whose moment the SDK has chosen. */
    void beforeRetry(String service) {
        rate(service).ifPresent(CallRate::takeAtOnce);
    }

    private Optional<CallRate> rate(String service) {
        return perSecond == 0 || UNLIMITED.contains(service)
                ? Optional.empty()
                : Optional.of(rates.computeIfAbsent(service, name -> new CallRate(clock, perSecond)));
    }

    private synchronized boolean enter(Urgency urgency, ResourceID object) {
        Queue queue = urgency.isUrgent() ? urgent : ordinary;
        if (perSecond > 0 && queue.passes >= MOST_PASSES) {
            return false;
        }
        urgent.waiting.remove(object);
        ordinary.waiting.remove(object);
        queue.passes++;
        return true;
    }

    private synchronized void leave(Urgency urgency) {
        (urgency.isUrgent() ? urgent : ordinary).passes--;
    }

    /** The passes that are alike in urgency: how many are under way, which wait, and when the last of those comes back. */
    private static final class Queue {
        private int passes;
        private Instant lastReturn = Instant.MIN;
        private final Set<ResourceID> waiting = new HashSet<>();
    }
}
