package dev.awsmlops.operator.reconcile;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotations of namespaces, each namespace read at most once an interval. Read one by one and not watched, because an
 * operator of only some namespaces has no right to list them. Safe for use by several threads.
 */
public final class NamespaceAnnotations {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceAnnotations.class);

    private record Reading(Map<String, String> annotations, Instant at) {}

    private final Function<String, Map<String, String>> reader;
    private final Clock clock;
    private final Duration interval;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    public NamespaceAnnotations(KubernetesClient kubernetes, Clock clock, Duration interval) {
        this(name -> read(kubernetes, name), clock, interval);
    }

    /** @param reader reads the annotations of the namespace of that name */
    public NamespaceAnnotations(Function<String, Map<String, String>> reader, Clock clock, Duration interval) {
        this.reader = reader;
        this.clock = clock;
        this.interval = interval;
    }

    /**
     * An annotation's value, if it is there.
     *
     * @throws KubernetesClientException when the namespace can't be read
     */
    public Optional<String> of(String namespace, String annotation) {
        Instant now = clock.instant();
        Reading reading = readings.compute(
                namespace, (name, last) -> isFresh(last, now) ? last : new Reading(reader.apply(name), now));
        return Optional.ofNullable(reading.annotations().get(annotation));
    }

    /** The same, and what it was before where the namespace can't be read now. */
    public Optional<String> lastKnownOf(String namespace, String annotation) {
        try {
            return of(namespace, annotation);
        } catch (KubernetesClientException e) {
            LOG.warn("Namespace {} can't be read; what is known of it is used: {}", namespace, e.getMessage());
            return Optional.ofNullable(readings.get(namespace))
                    .map(reading -> reading.annotations().get(annotation));
        }
    }

    private boolean isFresh(Reading reading, Instant now) {
        return reading != null && !reading.at().isAfter(now) && !reading.at().isBefore(now.minus(interval));
    }

    private static Map<String, String> read(KubernetesClient kubernetes, String name) {
        Namespace namespace = kubernetes.namespaces().withName(name).get();
        return Optional.ofNullable(namespace)
                .map(found -> found.getMetadata().getAnnotations())
                .map(Map::copyOf)
                .orElse(Map.of());
    }
}
