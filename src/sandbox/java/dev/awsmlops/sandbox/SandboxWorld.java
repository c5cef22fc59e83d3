package dev.awsmlops.sandbox;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedAwsServer;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.kubernetes.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** The outside world of the operator in the sandbox: its beans take the place of the real doors. */
@Singleton
public class SandboxWorld {

    /** Where the sandbox writes; the build makes it. */
    static final Path HOME = Path.of("target", "sandbox");

    private static final String REGION = "us-east-1";

    static final Path LOG = HOME.resolve("operator.log");

    private static SandboxOptions options;

    private final Clock clock = new AcceleratedClock(Clock.systemUTC(), options.speed());
    private final SimulatedAws aws = new SimulatedAws(clock, Timings.realistic());
    private final EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(options.port());

    SandboxWorld() {
        kubernetes.install(manifests(Path.of("crds"))
                .map(file -> Serialization.unmarshal(read(file), CustomResourceDefinition.class))
                .toArray(CustomResourceDefinition[]::new));
        SampleData.putInto(aws.buckets(), REGION, options.examples().resolve("data"));
    }

    /** Says what the world is to be like, before it comes to be; and sets what the operator itself reads. */
    static void setUp(SandboxOptions chosen) {
        options = chosen;
        System.setProperty("mlops.region", REGION);
        System.setProperty("mlops.session.longest-ttl", "24h");
        // Faster than the sandbox's second, so that an end is still punctual in sped-up time.
        System.setProperty("mlops.tick", "PT0.005S");
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("quarkus.log.console.enabled", "false");
        System.setProperty("quarkus.log.file.enabled", "true");
        System.setProperty("quarkus.log.file.path", LOG.toString());
    }

    @Produces
    @Singleton
    SandboxOptions options() {
        return options;
    }

    @Produces
    @Singleton
    Clock clock() {
        return clock;
    }

    @Produces
    @Singleton
    SimulatedAws aws() {
        return aws;
    }

    @Produces
    @Singleton
    EmbeddedKubernetes kubernetes() {
        return kubernetes;
    }

    @Produces
    @Singleton
    KubernetesClient client() {
        return kubernetes.client();
    }

    @Produces
    @Singleton
    SdkHttpClient http() {
        return aws.door("mlops-operator");
    }

    @Produces
    @Singleton
    AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated"));
    }

    /** A door on a port, for {@code aws --endpoint-url}. */
    SimulatedAwsServer openAwsDoor() {
        try {
            return SimulatedAwsServer.start(aws.door("aws-cli"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML files of a directory, in the order of their names. */
    static Stream<Path> manifests(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return List.copyOf(files.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Run the sandbox in the project's own directory", e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
