package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.reconcile.WakeUps;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One of the operator's kinds, watched for whether it has anything left to do about it.
 *
 * @param namespaces those that are watched; empty for all
 * @param cache what the operator knows of the objects
 * @param isAnswered whether a status answers what the object asks beside its spec: its deletion, and its annotations
 */
record WatchedKind<P extends CustomResource<?, ? extends ReportedStatus>>(
        Class<P> kind, Set<String> namespaces, Cache<P> cache, WakeUps<P> wakeUps, Predicate<P> isAnswered) {

    boolean isAtRest(KubernetesClient user) {
        List<P> present = present(user);
        return versions(present.stream().map(HasMetadata.class::cast).toList())
                        .equals(versions(
                                cache.list().map(HasMetadata.class::cast).toList()))
                && present.stream().allMatch(this::rests);
    }

    private List<P> present(KubernetesClient user) {
        return namespaces.isEmpty()
                ? user.resources(kind).inAnyNamespace().list().getItems()
                : namespaces.stream()
                        .flatMap(namespace -> user.resources(kind).inNamespace(namespace).list().getItems().stream())
                        .toList();
    }

    private boolean rests(P object) {
        ReportedStatus status = object.getStatus();
        if (status == null || !isAnswered.test(object)) {
            return false;
        }
        boolean answersSpec = object.isMarkedForDeletion()
                || Objects.equals(
                        status.observedGeneration(), object.getMetadata().getGeneration());
        return answersSpec && (wakeUps.of(object).isPresent() || needsNoMore(status));
    }

    /** What has expired is not looked at again until someone changes it. */
    private static boolean needsNoMore(ReportedStatus status) {
        return status.conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.reason().equals("Expired"));
    }

    private static Set<String> versions(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getMetadata().getUid() + "@"
                        + object.getMetadata().getResourceVersion())
                .collect(Collectors.toSet());
    }
}
