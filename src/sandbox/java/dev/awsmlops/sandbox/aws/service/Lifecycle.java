package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The states of one resource over time. Nothing runs in the background: a transition that has come due happens when
 * somebody next looks, dated to when it was due.
 */
public final class Lifecycle {

    /** The state of a resource that is no more. AWS has no word for it: reads answer "not found". */
    public static final String GONE = "(gone)";

    /**
     * A time spent in one state.
     *
     * @param units what the resource consisted of in that time
     * @param to absent while it lasts
     */
    public record Period(String state, Optional<Units> units, Instant from, Optional<Instant> to) {}

    /** A state to come, when the one before it has lasted so long. */
    private record Change(String state, Duration after) {}

    private final Outcomes outcomes;
    private final ResourceType type;
    private final String name;
    private final Supplier<Optional<Units>> units;
    private final List<Period> past = new ArrayList<>();
    private final Deque<Change> ahead = new ArrayDeque<>();
    private Period current;

    Lifecycle(
            Outcomes outcomes,
            ResourceType type,
            String name,
            String first,
            Instant since,
            Supplier<Optional<Units>> units) {
        this.outcomes = outcomes;
        this.type = type;
        this.name = name;
        this.units = units;
        this.current = new Period(first, units.get(), since, Optional.empty());
    }

    /** Is in the state from now on, until told otherwise. */
    public void settle(String state, Instant at) {
        ahead.clear();
        enter(state, at);
    }

    /** Is in the first state from now on, and in the second when the duration is over. */
    public void pass(String through, String then, Instant at, Duration took) {
        settle(through, at);
        ahead.add(new Change(then, took));
    }

    /** Afterwards, when the last of the states to come has lasted so long, is in this one. */
    public void then(String state, Duration after) {
        ahead.add(new Change(state, after));
    }

    /** When the present state ends by itself. Empty if it does not, or is held. */
    public Optional<Instant> ends() {
        return Optional.ofNullable(ahead.peek())
                .map(change -> {
                    Instant due = current.from().plus(change.after());
                    Instant released = outcomes.mayLeave(type, name, current.state());
                    return released.isAfter(due) ? released : due;
                })
                .filter(end -> end.isBefore(Instant.MAX));
    }

    public String state(Instant now) {
        advance(now);
        return current.state();
    }

    /** When the present state began. */
    public Instant since(Instant now) {
        advance(now);
        return current.from();
    }

    public boolean gone(Instant now) {
        return state(now).equals(GONE);
    }

    /** All periods so far, the present one last. */
    public List<Period> history(Instant now) {
        advance(now);
        List<Period> all = new ArrayList<>(past);
        all.add(current);
        return all;
    }

    private void advance(Instant now) {
        for (Optional<Instant> end = ends(); end.filter(at -> !at.isAfter(now)).isPresent(); end = ends()) {
            enter(ahead.remove().state(), end.get());
        }
    }

    private void enter(String state, Instant at) {
        Instant since = at.isBefore(current.from()) ? current.from() : at;
        past.add(new Period(current.state(), current.units(), current.from(), Optional.of(since)));
        current = new Period(state, units.get(), since, Optional.empty());
    }
}
