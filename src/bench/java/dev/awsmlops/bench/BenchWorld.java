package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedAwsServer;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.kubernetes.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A cluster and an AWS account in this process, in real time, each on a port for an operator in another. */
final class BenchWorld implements AutoCloseable {

    private static final String OPERATOR = "mlops-operator";
    private static final int WRITERS = 4;

    private final String name;
    private final BenchOptions options;
    private final SimulatedAws aws = new SimulatedAws(Clock.systemUTC(), Timings.instant());
    private final EmbeddedKubernetes cluster = EmbeddedKubernetes.start();
    private final KubernetesClient kubernetes = cluster.client();
    private final SimulatedAwsServer door;
    private final Path home = Path.of("target", "bench", "run");
    private int operators;

    /** @param name of its files */
    BenchWorld(String name, BenchOptions options) throws IOException {
        this.name = name;
        this.options = options;
        this.door = SimulatedAwsServer.start(aws.door(OPERATOR), 0);
        Files.createDirectories(home);
        cluster.writeKubeconfig(kubeconfig());
        cluster.install(definitions());
        for (String namespace : Population.namespaces()) {
            kubernetes
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    private Path kubeconfig() {
        return home.resolve(name + ".kubeconfig");
    }

    private static CustomResourceDefinition[] definitions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            return files.map(BenchWorld::definition).toArray(CustomResourceDefinition[]::new);
        }
    }

    private static CustomResourceDefinition definition(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatedAws aws() {
        return aws;
    }

    EmbeddedKubernetes cluster() {
        return cluster;
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** The operator's calls since they were last cleared; not those of what AWS does by itself. */
    List<Call> calls() {
        return aws.callsBy(OPERATOR);
    }

    /** A file of this run. */
    Path file(String suffix) {
        return home.resolve(name + suffix);
    }

    /**
     * Starts an operator, with credentials that the simulation takes.
     *
     * @param callsPerSecond that it allows itself for each service
     */
    OperatorProcess operator(double callsPerSecond, String... jvmOptions) {
        Map<String, String> settings = new HashMap<>();
        settings.put("KUBECONFIG", kubeconfig().toAbsolutePath().toString());
        settings.put("MLOPS_REGION", "us-east-1");
        settings.put("MLOPS_AWS_ENDPOINT", door.uri().toString());
        settings.put("MLOPS_OBSERVATION_INTERVAL", options.interval().toString());
        settings.put("MLOPS_AWS_CALLS_PER_SECOND", Double.toString(callsPerSecond));
        settings.put("AWS_ACCESS_KEY_ID", "AKIASIMULATED0000000");
        settings.put("AWS_SECRET_ACCESS_KEY", "simulated");
        settings.put("HOSTNAME", "bench");
        // As in the image.
        settings.put("MALLOC_ARENA_MAX", "2");
        operators++;
        return OperatorProcess.start(
                OperatorJvm.of(options), List.of(jvmOptions), settings, file("-" + operators + ".log"));
    }

    /** Creates all of them, several at a time, as a GitOps tool does. */
    void create(Stream<? extends HasMetadata> objects) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<? extends Future<?>> created = objects.map(object ->
                            writers.submit(() -> kubernetes.resource(object).create()))
                    .toList();
            for (Future<?> one : created) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            writers.shutdownNow();
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        door.close();
        cluster.close();
    }
}
