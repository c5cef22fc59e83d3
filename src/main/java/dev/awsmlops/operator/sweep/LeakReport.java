package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of leaks, in the log, by a metric, and by events. An event is about the object that the tags name, in whose
 * namespace those look who may know of it, though it is gone.
 */
public final class LeakReport {

    private static final Logger LOG = LoggerFactory.getLogger(LeakReport.class);
    private static final String ACTION = "Sweep";

    private final ObjectEvents events;
    private final KubernetesClient kubernetes;
    private final MeterRegistry meters;
    private final SweepMode mode;
    private Set<String> told = Set.of();
    private boolean counts;
    private volatile Map<String, Long> byService = Map.of();

    public LeakReport(ObjectEvents events, KubernetesClient kubernetes, MeterRegistry meters, SweepMode mode) {
        this.events = events;
        this.kubernetes = kubernetes;
        this.meters = meters;
        this.mode = mode;
    }

    /** All the leaks that there are now. The log has each once, the event of each goes on. */
    void tell(List<Orphan> leaks) {
        for (Orphan leak : leaks) {
            String note = noteOn(leak);
            if (!told.contains(leak.arn())) {
                LOG.warn("A leak: {} ({})", note, leak.arn());
            }
            events.publish(objectOf(leak.owner()), ACTION, Reason.Leaked, note, kubernetes);
        }
        told = leaks.stream().map(Orphan::arn).collect(Collectors.toCollection(HashSet::new));
        byService =
                leaks.stream().collect(Collectors.groupingBy(leak -> leak.type().service(), Collectors.counting()));
        count();
    }

    /** Something that was taken down, and is no more. */
    void tellEnd(Orphan leak) {
        String note = leak.describe() + (leak.kept() ? " is stopped, and kept with its volume" : " is deleted");
        LOG.info("The end of a leak: {} ({})", note, leak.arn());
        events.publish(objectOf(leak.owner()), ACTION, Reason.LeakEnded, note, kubernetes);
    }

    /** Only once there was a sweep, so that a process which makes none does not say that there are no leaks. */
    private void count() {
        if (counts) {
            return;
        }
        counts = true;
        Stream.of(SweptType.values()).map(SweptType::service).distinct().forEach(service -> Gauge.builder(
                        "mlops.leaked.resources", () -> byService.getOrDefault(service, 0L))
                .description("Resources in AWS that belong to no object")
                .tag("service", service)
                .register(meters));
    }

    private String noteOn(Orphan leak) {
        Ownership owner = leak.owner();
        String what = "%s belongs to %s %s/%s of uid %s, which does not exist"
                .formatted(leak.describe(), owner.kind(), owner.namespace(), owner.name(), owner.uid());
        if (mode == SweepMode.Delete) {
            return what + (leak.kept() ? ". It is stopped, and kept" : ". It is being deleted");
        }
        return what + (leak.kept() ? ", and runs. Stop it" : ". Delete it")
                + ", or have the operator do so with mlops.sweeper.mode=Delete";
    }

    private static HasMetadata objectOf(Ownership owner) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(GlueDevSession.class))
                .withKind(owner.kind())
                .withNewMetadata()
                .withNamespace(owner.namespace())
                .withName(owner.name())
                .withUid(owner.uid())
                .endMetadata()
                .build();
    }
}
