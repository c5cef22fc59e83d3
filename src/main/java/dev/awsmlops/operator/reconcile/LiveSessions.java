package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.LocalObjectReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sessions that use another object, for whose sake it is not taken down. They have a ttl, so it is not for long. */
public final class LiveSessions {

    private LiveSessions() {}

    /**
     * That they are there, if they are. Asked of the Kubernetes API, since it matters only when the object is deleted.
     *
     * @param references by which a session can refer to such an object; null where it does not
     */
    public static Optional<Outcome.Blocked> using(
            HasMetadata object,
            List<Function<GlueDevSessionSpec, LocalObjectReference>> references,
            KubernetesClient kubernetes) {
        List<String> names = kubernetes
                .resources(GlueDevSession.class)
                .inNamespace(object.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(session -> isLive(session) && refersTo(object, session, references))
                .map(session -> session.getMetadata().getName())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Blocked(
                        Reason.InUse,
                        "in use by GlueDevSession " + String.join(", ", names)
                                + ": it is deleted when that has ended. Delete the session to have it sooner"));
    }

    /** Whether something of it may run, or has not been taken down yet. */
    public static boolean isLive(GlueDevSession session) {
        return session.getStatus() != null
                && session.getStatus().startedAt() != null
                && session.getStatus().phase() != Phase.Expired;
    }

    private static boolean refersTo(
            HasMetadata object,
            GlueDevSession session,
            List<Function<GlueDevSessionSpec, LocalObjectReference>> references) {
        return references.stream()
                .flatMap(reference -> Stream.ofNullable(reference.apply(session.getSpec())))
                .anyMatch(reference ->
                        reference.name().equals(object.getMetadata().getName()));
    }
}
