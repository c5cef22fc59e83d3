package dev.awsmlops.sandbox;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The operator's objects in the embedded cluster, of every kind. */
final class ExampleObjects {

    /** In the order in which they build on each other. */
    private static final List<Class<? extends CustomResource<?, ? extends ReportedStatus>>> KINDS =
            List.of(DataLake.class, MlWorkspace.class, GlueDevSession.class);

    private final KubernetesClient kubernetes;

    ExampleObjects(KubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Applies a manifest to the namespace {@code default}, as kubectl does. */
    void apply(Path manifest) {
        kubernetes
                .resource(Serialization.unmarshal(SandboxWorld.read(manifest), GenericKubernetesResource.class))
                .inNamespace("default")
                .serverSideApply();
    }

    List<CustomResource<?, ? extends ReportedStatus>> list() {
        return KINDS.stream().flatMap(this::list).toList();
    }

    List<GlueDevSession> sessions() {
        return list(GlueDevSession.class).map(GlueDevSession.class::cast).toList();
    }

    void deleteAll() {
        KINDS.forEach(kind -> kubernetes.resources(kind).inAnyNamespace().delete());
    }

    /** What the object says of itself as a whole. */
    static Optional<Condition> summary(CustomResource<?, ? extends ReportedStatus> object) {
        return Optional.ofNullable(object.getStatus()).map(ReportedStatus::conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst();
    }

    private Stream<CustomResource<?, ? extends ReportedStatus>> list(
            Class<? extends CustomResource<?, ? extends ReportedStatus>> kind) {
        return kubernetes.resources(kind).inAnyNamespace().list().getItems().stream()
                .map(object -> (CustomResource<?, ? extends ReportedStatus>) object);
    }
}
