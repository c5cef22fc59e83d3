package dev.awsmlops.operator.testing;

import dev.awsmlops.sandbox.kubernetes.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** An API server of this process, whose time is the world's own, and which fails when a test tells it to. */
record EmbeddedCluster(EmbeddedKubernetes server, KubernetesClient user) implements Cluster {

    static EmbeddedCluster start(Clock clock) {
        var server = EmbeddedKubernetes.start(0, clock);
        server.install(CrdFiles.all().toArray(CustomResourceDefinition[]::new));
        KubernetesClient user = server.client();
        user.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(World.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        return new EmbeddedCluster(server, user);
    }

    @Override
    public KubernetesClient operator() {
        return server.client();
    }

    @Override
    public String namespace() {
        return World.NAMESPACE;
    }

    @Override
    public Set<String> watched() {
        return Set.of();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void close() {
        user.close();
        server.close();
    }
}
