package dev.awsmlops.operator.realapi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.UUID;

/** A namespace of its own for one test. It goes with all that is in it, finalizers or not. */
record TestNamespace(String name, KubernetesClient client) implements AutoCloseable {

    private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

    static TestNamespace make(KubernetesClient client) {
        String name = GivenServer.PREFIX + UUID.randomUUID().toString().substring(0, 8);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return new TestNamespace(name, client);
    }

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
        GivenServer.KINDS.forEach(this::empty);
        client.close();
    }

    private <T extends HasMetadata> void empty(Class<T> kind) {
        var objects = client.resources(kind).inNamespace(name);
        for (T object : objects.list().getItems()) {
            var handle = objects.withName(object.getMetadata().getName());
            handle.delete();
            handle.patch(PatchContext.of(PatchType.JSON_MERGE), NO_FINALIZERS);
        }
    }
}
