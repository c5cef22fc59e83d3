package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets through the updates of an object that tell those something who refer to it, or whom it refers to: of its spec, its
 * deletion, the facts in its status, and whether a condition holds.
 *
 * <p>How a condition puts it does not count. The words of a failing one change with every attempt, since AWS gives each call
 * another request id: two objects that refer to each other would keep calling each other up while AWS throttles them.
 *
 * @param <R> a kind of the operator's own
 */
public final class TellingChange<R extends HasMetadata> implements OnUpdateFilter<R> {

    @Override
    public boolean accept(R now, R before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || !Objects.equals(told(now), told(before));
    }

    private static Optional<List<Object>> told(HasMetadata object) {
        return object instanceof CustomResource<?, ?> custom && custom.getStatus() instanceof ReportedStatus status
                ? Optional.of(List.of(status.facts(), holding(status)))
                : Optional.empty();
    }

    private static Map<String, Condition.Status> holding(ReportedStatus status) {
        return status.conditions().stream().collect(Collectors.toMap(Condition::type, Condition::status));
    }
}
