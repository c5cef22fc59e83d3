package dev.awsmlops.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an object that fails is tried again: doubled each time up to a limit, with jitter, and counted
 * per object. It never gives up. A restart starts the count anew, which costs at most one early try. Safe for use by
 * several threads.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(2);

    private final RandomGenerator random;
    private final Map<ResourceID, Integer> failures = new ConcurrentHashMap<>();

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Counts one more failure of the object and says how long to wait: between half and the whole of the doubled time. */
    public Duration afterFailure(ResourceID id, Duration limit) {
        int count = failures.merge(id, 1, Integer::sum);
        long doubled = FIRST.toMillis() << Math.min(count - 1, 20);
        return jittered(Duration.ofMillis(Math.min(doubled, limit.toMillis())));
    }

    /** Between half and the whole of {@code duration}, so that objects do not move in step. */
    public Duration jittered(Duration duration) {
        return Duration.ofMillis((long) (duration.toMillis() * (0.5 + random.nextDouble() / 2)));
    }

    /** Forgets the object's failures. */
    public void reset(ResourceID id) {
        failures.remove(id);
    }
}
