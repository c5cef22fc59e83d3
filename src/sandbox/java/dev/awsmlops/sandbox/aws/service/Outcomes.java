package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to become of resources: which end FAILED, which hang, how long a new one stays unseen. Thread-safe. */
public final class Outcomes {

    /**
     * Why a resource ends FAILED.
     *
     * @param reason absent although the resource FAILED, as AWS has been seen to do (boto3#2167)
     */
    public record Failure(Optional<String> reason) {}

    private static final class Hold {
        private final ResourceType type;
        private final String name;
        private final String state;
        private Instant releasedAt = Instant.MAX;

        private Hold(ResourceType type, String name, String state) {
            this.type = type;
            this.name = name;
            this.state = state;
        }
    }

    private final InstantSource clock;
    private final Map<ResourceType, Deque<Failure>> failures = new EnumMap<>(ResourceType.class);
    private final List<Hold> holds = new ArrayList<>();
    private Duration unseenFor = Duration.ZERO;

    public Outcomes(InstantSource clock) {
        this.clock = clock;
    }

    /** The next creation, start or crawl of a resource of the type ends FAILED; asked for twice, the next two do. */
    public synchronized void failNext(ResourceType type, Optional<String> reason) {
        failures.computeIfAbsent(type, unused -> new ArrayDeque<>()).add(new Failure(reason));
    }

    /**
     * The resource does not leave the transitional state until released.
     *
     * @return releases it: what was due in the meantime happens then
     */
    public synchronized Runnable hold(ResourceType type, String name, String state) {
        Hold hold = new Hold(type, name, state);
        holds.add(hold);
        return () -> release(hold);
    }

    private synchronized void release(Hold hold) {
        hold.releasedAt = clock.instant();
    }

    /** Resources created from now on are unseen by reads for this long. */
    public synchronized void hideNewFor(Duration duration) {
        unseenFor = duration;
    }

    public synchronized void clear() {
        failures.clear();
        unseenFor = Duration.ZERO;
        holds.forEach(this::release);
    }

    synchronized Duration unseenFor() {
        return unseenFor;
    }

    /** When a held resource may leave the state: far in the past if nothing holds it. */
    synchronized Instant mayLeave(ResourceType type, String name, String state) {
        return holds.stream()
                .filter(hold -> hold.type == type && hold.name.equals(name) && hold.state.equals(state))
                .map(hold -> hold.releasedAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    public synchronized Optional<Failure> takeFailure(ResourceType type) {
        return Optional.ofNullable(failures.get(type)).map(Deque::poll);
    }
}
