package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What holds at every moment of a life, whatever goes wrong. */
final class Invariants {

    /**
     * How long after its end something may run while all is well: a notebook that is just starting (4 minutes) or updating, is
     * stopped (2) and deleted (1), with a backoff (1) before each step, or an endpoint that was being made (10, then 3).
     */
    static final Duration GRACE = Duration.ofMinutes(20);

    private final Scene scene;
    private final Map<String, String> alive = new HashMap<>();

    Invariants(Scene scene) {
        this.scene = scene;
    }

    /**
     * Fails when something is wrong now.
     *
     * @param troubleUntil when the last trouble ended; later than now while there is one
     */
    void check(Instant troubleUntil) {
        // An end may be moved into the past: what was asked for counts from when it was asked.
        Instant asked = scene.journal().lastAsked();
        Instant quietSince = troubleUntil.isAfter(asked) ? troubleUntil : asked;
        Map<String, String> present = scene.cluster()
                .all()
                .collect(Collectors.toMap(object -> object.getMetadata().getUid(), object -> Id.of(object)
                        .toString()));
        alive.forEach((uid, name) -> {
            if (!present.containsKey(uid)) {
                require(billing(uid).isEmpty(), name + " is gone, and there runs " + billing(uid));
            }
        });
        alive.clear();
        alive.putAll(present);
        scene.cluster().all().forEach(object -> {
            requireNoErrorOfOurs(object);
            if (object instanceof GlueDevSession session) {
                requireNotOverdue(session, quietSince);
            }
        });
    }

    private void requireNotOverdue(GlueDevSession session, Instant quietSince) {
        GlueDevSessionStatus status = session.getStatus();
        if (status == null || status.expiresAt() == null || isToBeHeardOf(session)) {
            return;
        }
        Instant end = session.isMarkedForDeletion()
                ? Instant.parse(session.getMetadata().getDeletionTimestamp())
                : Instant.parse(status.expiresAt());
        Instant latest = (end.isAfter(quietSince) ? end : quietSince).plus(GRACE);
        if (scene.clock().instant().isAfter(latest)) {
            List<String> running = billing(session.getMetadata().getUid());
            require(
                    running.isEmpty(),
                    "session %s ended at %s, all has been quiet since %s, and there runs %s"
                            .formatted(session.getMetadata().getName(), end, quietSince, running));
        }
    }

    /** Its end may be another one than its status says, which does not know of the last change yet. */
    private static boolean isToBeHeardOf(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        String asked = session.getMetadata().getAnnotations() == null
                ? null
                : session.getMetadata().getAnnotations().get(GlueDevSession.RENEW);
        String answered = status.renewal() == null ? null : status.renewal().value();
        return !session.isMarkedForDeletion()
                && (!Objects.equals(session.getMetadata().getGeneration(), status.observedGeneration())
                        || !Objects.equals(asked, answered));
    }

    private void requireNoErrorOfOurs(HasMetadata object) {
        Kind.status(object)
                .map(status -> status.conditions())
                .ifPresent(conditions -> conditions.forEach(condition -> require(
                        !condition.reason().equals("InternalError"),
                        Id.of(object) + " says " + condition.type() + " InternalError: " + condition.message())));
    }

    private List<String> billing(String uid) {
        return scene.resourcesOf(uid).stream()
                .filter(SimulatedResource::billing)
                .map(resource -> resource.type() + " " + resource.name() + " (" + resource.state() + ")")
                .toList();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
