package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.aws.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes an object's changes of condition as Kubernetes events ({@code events.k8s.io/v1}).
 *
 * <p>An event's name follows from what it says of which object: when the same is to be said again, that event's series
 * goes on instead of another event being made. An event that can't be published is logged and
 * otherwise missed, since the conditions say the same.
 */
public final class ObjectEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectEvents.class);
    private static final String CONTROLLER = "aws-mlops.dev/mlops-operator";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** The API takes 1,024 bytes of note. */
    private static final int NOTE_LIMIT = 1024;

    /** Leaves room for a dot and a hash in a name of 253 characters. */
    private static final int NAME_LIMIT = 244;

    /** Conditions that repeat what others say. */
    private static final Set<String> SILENT = Set.of("Available", "Reconciling", "Stalled");

    private static final Set<Reason> WARNINGS = Set.of(
            Reason.ExpiringSoon,
            Reason.TakingLong,
            Reason.InvalidSpec,
            Reason.TtlTooLong,
            Reason.TtlClamped,
            Reason.NameTaken,
            Reason.RefusedByAws,
            Reason.ProvisioningFailed,
            Reason.CrawlFailed,
            Reason.InUse,
            Reason.NeedsAttention,
            Reason.DriftRepaired,
            Reason.Leaked,
            Reason.AccessDenied,
            Reason.QuotaExceeded,
            Reason.Throttled,
            Reason.AwsUnavailable,
            Reason.InternalError,
            Reason.TeardownFailed);

    private final Clock clock;
    private final String instance;

    /** @param instance the name of this operator process */
    public ObjectEvents(Clock clock, String instance) {
        this.clock = clock;
        this.instance = instance;
    }

    /** Publishes each condition whose status or reason has changed. */
    public void publishChanges(
            HasMetadata object, List<Condition> before, List<Condition> after, KubernetesClient client) {
        for (Condition condition : after) {
            boolean changed = before.stream()
                    .noneMatch(earlier -> earlier.type().equals(condition.type())
                            && earlier.status() == condition.status()
                            && earlier.reason().equals(condition.reason()));
            if (changed && !SILENT.contains(condition.type())) {
                publish(object, condition.type(), Reason.valueOf(condition.reason()), condition.message(), client);
            }
        }
    }

    /**
     * Publishes one event. That it can't be published is logged and holds up nothing.
     *
     * @param action what it is about, in one word, such as the type of a condition
     */
    public void publish(HasMetadata object, String action, Reason reason, String note, KubernetesClient client) {
        Event event = event(object, action, reason, note);
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                goOn(event, client);
            } else {
                LOG.warn(
                        "The event {} of {} could not be published",
                        reason,
                        event.getMetadata().getName(),
                        e);
            }
        }
    }

    private void goOn(Event event, KubernetesClient client) {
        try {
            client.events()
                    .v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .withName(event.getMetadata().getName())
                    .edit(existing -> {
                        int count = existing.getSeries() == null
                                ? 1
                                : existing.getSeries().getCount();
                        return new EventBuilder(existing)
                                .withNewSeries()
                                .withCount(count + 1)
                                .withLastObservedTime(event.getEventTime())
                                .endSeries()
                                .build();
                    });
        } catch (KubernetesClientException e) {
            LOG.warn("The event {} could not be continued", event.getMetadata().getName(), e);
        }
    }

    static boolean isWarning(Reason reason) {
        return WARNINGS.contains(reason);
    }

    private Event event(HasMetadata object, String action, Reason reason, String note) {
        var metadata = object.getMetadata();
        String identity = String.join("/", metadata.getUid(), action, reason.name(), note);
        Instant now = clock.instant();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .withName(cut(metadata.getName(), NAME_LIMIT).replaceAll("[^a-z0-9]+$", "") + "."
                        + ResourceName.hash(identity))
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withType(isWarning(reason) ? "Warning" : "Normal")
                .withReason(reason.name())
                .withAction(action)
                .withNote(cut(note, NOTE_LIMIT))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(object.getApiVersion())
                        .withKind(object.getKind())
                        .withNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .withResourceVersion(metadata.getResourceVersion())
                        .build())
                .build();
    }

    private static String cut(String text, int bytes) {
        String shorter = text;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > bytes) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }
}
