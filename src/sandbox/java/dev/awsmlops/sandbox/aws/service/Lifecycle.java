package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private final Outcomes outcomes;
    private final ResourceType type;
    private final String name;
    private final Supplier<Optional<Units>> units;
    private final List<Period> past = new ArrayList<>();
    private Period current;
    private String next;
    private Instant due;

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
        Instant since = at.isBefore(current.from()) ? current.from() : at;
        past.add(new Period(current.state(), current.units(), current.from(), Optional.of(since)));
        current = new Period(state, units.get(), since, Optional.empty());
        next = null;
        due = null;
    }

    /** Is in the first state from now on, and in the second when the duration is over. */
    public void pass(String through, String then, Instant at, Duration took) {
        settle(through, at);
        next = then;
        due = at.plus(took);
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
        if (next == null) {
            return;
        }
        Instant released = outcomes.mayLeave(type, name, current.state());
        Instant when = released.isAfter(due) ? released : due;
        if (!when.isAfter(now)) {
            settle(next, when);
        }
    }
}
