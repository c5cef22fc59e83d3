package dev.awsmlops.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.session.SessionPolicy;
import dev.awsmlops.operator.session.SwitchPolicy;
import dev.awsmlops.operator.sweep.SweepPolicy;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.Door;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.contract.PublishedContract;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.kubernetes.EmbeddedKubernetes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A cluster, an AWS account and an operator between them, in a time that passes only when a test lets it.
 *
 * <p>A test acts as a user does, on the Kubernetes API, or as someone in the AWS console does, and watches both.
 */
public final class World implements AutoCloseable {

    public static final String CLUSTER = "cluster-under-test";
    public static final String NAMESPACE = "team-a";
    public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    public static final String OPERATOR = "operator";
    private static final String CONSOLE = "console";

    private final ManualClock clock;
    private final PublishedContract contract = new PublishedContract();
    private final Timings timings;
    private final SimulatedAws aws;
    private final Cluster cluster;
    private final KubernetesClient kubernetes;
    private SessionPolicy policy = new SessionPolicy(
            Optional.empty(),
            Optional.of(Duration.ofHours(24)),
            Optional.empty(),
            Duration.ofMinutes(15),
            SwitchPolicy.ENABLED);
    /** Of no backend, and so without effect. */
    private MeterRegistry meters = new CompositeMeterRegistry();

    private Optional<Route> route = Optional.empty();
    private Optional<Sweeping> sweeping = Optional.empty();

    private Optional<OperatorProcess> operator = Optional.empty();

    /** A world in which AWS takes as long as it usually does. */
    public World() {
        this(Timings.realistic());
    }

    public World(Timings timings) {
        this(timings, START);
    }

    public World(Timings timings, Instant start) {
        this(timings, new ManualClock(start));
    }

    private World(Timings timings, ManualClock clock) {
        this(timings, clock, EmbeddedCluster.start(clock));
    }

    /** A world in another cluster, whose own time is not that clock's. */
    public World(Timings timings, ManualClock clock, Cluster cluster) {
        this.timings = timings;
        this.clock = clock;
        this.cluster = cluster;
        aws = new SimulatedAws(clock, timings, contract);
        kubernetes = cluster.user();
    }

    /** A world whose operator runs. */
    public static World withOperator() {
        var world = new World();
        world.startOperator();
        return world;
    }

    // The operator

    public void policy(SessionPolicy newPolicy) {
        policy = newPolicy;
    }

    /** Where the next operator counts and measures; a registry is for one only. */
    public void meters(MeterRegistry newMeters) {
        meters = newMeters;
    }

    /** How the next operator reaches AWS, in place of its door into the simulated account. */
    public void route(Route newRoute) {
        route = Optional.of(newRoute);
    }

    /** The next operator looks for leaks; without this none does. */
    public void sweeping(SweepPolicy sweepPolicy) {
        sweeping(new Sweeping(sweepPolicy, Set.of(), new AtomicBoolean(true)));
    }

    public void sweeping(Sweeping newSweeping) {
        sweeping = Optional.of(newSweeping);
    }

    public void startOperator() {
        assertThat(operator).as("an operator that runs already").isEmpty();
        Door door = aws.door(OPERATOR);
        operator = Optional.of(new OperatorProcess(
                door, route.orElseGet(() -> Route.through(door)), cluster, policy, sweeping, clock, meters));
    }

    public void stopOperator() {
        operator.ifPresent(OperatorProcess::stop);
        operator = Optional.empty();
    }

    public void restartOperator() {
        stopOperator();
        startOperator();
    }

    /** Whether a fault has killed the operator. */
    public boolean operatorIsDead() {
        return operator.filter(OperatorProcess::isDead).isPresent();
    }

    // Kubernetes

    /** The embedded API, for what no other server does at a test's wish. */
    public EmbeddedKubernetes cluster() {
        if (cluster instanceof EmbeddedCluster embedded) {
            return embedded.server();
        }
        throw new IllegalStateException("the Kubernetes API of this world is not embedded");
    }

    /** Where its objects are. */
    public String namespace() {
        return cluster.namespace();
    }

    public KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** Applies a manifest as {@code kubectl apply --server-side} does. */
    public <T extends HasMetadata> T apply(T object) {
        return kubernetes
                .resource(here(object))
                .forceConflicts()
                .fieldManager("kubectl")
                .serverSideApply();
    }

    /** The same object in the world's own namespace. */
    public <T extends HasMetadata> T here(T object) {
        if (NAMESPACE.equals(object.getMetadata().getNamespace())) {
            object.getMetadata().setNamespace(namespace());
        }
        return object;
    }

    /** The session as it is now; null when there is none. */
    public GlueDevSession session(String name) {
        return handle(name).get();
    }

    public Resource<GlueDevSession> handle(String name) {
        return handle(GlueDevSession.class, name);
    }

