package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.chaos.Cluster.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one informer knows of a kind's objects: all that it has heard of, in order, and what its own process has written.
 * It may be late, and is never wrong about the order.
 */
final class View {

    /** What was known before, and is now; null where there was none, or is none. */
    record Heard(HasMetadata before, HasMetadata now) {}

    private record Delivery(Instant at, Change change) {}

    private final Kind kind;
    private final Map<String, HasMetadata> known = new TreeMap<>();
    private final Deque<Delivery> underWay = new ArrayDeque<>();

    View(Kind kind, List<HasMetadata> listed) {
        this.kind = kind;
        listed.forEach(object -> known.put(object.getMetadata().getName(), object));
    }

    Optional<HasMetadata> find(String name) {
        return Optional.ofNullable(known.get(name)).map(kind::copy);
    }

    Collection<HasMetadata> all() {
        return List.copyOf(known.values());
    }

    /** It will hear of the change then, or as soon as of all that was before. */
    void expect(Change change, Instant at) {
        Instant last = underWay.isEmpty() ? at : underWay.getLast().at();
        underWay.add(new Delivery(at.isBefore(last) ? last : at, change));
    }

    Optional<Instant> next() {
        return Optional.ofNullable(underWay.peek()).map(Delivery::at);
    }

    /** Hears of the next change that is due; empty when there is none. An older version than the known one is passed over. */
    Optional<Heard> hear(Instant now) {
        while (!underWay.isEmpty() && !underWay.peek().at().isAfter(now)) {
            Change change = underWay.remove().change();
            HasMetadata before = known.get(change.id().name());
            if (change.now() == null) {
                known.remove(change.id().name());
                return Optional.of(new Heard(before, null));
            }
            if (before == null || version(before) < version(change.now())) {
                known.put(change.id().name(), change.now());
                return Optional.of(new Heard(before, change.now()));
            }
        }
        return Optional.empty();
    }

    /** What the process has written itself it knows at once. */
    void put(HasMetadata written) {
        known.computeIfPresent(
                written.getMetadata().getName(),
                (name, before) -> version(before) < version(written) ? kind.copy(written) : before);
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
