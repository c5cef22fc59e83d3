package dev.awsmlops.sandbox.aws.fault;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A fault that has been set. It looks at every call until removed. Thread-safe. */
public final class Fault {

    private final Predicate<Attempt> match;
    private final Predicate<Attempt> due;
    private final Strike strike;
    private final Consumer<Fault> remove;
    private int struck;

    /**
     * A fault, not yet looking.
     *
     * @param match which calls it looks at
     * @param due which of those it strikes; asked once for each, in order
     */
    Fault(Predicate<Attempt> match, Predicate<Attempt> due, Strike strike, Consumer<Fault> remove) {
        this.match = match;
        this.due = due;
        this.strike = strike;
        this.remove = remove;
    }

    synchronized Optional<Strike> consider(Attempt attempt) {
        if (!match.test(attempt) || !due.test(attempt)) {
            return Optional.empty();
        }
        struck++;
        return Optional.of(strike);
    }

    /** How many calls it has struck. */
    public synchronized int struck() {
        return struck;
    }

    public void remove() {
        remove.accept(this);
    }
}
