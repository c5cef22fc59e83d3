package dev.awsmlops.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Map;

/**
 * Measures the passes of the controllers, and tells of their objects what their caches say at the moment of asking. Nothing
 * is kept of an object, so nothing of it is left behind when it goes.
 */
public final class OperatorMetrics implements Metrics {

    private final MeterRegistry meters;
    private final HourlyCosts costs;
    private final Clock clock;

    /** @param meters of one operator only: what is registered there looks at the caches of that one */
    public OperatorMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.costs = new HourlyCosts(meters);
        this.clock = clock;
    }

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        var kind = new ServedKind(controller);
        if (kind.billsByTheHour()) {
            costs.follow(kind);
        }
        countByPhase(kind);
        timeTeardown(kind);
        if (kind.isSession()) {
            timeEnds(kind);
        }
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        Timer.Sample sample = Timer.start(meters);
        PassOutcome outcome = PassOutcome.failed;
        try {
            T control = execution.execute();
            outcome = PassOutcome.of(control);
            return control;
        } finally {
            sample.stop(Timer.builder("mlops.reconcile")
                    .description("Passes over objects")
                    .tag("kind", kindOf(execution))
                    .tag("outcome", outcome.name())
                    .register(meters));
            costs.passed(
                    kindOf(execution), execution.resourceID().getNamespace().orElseThrow());
        }
    }

    /** The object has left the cache too. */
    @Override
    public void cleanupDone(ResourceID id, Map<String, Object> metadata) {
        costs.lookUpNamespaces();
    }

    private void countByPhase(ServedKind kind) {
        ObjectPhase.of(kind).forEach(phase -> Gauge.builder("mlops.objects", () -> kind.objects()
                        .filter(object -> ObjectPhase.of(object) == phase)
                        .count())
                .description("Objects by where they are in their life")
                .tag("kind", kind.name())
                .tag("phase", phase.name())
                .register(meters));
    }

    private void timeTeardown(ServedKind kind) {
        var teardowns = new Teardowns(kind::objects, clock);
        Gauge.builder("mlops.teardown.pending", teardowns::longestPending)
                .description("Time since the deletion of the object that waits longest for its end")
                .baseUnit("seconds")
                .tag("kind", kind.name())
                .register(meters);
    }

    private void timeEnds(ServedKind kind) {
        var times = new SessionTimes(kind::objects, clock);
        Gauge.builder("mlops.session.overdue", times::longestOverdue)
                .description("Time since the end of the session that runs longest past it")
                .baseUnit("seconds")
                .register(meters);
        // The unit stands within the name, where Prometheus's naming does not put it.
        Gauge.builder("mlops.session.seconds.to.expiry", times::untilNextEnd)
                .description("Time until the next session ends")
                .register(meters);
    }

    private static String kindOf(ControllerExecution<?> execution) {
        return ((GroupVersionKind) execution.metadata().get(Constants.RESOURCE_GVK_KEY)).getKind();
    }
}
