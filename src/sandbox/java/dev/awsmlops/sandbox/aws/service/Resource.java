package dev.awsmlops.sandbox.aws.service;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One resource of the simulated account, from its creation on, kept for the ledger when it is gone. */
public abstract class Resource {

    private final ResourceType type;
    private final String name;
    private final String region;
    private final String arn;
    private final Instant createdAt;
    private final Instant seenFrom;
    private final Map<String, String> tags;
    private final Lifecycle lifecycle;
    private final Outcomes outcomes;
    private Optional<String> failureReason = Optional.empty();
    private Optional<Units> units;

    /**
     * A resource that comes to be with this request.
     *
     * @param first the state it is born in
     * @param units what it is billed for, if by the hour
     */
    protected Resource(
            World world,
            Request request,
            ResourceType type,
            String name,
            Map<String, String> tags,
            String first,
            Optional<Units> units) {
        this(world, request, type, name, type.arn(request.region(), world.account(), name), tags, first, units);
    }

    /** A resource whose ARN says more than its name. */
    protected Resource(
            World world,
            Request request,
            ResourceType type,
            String name,
            String arn,
            Map<String, String> tags,
            String first,
            Optional<Units> units) {
        this.type = type;
        this.name = name;
        this.region = request.region();
        this.arn = arn;
        this.createdAt = request.now();
        this.seenFrom = createdAt.plus(world.outcomes().unseenFor());
        this.tags = new LinkedHashMap<>(tags);
        this.units = units;
        this.lifecycle = new Lifecycle(world.outcomes(), type, name, first, createdAt, () -> this.units);
        this.outcomes = world.outcomes();
    }

    /** The state AWS would report. */
    public String state(Instant now) {
        return lifecycle.state(now);
    }

    /** When and in which states it costs by the hour. */
    public abstract Billing billing();

    protected Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Takes effect with the next state. */
    protected void resize(Units changed) {
        units = Optional.of(changed);
    }

    /** Whether what begins now was told to fail. It asks once: the next to begin may succeed. */
    protected boolean fails() {
        Optional<Outcomes.Failure> failure = outcomes.takeFailure(type);
        failure.ifPresent(told -> failureReason = told.reason());
        return failure.isPresent();
    }

    /** Is in the state from now on, however it came there. */
    public final void force(String state, Instant now) {
        state(now);
        lifecycle.settle(state, now);
    }

    protected Optional<String> failureReason(Instant now) {
        return state(now).equalsIgnoreCase("FAILED") ? failureReason : Optional.empty();
    }

    public final List<Lifecycle.Period> history(Instant now) {
        state(now);
        return lifecycle.history(now);
    }

    public final boolean gone(Instant now) {
        return state(now).equals(Lifecycle.GONE);
    }

    final boolean seen(Instant now) {
        return !seenFrom.isAfter(now);
    }

    public final Optional<Units> units() {
        return units;
    }

    public final ResourceType type() {
        return type;
    }

    public final String name() {
        return name;
    }

    public final String region() {
        return region;
    }

    public final String arn() {
        return arn;
    }

    public final Instant createdAt() {
        return createdAt;
    }

    public final Map<String, String> tags() {
        return tags;
    }
}
