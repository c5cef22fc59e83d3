package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.datalake.DataLakeReconciler;
import dev.awsmlops.operator.informer.PackedItemStore;
import dev.awsmlops.operator.metrics.AwsCallTimes;
import dev.awsmlops.operator.metrics.OperatorMetrics;
import dev.awsmlops.operator.reconcile.Backoff;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.NamespaceAnnotations;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import dev.awsmlops.operator.session.GlueDevSessionReconciler;
import dev.awsmlops.operator.session.SessionPolicy;
import dev.awsmlops.operator.sweep.LeakReport;
import dev.awsmlops.operator.sweep.LeakSweeper;
import dev.awsmlops.operator.sweep.ServedObjects;
import dev.awsmlops.operator.sweep.SweepTimer;
import dev.awsmlops.operator.workspace.MlWorkspaceReconciler;
import dev.awsmlops.sandbox.aws.Door;
import dev.awsmlops.sandbox.aws.DoorKilled;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One life of the operator, with the SDK's own machinery, from start until it is stopped or killed. */
final class OperatorProcess {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final Duration TICK = Duration.ofMillis(2);

    private final Door door;
    private final Set<String> namespaces;
    private final KubernetesClient kubernetes;
    private final Aws aws;
    private final Operator operator;
    private final List<WatchedKind<?>> kinds;
    private final ThreadPoolExecutor threads;
    private final Optional<Sweeping> sweeping;
    private final Optional<SweepTimer> sweeps;