    /** The lake as it is now; null when there is none. */
    public DataLake lake(String name) {
        return handle(DataLake.class, name).get();
    }

    /** The workspace as it is now; null when there is none. */
    public MlWorkspace workspace(String name) {
        return handle(MlWorkspace.class, name).get();
    }

    public <T extends HasMetadata> Resource<T> handle(Class<T> kind, String name) {
        return kubernetes.resources(kind).inNamespace(namespace()).withName(name);
    }

    public void delete(String name) {
        handle(name).delete();
    }

    /** Takes an object away with its finalizer, as someone may do by hand while no operator runs. */
    public <T extends HasMetadata> void vanish(Class<T> kind, String name) {
        assertThat(operator).as("an operator that would act on it").isEmpty();
        handle(kind, name).delete();
        handle(kind, name).edit(object -> {
            object.getMetadata().setFinalizers(List.of());
            return object;
        });
        assertThat(handle(kind, name).get()).as("what has vanished").isNull();
    }

    public void annotate(String name, String key, String value) {
        annotate(GlueDevSession.class, name, key, value);
    }

    public <T extends HasMetadata> void annotate(Class<T> kind, String name, String key, String value) {
        handle(kind, name).edit(object -> {
            object.getMetadata().getAnnotations().put(key, value);
            return object;
        });
    }

    public <T extends HasMetadata> void removeAnnotation(Class<T> kind, String name, String key) {
        handle(kind, name).edit(object -> {
            object.getMetadata().getAnnotations().remove(key);
            return object;
        });
    }

    public Phase phase(String name) {
        return Optional.ofNullable(session(name))
                .map(GlueDevSession::getStatus)
                .map(status -> status.phase())
                .orElse(null);
    }

    public Optional<Condition> condition(String name, String type) {
        return condition(GlueDevSession.class, name, type);
    }

    /** A condition of an object, if that exists and has it. */
    public <S extends ReportedStatus, T extends CustomResource<?, S>> Optional<Condition> condition(
            Class<T> kind, String name, String type) {
        return Optional.ofNullable(handle(kind, name).get()).map(CustomResource::getStatus).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** Whether an object is ready for its spec as it is now. */
    public <S extends ReportedStatus, T extends CustomResource<?, S>> boolean isReady(Class<T> kind, String name) {
        return Conditions.isReadyForItsSpec(handle(kind, name).get());
    }

    /** The messages of the events with that reason. */
    public List<String> eventNotes(String reason) {
        return events().stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getNote)
                .toList();
    }

    public List<Event> events() {
        return kubernetes.events().v1().events().inNamespace(namespace()).list().getItems();
    }

    // AWS

    /** Another account, one of whose roles the operator's account may assume for this cluster. */
    public SimulatedAws otherAccount(String id, String roleArn) {
        var other = new SimulatedAws(id, clock, timings, contract);
        aws.trustedBy(other, roleArn, Optional.of(CLUSTER));
        return other;
    }

    /** Gives the namespace an annotation, as a platform engineer does. */
    public void annotateNamespace(String key, String value) {
        kubernetes.namespaces().withName(namespace()).edit(namespace -> new NamespaceBuilder(namespace)
                .editMetadata()
                .addToAnnotations(key, value)
                .endMetadata()
                .build());
    }

    public SimulatedAws aws() {
        return aws;
    }

    public GlueClient glueConsole() {
        return aws.configure(GlueClient.builder(), CONSOLE).build();
    }

    public S3Client s3Console() {
        return aws.configure(S3Client.builder(), CONSOLE).build();
    }

    public IamClient iamConsole() {
        return aws.configure(IamClient.builder(), CONSOLE).build();
    }

    public CodeCommitClient codeCommitConsole() {
        return aws.configure(CodeCommitClient.builder(), CONSOLE).build();
    }

    public SfnClient stepFunctionsConsole() {
        return aws.configure(SfnClient.builder(), CONSOLE).build();
    }

    public SchedulerClient schedulerConsole() {
        return aws.configure(SchedulerClient.builder(), CONSOLE).build();
    }

    public SageMakerClient sageMakerConsole() {
        return aws.configure(SageMakerClient.builder(), CONSOLE).build();
    }

    public List<Call> calls() {
        return aws.callsBy(OPERATOR);
    }

    /** The operator's calls that could change something. */
    public List<String> writes() {
        return calls().stream().filter(Call::mutating).map(Call::operation).toList();
    }

    public List<String> running() {
        return aws.running().stream()
                .map(resource -> resource.type() + " " + resource.name())
                .toList();
    }

    /** What exists in AWS and carries the tags of that session. */
    public List<SimulatedResource> resourcesOf(String uid) {
        return aws.inventory().stream()
                .filter(resource -> uid.equals(resource.tags().get("aws-mlops.dev/uid")))
                .toList();
    }

