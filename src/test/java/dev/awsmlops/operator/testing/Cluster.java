package dev.awsmlops.operator.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The Kubernetes side of a world: an API that has the operator's kinds, and a namespace in it for the world's objects. */
public interface Cluster extends AutoCloseable {

    /** What a test acts and looks through; closed with the cluster. */
    KubernetesClient user();

    /** A new client, of one life of the operator, which closes it. */
    KubernetesClient operator();

    /** Exists as long as the cluster is open. */
    String namespace();

    /** The namespaces that the operator watches; empty for all. */
    Set<String> watched();

    /** How long the operator may take, in real time, until it rests. */
    Duration patience();

    /** The election that the operator has to win first, if there is one. */
    default Optional<LeaderElectionConfiguration> election() {
        return Optional.empty();
    }

    @Override
    void close();
}
