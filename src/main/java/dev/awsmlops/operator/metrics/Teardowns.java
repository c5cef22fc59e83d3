package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.reconcile.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How long objects of a kind that were deleted have waited for the operator to be done with them. */
final class Teardowns {

    private final Supplier<Stream<? extends HasMetadata>> objects;
    private final Clock clock;

    Teardowns(Supplier<Stream<? extends HasMetadata>> objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Seconds since the deletion of the object that waits longest; 0 where none does. What sessions still use waits for
     * their end and not for AWS, and is left out until then.
     */
    double longestPending() {
        Instant now = clock.instant();
        return objects.get()
                .filter(HasMetadata::isMarkedForDeletion)
                .filter(object -> !isInUse(object))
                .map(object -> Instant.parse(object.getMetadata().getDeletionTimestamp()))
                .mapToDouble(deleted -> Duration.between(deleted, now).toSeconds())
                .filter(pending -> pending > 0)
                .max()
                .orElse(0);
    }

    private static boolean isInUse(HasMetadata object) {
        return ServedKind.statusOf(object)
                .filter(status -> Conditions.isTrue(status.conditions(), "InUse"))
                .isPresent();
    }
}
