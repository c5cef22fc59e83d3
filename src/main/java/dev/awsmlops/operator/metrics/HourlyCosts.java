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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What the objects of each kind cost an hour, by namespace. The sums are made when they are asked for; in which namespaces
 * there are objects is looked up after every pass, since nothing costs before its first one.
 */
final class HourlyCosts {

    private final Collection<ServedKind> kinds = new CopyOnWriteArrayList<>();
    private final MultiGauge gauge;

    HourlyCosts(MeterRegistry meters) {
        this.gauge = MultiGauge.builder("mlops.hourly.cost")
                .description("What runs now costs an hour, in US dollars at list price")
                .baseUnit("usd")
                .register(meters);
    }

    void follow(ServedKind kind) {
        kinds.add(kind);
    }

    /**
     * Takes up new namespaces, and drops those in which nothing is left. One thread at a time, so that who looks last has
     * the last word.
     */
    synchronized void lookUpNamespaces() {
        gauge.register(kinds.stream().flatMap(HourlyCosts::rows).toList());
    }

    private static Stream<Row<?>> rows(ServedKind kind) {
        return kind.objects()
                .map(object -> object.getMetadata().getNamespace())
                .distinct()
                .map(namespace ->
                        Row.of(Tags.of("kind", kind.name(), "namespace", namespace), () -> sum(kind, namespace)));
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
