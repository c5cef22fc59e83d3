package dev.awsmlops.operator.realapi;

import dev.awsmlops.operator.testing.Cluster;
import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.service.Timings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** A namespace on the given server. The operator watches only that, with the rights of the kubeconfig, unless told otherwise. */
final class RealCluster implements Cluster {

    private final TestNamespace namespace = TestNamespace.make(GivenServer.client());
    private Set<String> watched = Set.of(namespace.name());
    private Config access = GivenServer.config();
    private Optional<Interceptor> listener = Optional.empty();
    private Optional<LeaderElectionConfiguration> election = Optional.empty();

    /** The next operator comes to the server like that. */
    void operatorAccess(Config config) {
        access = config;
    }

    /** Sees what the next operator asks of the server before it is sent. */
    void listener(Interceptor interceptor) {
        listener = Optional.of(interceptor);
    }

    void watchAllNamespaces() {
        watched = Set.of();
    }

    void election(LeaderElectionConfiguration configuration) {
        election = Optional.of(configuration);
    }

    /** A world here, whose time begins now: the timestamps of objects are the server's. */
    World world() {
        return new World(Timings.realistic(), new ManualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS)), this);
    }

    static World worldWithOperator() {
        World world = new RealCluster().world();
        world.startOperator();
        return world;
    }

    @Override
    public KubernetesClient user() {
        return namespace.client();
    }

    @Override
    public KubernetesClient operator() {
        return new KubernetesClientBuilder()
                .withConfig(access)
                .withHttpClientBuilderConsumer(http ->
                        listener.ifPresent(interceptor -> http.addOrReplaceInterceptor("of the test", interceptor)))
                .build();
    }

    @Override
    public String namespace() {
        return namespace.name();
    }

    @Override
    public Set<String> watched() {
        return watched;
    }

    @Override
    public Optional<LeaderElectionConfiguration> election() {
        return election;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void close() {
        namespace.close();
    }
}
