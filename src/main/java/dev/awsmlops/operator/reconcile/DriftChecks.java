package dev.awsmlops.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When an object is looked at in full, setting by setting, though nothing tells that anything has changed. It costs calls
 * for each object, unlike the shared lists, and is therefore seldomer. A new process looks at each object once.
 *
 * <p>Safe for use by several threads.
 */
public final class DriftChecks {

    private final Clock clock;
    private final Duration interval;
    private final Random random;
    private final Map<String, Instant> nextByUid = new ConcurrentHashMap<>();

    /** @param random spreads the checks, so that objects made together are not checked together for ever */
    public DriftChecks(Clock clock, Duration interval, Random random) {
        this.clock = clock;
        this.interval = interval;
        this.random = random;
    }

    /** Whether it is time; if so, it is not again until an interval later. */
    public boolean isDue(HasMetadata object) {
        Instant now = clock.instant();
        String uid = object.getMetadata().getUid();
        Instant next = nextByUid.get(uid);
        boolean due = next == null || !now.isBefore(next);
        if (due) {
            nextByUid.put(
                    uid, now.plus(interval.multipliedBy(90 + random.nextInt(21)).dividedBy(100)));
        }
        return due;
    }

    /** Forgets an object that is gone. */
    public void forget(HasMetadata object) {
        nextByUid.remove(object.getMetadata().getUid());
    }
}