    /** Puts small CSV files into a bucket, as another system would, and makes the bucket if there is none. */
    public void putObjects(String bucket, String... keys) {
        try (S3Client s3 = s3Console()) {
            if (s3.listBuckets().buckets().stream()
                    .noneMatch(found -> found.name().equals(bucket))) {
                s3.createBucket(request -> request.bucket(bucket));
            }
            for (String key : keys) {
                s3.putObject(
                        request -> request.bucket(bucket).key(key),
                        RequestBody.fromString("id,amount\n1,9.5\n2,12.0\n"));
            }
        }
    }

    // Time

    public ManualClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Lets time pass until a session is in a phase, at most {@code limit} of it. */
    public void untilPhase(String name, Phase phase, Duration limit) {
        until(name + " is " + phase, limit, () -> phase(name) == phase);
    }

    /** Lets time pass until an object is ready for its spec as it is now. */
    public <S extends ReportedStatus, T extends CustomResource<?, S>> void untilReady(
            Class<T> kind, String name, Duration limit) {
        until(name + " is ready", limit, () -> isReady(kind, name));
    }

    /** Lets time pass until a condition gives that reason, and returns the condition. */
    public <S extends ReportedStatus, T extends CustomResource<?, S>> Condition untilReason(
            Class<T> kind, String name, String type, String reason, Duration limit) {
        until(type + " of " + name + " is " + reason, limit, () -> condition(kind, name, type)
                .filter(condition -> condition.reason().equals(reason))
                .isPresent());
        return condition(kind, name, type).orElseThrow();
    }

    public <T extends HasMetadata> void untilGone(Class<T> kind, String name, Duration limit) {
        until(name + " is gone", limit, () -> handle(kind, name).get() == null);
    }

    public void until(String what, Duration limit, BooleanSupplier condition) {
        Instant deadline = now().plus(limit);
        letPass(deadline, condition);
        assertThat(condition.getAsBoolean())
                .as("after %s: %s%n%s", limit, what, this)
                .isTrue();
    }

    /** Lets that much time pass, stopping wherever the operator has something to do. */
    public void pass(Duration duration) {
        letPass(now().plus(duration), () -> false);
    }

    /** Waits, without letting time pass, until the operator has done all that it can do now. */
    public void settle() {
        letPass(now(), () -> false);
    }

    private void letPass(Instant deadline, BooleanSupplier enough) {
        long patience = System.nanoTime() + cluster.patience().toNanos();
        while (isBusy() || (!enough.getAsBoolean() && !operatorIsDead())) {
            assertThat(System.nanoTime())
                    .as("the operator never comes to rest: %s", this)
                    .isLessThan(patience);
            if (isBusy()) {
                // To look at the objects meanwhile would only take calls, and what is seen then is not what it comes
                // to.
                pause();
                continue;
            }
            Optional<Instant> next = nextWakeUp();
            // Asked twice, since one that is due may be taken up while we look whether the operator rests.
            // And what was waited for may have come about since it was last asked for.
            if (isAtRest() && next.equals(nextWakeUp()) && !enough.getAsBoolean()) {
                Instant then = next.filter(wakeUp -> !wakeUp.isAfter(deadline)).orElse(deadline);
                if (then.isAfter(now())) {
                    clock.forwardTo(then);
                    patience = System.nanoTime() + cluster.patience().toNanos();
                } else if (next.filter(wakeUp -> !wakeUp.isAfter(now())).isEmpty()) {
                    return;
                }
            }
            pause();
        }
    }

    private Optional<Instant> nextWakeUp() {
        return operator.flatMap(OperatorProcess::nextWakeUp);
    }

    private boolean isBusy() {
        return !operatorIsDead() && operator.map(process -> !process.isIdle()).orElse(false);
    }

    private boolean isAtRest() {
        return operator.map(process -> process.isAtRest(kubernetes)).orElse(true);
    }

    private static void pause() {
        try {
            Thread.sleep(4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while time passes", e);
        }
    }

    @Override
    public void close() {
        stopOperator();
        cluster.close();
        assertThat(contract.wrongAnswers())
                .as("answers that AWS could not give")
                .isEmpty();
    }

    @Override
    public String toString() {
        return "at %s%nsessions: %s%nlakes: %s%nworkspaces: %s%nAWS: %s%nlast calls: %s"
                .formatted(
                        now(),
                        all(GlueDevSession.class),
                        all(DataLake.class),
                        all(MlWorkspace.class),
                        aws.inventory(),
                        calls().stream()
                                .skip(Math.max(0, calls().size() - 20))
                                .map(call -> call.operation()
                                        + call.error().map(code -> "!" + code).orElse(""))
                                .collect(Collectors.joining(" ")));
    }

    private <T extends HasMetadata> String all(Class<T> kind) {
        return Serialization.asYaml(
                kubernetes.resources(kind).inNamespace(namespace()).list().getItems());
    }
}