    /** @param door what ends the process's way into the simulated account with it */
    OperatorProcess(
            Door door,
            Route route,
            Cluster cluster,
            SessionPolicy policy,
            Optional<Sweeping> sweeping,
            Clock clock,
            MeterRegistry meters) {
        this.door = door;
        this.namespaces = cluster.watched();
        this.kubernetes = cluster.operator();
        this.threads =
                new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), OperatorProcess::thread);
        var interval = Duration.ofMinutes(5);
        this.aws = new Aws(
                new Aws.Settings(
                        "us-east-1",
                        route.endpoint(),
                        1,
                        interval,
                        Optional.of(World.CLUSTER),
                        Map.of("cost-center", "data-science"),
                        0),
                route.http(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                clock,
                new AwsCallTimes(meters));
        var clusterId = new ClusterId(World.CLUSTER);
        var placements = new Placements(aws, new NamespaceAnnotations(kubernetes, clock, interval));
        var events = new ObjectEvents(clock, "operator-under-test");
        var schedule = new Schedule(new Backoff(new Random(1)), interval, clock);
        var driftChecks = new DriftChecks(clock, Duration.ofHours(1), new Random(1));
        var sessionWakeUps = new WakeUps<GlueDevSession>(clock, TICK);
        var workspaceWakeUps = new WakeUps<MlWorkspace>(clock, TICK);
        var lakeWakeUps = new WakeUps<DataLake>(clock, TICK);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(kubernetes)
                .withCloseClientOnStop(false)
                .withExecutorService(threads)
                .withLeaderElectionConfiguration(cluster.election().orElse(null))
                .withMetrics(new OperatorMetrics(meters, clock)));
        this.kinds = List.of(
                watch(
                        GlueDevSession.class,
                        new GlueDevSessionReconciler(
                                placements,
                                clusterId,
                                policy,
                                PriceTable.bundled(),
                                events,
                                schedule,
                                driftChecks,
                                sessionWakeUps,
                                clock),
                        sessionWakeUps,
                        OperatorProcess::isAnswered),
                watch(
                        DataLake.class,
                        new DataLakeReconciler(
                                placements, clusterId, events, schedule, driftChecks, lakeWakeUps, clock),
                        lakeWakeUps,
                        OperatorProcess::isAnswered),
                watch(
                        MlWorkspace.class,
                        new MlWorkspaceReconciler(
                                placements,
                                clusterId,
                                PriceTable.bundled(),
                                events,
                                schedule,
                                driftChecks,
                                workspaceWakeUps,
                                clock),
                        workspaceWakeUps,
                        OperatorProcess::isAnswered));
        operator.start();
        this.sweeping = sweeping;
        this.sweeps = sweeping.map(chosen -> new SweepTimer(
                new LeakSweeper(
                        aws,
                        clusterId,
                        new ServedObjects(kubernetes, chosen::namespaces),
                        chosen.policy(),
                        new LeakReport(
                                events, kubernetes, meters, chosen.policy().mode()),
                        clock),
                chosen.policy(),
                chosen.leads()::get,
                clock,
                TICK,
                new Random(1)));
        sweeps.ifPresent(SweepTimer::start);
    }

    /** Whether it knows all objects as they are now, has answered all that they ask, and is working on none. */
    boolean isAtRest(KubernetesClient user) {
        // Asked of the threads first too, since to look at the objects takes calls.
        return isIdle() && kinds.stream().allMatch(kind -> kind.isAtRest(user)) && isIdle() && knowsWhetherItSweeps();
    }

    /** Whether no pass is under way, as far as a thread shows. */
    boolean isIdle() {
        return threads.getActiveCount() == 0 && threads.getQueue().isEmpty();
    }

    private boolean knowsWhetherItSweeps() {
        return sweeping.map(Sweeping::leads).map(AtomicBoolean::get).orElse(false)
                == nextSweep().isPresent();
    }

    private Optional<Instant> nextSweep() {
        return sweeps.flatMap(SweepTimer::next);
    }

    private <P extends CustomResource<?, ? extends ReportedStatus>> WatchedKind<P> watch(
            Class<P> kind, Reconciler<P> reconciler, WakeUps<P> wakeUps, Predicate<P> isAnswered) {
        Cache<P> cache = ((Controller<P>) register(kind, reconciler))
                .getEventSourceManager()
                .getControllerEventSource();
        return new WatchedKind<>(kind, namespaces, cache, wakeUps, isAnswered);
    }

    /** As the application does it (LeanController), which isn't there without Quarkus. */
    private <P extends CustomResource<?, ? extends ReportedStatus>> RegisteredController<P> register(
            Class<P> kind, Reconciler<P> reconciler) {
        Set<String> watched = namespaces.isEmpty() ? Constants.DEFAULT_NAMESPACES_SET : namespaces;
        ItemStore<P> store = PackedItemStore.forNamespaces(watched, kind, kubernetes.getKubernetesSerialization())
                .orElse(null);
        return operator.register(reconciler, controller -> controller
                .settingNamespaces(watched)
                .withItemStore(store)
                .withReconciliationMaxInterval(null));
    }

    private static boolean isAnswered(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        return session.isMarkedForDeletion()
                ? status.phase() == Phase.Deleting
                : Objects.equals(
                        session.getMetadata().getAnnotations().get(GlueDevSession.RENEW),
                        status.renewal() == null ? null : status.renewal().value());
    }

    private static boolean isAnswered(DataLake lake) {
        DataLakeStatus status = lake.getStatus();
        return lake.isMarkedForDeletion()
                ? isBeingDeleted(status.conditions())
                : Objects.equals(lake.getMetadata().getAnnotations().get(DataLake.CRAWL), status.crawlRequest());
    }

    private static boolean isAnswered(MlWorkspace workspace) {
        MlWorkspaceStatus status = workspace.getStatus();
        return workspace.isMarkedForDeletion()
                ? isBeingDeleted(status.conditions())
                : Objects.equals(
                        workspace.getMetadata().getAnnotations().get(MlWorkspace.START),
                        status.startRequest() == null
                                ? null
                                : status.startRequest().value());
    }

    private static boolean isBeingDeleted(List<Condition> conditions) {
        return conditions.stream()
                .map(Condition::reason)
                .anyMatch(reason -> reason.equals("Deleting") || reason.equals("InUse"));
    }

    /** A thread that may die with its process; any other death is the concern of whoever looks for such. */
    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "operator");
        Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((dead, cause) -> {
            if (!(cause instanceof DoorKilled)) {
                LOG.error("A thread of the operator died", cause);
                if (others != null) {
                    others.uncaughtException(dead, cause);
                }
            }
        });
        return thread;
    }

    Optional<Instant> nextWakeUp() {
        return Stream.concat(kinds.stream().flatMap(kind -> kind.wakeUps().next().stream()), nextSweep().stream())
                .min(Comparator.naturalOrder());
    }

    boolean isDead() {
        return door.killed();
    }

    /** The process ends. What it has done stays done, and it does nothing more. */
    void stop() {
        door.kill();
        sweeps.ifPresent(SweepTimer::close);
        operator.stop();
        // The SDK leaves it running, and it wakes up a hundred times a second: hundreds of them take most of a machine.
        operator.getConfigurationService()
                .getExecutorServiceManager()
                .scheduledExecutorService()
                .shutdownNow();
        threads.shutdownNow();
        aws.close();
        kubernetes.close();
    }
}
