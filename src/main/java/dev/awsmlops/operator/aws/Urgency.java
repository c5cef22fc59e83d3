package dev.awsmlops.operator.aws;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;

/**
 * How urgent a pass is: what has to end comes before everything else, and of that the one whose end was due first.
 *
 * @param due when what it is about had to end; {@link Instant#MAX} where nothing has to
 */
public record Urgency(Instant due) implements Comparable<Urgency> {

    /** Nothing has to end. */
    public static final Urgency NONE = new Urgency(Instant.MAX);

    /** Something had to end at that moment, and may bill until it does. */
    public static Urgency endDue(Instant due) {
        return new Urgency(due);
    }

    /** Somebody has deleted the object. */
    public static Urgency ofDeletion(ObjectMeta metadata) {
        return endDue(Instant.parse(metadata.getDeletionTimestamp()));
    }

    public boolean isUrgent() {
        return !equals(NONE);
    }

    @Override
    public int compareTo(Urgency other) {
        return due.compareTo(other.due);
    }
}
