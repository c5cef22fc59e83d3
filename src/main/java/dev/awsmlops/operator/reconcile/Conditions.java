package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds an object's next conditions from its last ones.
 *
 * <p>A condition keeps its {@code lastTransitionTime} until its status changes. A condition that is not set again is
 * dropped, which is how abnormal ones ({@code Reconciling}, {@code Stalled}) go away, as kstatus wants it.
 */
public final class Conditions {

    private final Map<String, Condition> previous = new LinkedHashMap<>();
    private final List<Condition> next = new ArrayList<>();
    private final long generation;
    private final String now;

    public Conditions(List<Condition> previous, long generation, Instant now) {
        if (previous != null) {
            previous.forEach(condition -> this.previous.put(condition.type(), condition));
        }
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public Conditions set(String type, Status status, Reason reason, String message) {
        Condition last = previous.get(type);
        String since = last != null && last.status() == status ? last.lastTransitionTime() : now;
        next.add(new Condition(type, status, reason.name(), message, since, generation));
        return this;
    }

    /** Sets it when it holds; leaves it out when it does not. */
    public Conditions setIf(boolean holds, String type, Reason reason, String message) {
        return holds ? set(type, Status.True, reason, message) : this;
    }

    /** Keeps a condition as it was, if there was one. */
    public Conditions keep(String type) {
        Condition last = previous.get(type);
        if (last != null) {
            next.add(last);
        }
        return this;
    }

    /** Whether an object's status says that it is ready, for its spec as it is now. */
    public static boolean isReadyForItsSpec(CustomResource<?, ? extends ReportedStatus> object) {
        ReportedStatus status = object.getStatus();
        return status != null
                && object.getMetadata().getGeneration().equals(status.observedGeneration())
                && isTrue(status.conditions(), "Ready");
    }

    /** Whether one of these conditions has that type and is true. */
    public static boolean isTrue(List<Condition> conditions, String type) {
        return conditions.stream()
                .anyMatch(condition -> condition.type().equals(type) && condition.status() == Status.True);
    }

    /** Since when a condition has had that status, if it had it last. */
    public Optional<Instant> since(String type, Status status) {
        return Optional.ofNullable(previous.get(type))
                .filter(condition -> condition.status() == status)
                .map(condition -> Instant.parse(condition.lastTransitionTime()));
    }

    public List<Condition> build() {
        return List.copyOf(next);
    }
}
