package dev.awsmlops.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * When an object is looked at next: the more is going on, the sooner. What fails is tried again with backoff and without
 * end; what is steady is looked at once an interval. Safe for use by several threads.
 */
public final class Schedule {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    /** What is being taken down costs money for as long as it is there. */
    private static final Duration LONGEST_TEARDOWN_BACKOFF = Duration.ofMinutes(1);

    private static final Duration BLOCKED = Duration.ofMinutes(1);

    /** What only the user can mend may be mended outside the object, where nothing tells us. */
    private static final Duration STALLED = Duration.ofMinutes(30);

    private final Backoff backoff;
    private final Duration interval;
    private final Clock clock;

    /** @param interval how often a steady object is looked at */
    public Schedule(Backoff backoff, Duration interval, Clock clock) {
        this.backoff = backoff;
        this.interval = interval;
        this.clock = clock;
    }

    /** After a step towards the spec: the first of what the outcomes call for and the given moments. */
    public Instant next(HasMetadata object, Collection<Outcome> outcomes, Stream<Instant> moments) {
        return Stream.concat(Stream.of(next(object, outcomes, LONGEST_BACKOFF)), moments)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** After a step towards absence. */
    public Instant nextOfTeardown(HasMetadata object, Collection<Outcome> outcomes) {
        return next(object, outcomes, LONGEST_TEARDOWN_BACKOFF);
    }

    /**
     * After a decision that nothing but the status remembers: soon, since the next step waits for it, and with backoff for as
     * long as the status can't be written.
     */
    public Instant nextOnceWritten(HasMetadata object) {
        return clock.instant().plus(backoff.afterFailure(ResourceID.fromResource(object), LONGEST_TEARDOWN_BACKOFF));
    }

    /** Forgets an object that needs no more looking at. */
    public void forget(HasMetadata object) {
        backoff.reset(ResourceID.fromResource(object));
    }

    private Instant next(HasMetadata object, Collection<Outcome> outcomes, Duration longestBackoff) {
        ResourceID id = ResourceID.fromResource(object);
        if (outcomes.stream().anyMatch(Outcome.Failing.class::isInstance)) {
            return clock.instant().plus(backoff.afterFailure(id, longestBackoff));
        }
        backoff.reset(id);
        Duration wait = outcomes.stream()
                .map(this::waitFor)
                .min(Comparator.naturalOrder())
                .orElse(interval);
        return clock.instant().plus(backoff.jittered(wait));
    }

    private Duration waitFor(Outcome outcome) {
        if (outcome instanceof Outcome.InProgress inProgress) {
            return inProgress.lookAgain();
        } else if (outcome instanceof Outcome.Ready ready) {
            return ready.lookAgain().orElse(interval);
        } else if (outcome instanceof Outcome.Blocked) {
            return BLOCKED;
        }
        return outcome instanceof Outcome.Stalled ? STALLED : interval;
    }
}
