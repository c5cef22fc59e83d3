package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that work on a lake, for whose sake it is not taken down. They have a ttl, so it is not for long.
 */
final class LakeUsers {

    private LakeUsers() {}

    /** That they are there, if they are. Asked of the Kubernetes API, since it matters only when a lake is deleted. */
    static Optional<Outcome.Blocked> of(DataLake lake, KubernetesClient kubernetes) {
        List<String> names = kubernetes
                .resources(GlueDevSession.class)
                .inNamespace(lake.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(session -> uses(session, lake) && isLive(session))
                .map(session -> session.getMetadata().getName())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Blocked(
                        Reason.InUse,
                        "in use by GlueDevSession " + String.join(", ", names)
                                + ": it is deleted when that has ended. Delete the session to have it sooner"));
    }

    private static boolean uses(GlueDevSession session, DataLake lake) {
        return session.getSpec().dataLakeRef() != null
                && session.getSpec()
                        .dataLakeRef()
                        .name()
                        .equals(lake.getMetadata().getName());
    }

    /** Something of it may run, or has not been taken down yet. */
    private static boolean isLive(GlueDevSession session) {
        return session.getStatus() != null
                && session.getStatus().startedAt() != null
                && session.getStatus().phase() != Phase.Expired;
    }
}
