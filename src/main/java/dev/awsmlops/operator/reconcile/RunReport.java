package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says in an object's conditions what a pass has come to, in the same way for every kind. */
public final class RunReport {

    private static final List<Class<? extends Outcome>> WORST_FIRST = List.of(
            Outcome.Stalled.class,
            Outcome.Failing.class,
            Outcome.Blocked.class,
            Outcome.InProgress.class,
            Outcome.Idle.class,
            Outcome.Gone.class);

    private final Conditions conditions;
    private final List<Part<?>> parts;
    private final Instant now;
    private final List<String> summaries;

    /**
     * @param parts the object's parts, in the order in which they are made
     * @param summaries the conditions that are true only when all is well, such as {@code Ready}
     */
    public RunReport(Conditions conditions, List<Part<?>> parts, Instant now, List<String> summaries) {
        this.conditions = conditions;
        this.parts = parts;
        this.now = now;
        this.summaries = summaries;
    }

    /** Something keeps the object from being ready: for good, or for now. */
    public void notReady(Outcome obstacle) {
        boolean stalled = obstacle instanceof Outcome.Stalled;
        summaries.forEach(type -> conditions.set(type, Status.False, obstacle.reason(), obstacle.message()));
        conditions
                .setIf(!stalled, "Reconciling", obstacle.reason(), obstacle.message())
                .setIf(stalled, "Stalled", obstacle.reason(), obstacle.message());
    }

    /** The object is on its way to absence. Parts that are kept, and so not looked at, are told as they were. */
    public void takingDown(PartRun run, Reason reason, String message) {
        summaries.forEach(type -> conditions.set(type, Status.False, reason, message));
        conditions.set("Reconciling", Status.True, reason, message);
        run.first(Outcome.Failing.class)
                .ifPresent(failing -> conditions.set(
                        "TeardownFailed",
                        Status.True,
                        Reason.TeardownFailed,
                        failing.message() + ". It is tried again until it is done"));
        partsSeen(run);
    }

    /** One condition for each part, or for all parts that share one. */
    public void parts(PartRun run) {
        byCondition().forEach((type, sharing) -> report(type, together(run, sharing)));
    }

    /** One condition for each part that the run got to. The others are told as they were. */
    public void partsSeen(PartRun run) {
        byCondition().forEach((type, sharing) -> {
            if (sharing.stream().anyMatch(part -> run.of(part) != null)) {
                report(type, together(run, sharing));
            } else {
                conditions.keep(type);
            }
        });
    }

    /** The parts were not looked at. */
    public void keepParts() {
        byCondition().keySet().forEach(conditions::keep);
    }

    private void report(String type, Outcome outcome) {
        Outcome timed = OutcomeReport.overdue(outcome, conditions.since(type, Status.Unknown), now);
        conditions.set(type, OutcomeReport.status(timed), timed.reason(), timed.message());
    }

    private Map<String, List<Part<?>>> byCondition() {
        return parts.stream().collect(Collectors.groupingBy(Part::condition, LinkedHashMap::new, Collectors.toList()));
    }

    /** The worst of them; when all is well, what each says. */
    private static Outcome together(PartRun run, List<Part<?>> sharing) {
        List<Outcome> outcomes =
                sharing.stream().map(run::of).filter(Objects::nonNull).toList();
        if (outcomes.isEmpty()) {
            return new Outcome.Blocked(Reason.Waiting, sharing.get(0).describe() + " waits for the part before it");
        }
        return WORST_FIRST.stream()
                .flatMap(kind -> outcomes.stream().filter(kind::isInstance))
                .findFirst()
                .orElseGet(() -> new Outcome.Ready(
                        outcomes.stream().map(Outcome::message).collect(Collectors.joining("; "))));
    }
}
