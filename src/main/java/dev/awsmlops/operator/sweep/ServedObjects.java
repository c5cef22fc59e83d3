package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.api.v1alpha1.AwsPlacement;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that this operator serves, asked of the Kubernetes API itself: a cache may be behind, and nothing is called a
 * leak by it.
 */
public final class ServedObjects {

    private static final Map<String, Class<? extends CustomResource<?, ? extends ReportedStatus>>> KINDS = Stream.of(
                    GlueDevSession.class, DataLake.class, MlWorkspace.class)
            .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

    /**
     * The objects at one moment.
     *
     * @param placements where in AWS their resources are
     */
    record Present(Set<String> uids, Set<String> hashes, Set<AwsPlacement> placements) {

        /** Whether a name was derived for one of them, as far as a name tells. */
        boolean mayHaveNamed(String name) {
            return ResourceName.hashesIn(name).stream().anyMatch(hashes::contains);
        }
    }

    private final KubernetesClient kubernetes;
    private final Supplier<Set<String>> namespaces;

    /** @param namespaces those whose objects this operator serves; empty where it serves all */
    public ServedObjects(KubernetesClient kubernetes, Supplier<Set<String>> namespaces) {
        this.kubernetes = kubernetes;
        this.namespaces = namespaces;
    }

    Present present() {
        List<CustomResource<?, ? extends ReportedStatus>> objects =
                KINDS.values().stream().flatMap(this::list).collect(Collectors.toList());
        Set<String> uids =
                objects.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
        return new Present(
                uids,
                uids.stream().map(ResourceName::hash).collect(Collectors.toSet()),
                objects.stream()
                        .map(ServedObjects::placementOf)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    /** Whether it is this operator that looks after an object, or would if there were one. Others may run in this cluster. */
    boolean serves(Ownership owner) {
        Set<String> served = namespaces.get();
        return KINDS.containsKey(owner.kind()) && (served.isEmpty() || served.contains(owner.namespace()));
    }

    /** Whether there is this very object now, and not only another one of its name. */
    boolean has(Ownership owner) {
        HasMetadata object = kubernetes
                .resources(KINDS.get(owner.kind()))
                .inNamespace(owner.namespace())
                .withName(owner.name())
                .get();
        return object != null && object.getMetadata().getUid().equals(owner.uid());
    }

    private Stream<? extends CustomResource<?, ? extends ReportedStatus>> list(
            Class<? extends CustomResource<?, ? extends ReportedStatus>> kind) {
        Set<String> served = namespaces.get();
        return served.isEmpty()
                ? kubernetes.resources(kind).inAnyNamespace().list().getItems().stream()
                : served.stream()
                        .flatMap(namespace ->
                                kubernetes.resources(kind).inNamespace(namespace).list().getItems().stream());
    }

    /** Null where nothing of it was made yet. */
    private static AwsPlacement placementOf(CustomResource<?, ? extends ReportedStatus> object) {
        return object.getStatus() == null ? null : object.getStatus().placement();
    }
}
