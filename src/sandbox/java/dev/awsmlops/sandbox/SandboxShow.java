package dev.awsmlops.sandbox;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedAwsServer;
import dev.awsmlops.sandbox.kubernetes.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the sandbox does: it applies the examples, shows how they become ready and how one of them expires, and, with
 * {@code --once}, deletes everything and tells by its exit code whether anything is left running.
 */
@Singleton
public class SandboxShow implements QuarkusApplication {

    /** Real time between two looks. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Simulated time in which each act must be over: longer than AWS takes for anything the examples ask for. */
    private static final Duration ACT = Duration.ofHours(2);

    private final SandboxOptions options;
    private final SandboxWorld world;
    private final EmbeddedKubernetes cluster;
    private final SimulatedAws aws;
    private final ExampleObjects objects;
    private final Operator operator;
    private final Clock clock;
    private final LiveTable table;

    SandboxShow(
            SandboxOptions options,
            SandboxWorld world,
            EmbeddedKubernetes cluster,
            SimulatedAws aws,
            KubernetesClient kubernetes,
            Operator operator,
            Clock clock) {
        this.options = options;
        this.world = world;
        this.cluster = cluster;
        this.aws = aws;
        this.objects = new ExampleObjects(kubernetes);
        this.operator = operator;
        this.clock = clock;
        this.table = new LiveTable(System.out, clock);
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        try (SimulatedAwsServer door = world.openAwsDoor()) {
            welcome(door);
            operator.start();
            applyExamples();
            boolean ready = watchUntil(this::wereAllReady);
            say(ready ? "Every example is Ready." : "Not every example became Ready in time.");
            boolean expired =
                    ready && watchUntil(all -> objects.sessions().stream().anyMatch(this::hasExpired));
            say(
                    expired
                            ? "A session has expired, and nothing of it is left running."
                            : "No session has expired in time.");
            if (!options.once()) {
                say("The sandbox goes on until Ctrl-C.");
                watchUntil(all -> false);
                return 0;
            }
            say("Deleting everything.");
            objects.deleteAll();
            boolean gone = watchUntil(List::isEmpty);
            return ready && expired && gone && aws.running().isEmpty() ? 0 : 1;
        }
    }

    void sayWhatIsLeft(@Observes ShutdownEvent shutdown) {
        System.out.println();
        System.out.println(table.left(aws));
        System.out.flush();
    }

    private void welcome(SimulatedAwsServer door) {
        Path kubeconfig = SandboxWorld.HOME.resolve("kubeconfig").toAbsolutePath();
        cluster.writeKubeconfig(kubeconfig);
        System.out.printf("""
                mlops-operator in its sandbox: an embedded Kubernetes API and simulated AWS, at %.0f times the speed of time.

                From another shell:
                  export KUBECONFIG=%s
                  kubectl get mlops
                  kubectl get gds -w

                Simulated AWS (any credentials, region us-east-1):
                  aws --endpoint-url %s glue list-sessions

                The operator logs to %s
                """, options.speed(), kubeconfig, door.uri(), SandboxWorld.LOG);
    }

    private void applyExamples() {
        SandboxWorld.manifests(options.examples()).forEach(file -> {
            objects.apply(file);
            say("Applied " + file);
        });
    }

    /** Shows what goes on until the condition holds; false when it takes too long. */
    private boolean watchUntil(Predicate<List<CustomResource<?, ? extends ReportedStatus>>> condition)
            throws InterruptedException {
        Instant deadline = clock.instant().plus(ACT);
        while (!options.once() || clock.instant().isBefore(deadline)) {
            List<CustomResource<?, ? extends ReportedStatus>> all = objects.list();
            table.show(all, aws);
            if (condition.test(all)) {
                return true;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return false;
    }

    /** Each is ready, or has been and is over by now. */
    private boolean wereAllReady(List<CustomResource<?, ? extends ReportedStatus>> all) {
        return !all.isEmpty()
                && all.stream().allMatch(object -> ExampleObjects.summary(object)
                        .filter(ready ->
                                ready.status() == Status.True || ready.reason().equals("Expiring"))
                        .isPresent());
    }

    private boolean hasExpired(GlueDevSession session) {
        return session.getStatus() != null
                && session.getStatus().phase() == Phase.Expired
                && aws.running().stream().noneMatch(resource -> session.getMetadata()
                        .getUid()
                        .equals(resource.tags().get("aws-mlops.dev/uid")));
    }

    private void say(String what) {
        table.note(what);
    }
}
