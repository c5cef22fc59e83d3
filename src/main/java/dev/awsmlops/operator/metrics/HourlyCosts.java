package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the objects of each kind cost an hour, by namespace. The sums are made when they are asked for; which namespaces
 * there are is looked up when an object of another one has its first pass, since nothing costs before that, and when an
 * object has gone.
 */
final class HourlyCosts {

    /** The objects of one kind in one namespace. */
    private record Group(ServedKind kind, String namespace) {}

    private final Collection<ServedKind> kinds = new CopyOnWriteArrayList<>();
    private final MultiGauge gauge;
    private volatile Set<Group> known = Set.of();

    HourlyCosts(MeterRegistry meters) {
        this.gauge = MultiGauge.builder("mlops.hourly.cost")
                .description("What runs now costs an hour, in US dollars at list price")
                .baseUnit("usd")
                .register(meters);
    }

    void follow(ServedKind kind) {
        kinds.add(kind);
    }

    /** An object has been looked at. Said after every pass, and so all objects are gone through only for a new namespace. */
    void passed(String kind, String namespace) {
        boolean isNew = kinds.stream()
                .anyMatch(served -> served.name().equals(kind) && !known.contains(new Group(served, namespace)));
        if (isNew) {
            lookUpNamespaces();
        }
    }

    /**
     * Takes up new namespaces, and drops those in which nothing is left. One thread at a time, so that who looks last has
     * the last word.
     */
    synchronized void lookUpNamespaces() {
        known = kinds.stream().flatMap(HourlyCosts::groups).collect(Collectors.toUnmodifiableSet());
        gauge.register(known.stream().<Row<?>>map(HourlyCosts::row).toList());
    }

    private static Stream<Group> groups(ServedKind kind) {
        return kind.objects()
                .map(object -> object.getMetadata().getNamespace())
                .distinct()
                .map(namespace -> new Group(kind, namespace));
    }

    private static Row<?> row(Group group) {
        return Row.of(
                Tags.of("kind", group.kind().name(), "namespace", group.namespace()),
                () -> sum(group.kind(), group.namespace()));
    }

    private static double sum(ServedKind kind, String namespace) {
        return kind.objects()
                .filter(object -> namespace.equals(object.getMetadata().getNamespace()))
                .flatMap(object -> costOf(object).stream())
                .mapToDouble(cost -> Double.parseDouble(cost.hourlyUsd()))
                .sum();
    }

    private static Optional<Cost> costOf(HasMetadata object) {
        return ServedKind.statusOf(object).map(HourlyCosts::costOf);
    }

    /** Null while nothing of it has been billed. */
    private static Cost costOf(ReportedStatus status) {
        if (status instanceof GlueDevSessionStatus session) {
            return session.cost();
        }
        return status instanceof MlWorkspaceStatus workspace ? workspace.cost() : null;
    }
}
