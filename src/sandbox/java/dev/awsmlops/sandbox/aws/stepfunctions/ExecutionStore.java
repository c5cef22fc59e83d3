package dev.awsmlops.sandbox.aws.stepfunctions;

import dev.awsmlops.sandbox.aws.service.OwnDoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All executions of the account. They go on by themselves: one step after the other, in the order in which the steps came
 * due; of those due at one moment, that of the execution that started first.
 */
final class ExecutionStore implements OwnDoing {

    private final List<Execution> all = new ArrayList<>();

    /** Whose turn it is; null while that is to be found out again. It is asked at every call that anybody makes. */
    private Optional<Execution> next;

    void add(Execution execution) {
        all.add(execution);
        next = null;
    }

    long nextNumber() {
        return all.size() + 1L;
    }

    Stream<Execution> kept(Instant now) {
        return all.stream().filter(execution -> execution.kept(now));
    }

    Stream<Execution> all() {
        return all.stream();
    }

    Optional<Execution> find(String arn, Instant now) {
        return kept(now).filter(execution -> execution.id().arn().equals(arn)).reduce((earlier, later) -> later);
    }

    @Override
    public Optional<Instant> due() {
        return next().flatMap(Execution::due);
    }

    @Override
    public void catchUp(Instant moment) {
        for (Optional<Execution> next = next(); isDue(next, moment); next = next()) {
            Instant at = next.get().due().orElseThrow();
            next.get().step(at);
            this.next = null;
            finishDeletion(next.get().machine(), at);
        }
    }

    private static boolean isDue(Optional<Execution> execution, Instant moment) {
        return execution
                .flatMap(Execution::due)
                .filter(at -> !at.isAfter(moment))
                .isPresent();
    }

    private Optional<Execution> next() {
        if (next == null) {
            next = all.stream()
                    .filter(Execution::running)
                    .min(Comparator.comparing(execution -> execution.due().orElseThrow()));
        }
        return next;
    }

    /** One of them was stopped, whose turn it may have been. */
    void stopped() {
        next = null;
    }

    /** Lets a machine go that is being deleted, when none of its executions runs any more. */
    void finishDeletion(StateMachine machine, Instant now) {
        boolean busy = all.stream().anyMatch(execution -> execution.running() && execution.machine() == machine);
        if (machine.deleting(now) && !busy) {
            machine.finishDeletion(now);
        }
    }
}
