package dev.awsmlops.operator.reconcile;

import java.util.List;
import java.util.Optional;

/**
 * A part that the spec no longer wants: in a pass towards the spec, what there is of it is deleted, if it is the object's.
 *
 * <p>Nothing is looked for while nothing is expected to have changed: only a new spec can leave it behind.
 */
public final class UnwantedPart<T> implements Part<T> {

    private final Plan plan;
    private final Part<T> part;
    private final List<UnwantedPart<?>> users;
    private boolean gone;

    /** @param users those that must be gone before; they come before it in the pass */
    public UnwantedPart(Plan plan, Part<T> part, List<UnwantedPart<?>> users) {
        this.plan = plan;
        this.part = part;
        this.users = List.copyOf(users);
    }

    @Override
    public String condition() {
        return part.condition();
    }

    /** What is someone else's is not there, as far as this object goes. */
    @Override
    public Optional<T> observe() {
        return plan.steady() ? Optional.empty() : part.observe().filter(part::isOurs);
    }

    @Override
    public boolean isOurs(T actual) {
        return true;
    }

    /** That there is none is how it should be. */
    @Override
    public Outcome create() {
        gone = true;
        return new Outcome.Ready(describe() + " is not wanted and does not exist");
    }

    @Override
    public Outcome update(T actual) {
        return users.stream()
                .filter(user -> !user.gone)
                .findFirst()
                .<Outcome>map(user -> new Outcome.InProgress(
                        Reason.Waiting, describe() + " waits until " + user.describe() + " is gone"))
                .orElseGet(() -> delete(actual));
    }

    @Override
    public Outcome delete(T actual) {
        Outcome outcome = part.delete(actual);
        if (outcome instanceof Outcome.Gone) {
            gone = true;
            return new Outcome.Ready(outcome.message());
        }
        return outcome;
    }

    /** Nothing needs what is not wanted. */
    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return part.describe();
    }
}
