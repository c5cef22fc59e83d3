package dev.awsmlops.operator.reconcile;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that exists without the object and is only used by it: it is never changed, and never deleted.
 *
 * @param condition the condition that reports on it
 * @param description how a person would call it
 * @param look what is there now; empty only when AWS says that there is nothing
 */
public record ExistingPart<T>(String condition, String description, Supplier<Optional<T>> look) implements Part<T> {

    @Override
    public Optional<T> observe() {
        return look.get();
    }

    /** It may be used, which is all that is asked here. */
    @Override
    public boolean isOurs(T actual) {
        return true;
    }

    @Override
    public Outcome create() {
        return new Outcome.Blocked(Reason.Waiting, description + " does not exist, and is not this object's to make");
    }

    @Override
    public Outcome update(T actual) {
        return new Outcome.Ready(description + " exists and is used as it is");
    }

    @Override
    public Outcome delete(T actual) {
        return new Outcome.Gone(description + " was only used and is left as it is");
    }

    @Override
    public String describe() {
        return description;
    }
}
