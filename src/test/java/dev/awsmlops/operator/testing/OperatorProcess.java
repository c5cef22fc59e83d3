package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.reconcile.Backoff;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import dev.awsmlops.operator.session.GlueDevSessionReconciler;
import dev.awsmlops.operator.session.SessionPolicy;
import dev.awsmlops.sandbox.aws.Door;
import dev.awsmlops.sandbox.aws.DoorKilled;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One life of the operator, with the SDK's own machinery, from start until it is stopped or killed. */
final class OperatorProcess {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final Duration TICK = Duration.ofMillis(2);

    private final Door door;
    private final KubernetesClient kubernetes;
    private final Aws aws;
    private final Operator operator;
    private final WakeUps<GlueDevSession> wakeUps;
    private final ThreadPoolExecutor threads;
    private final Cache<GlueDevSession> cache;

    OperatorProcess(Door door, KubernetesClient kubernetes, SessionPolicy policy, Clock clock) {
        this.door = door;
        this.kubernetes = kubernetes;
        this.wakeUps = new WakeUps<>(clock, TICK);
        this.threads =
                new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), OperatorProcess::thread);
        var interval = Duration.ofMinutes(5);
        this.aws = new Aws(
                new Aws.Settings("us-east-1", Optional.empty(), 1, interval),
                door,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                clock);
        var reconciler = new GlueDevSessionReconciler(
                aws,
                new ClusterId(World.CLUSTER),
                policy,
                PriceTable.bundled(),
                new ObjectEvents(clock, "operator-under-test"),
                new Schedule(new Backoff(new Random(1)), interval, clock),
                wakeUps,
                clock);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(kubernetes)
                .withCloseClientOnStop(false)
                .withExecutorService(threads));
        this.cache = ((Controller<GlueDevSession>) operator.register(reconciler))
                .getEventSourceManager()
                .getControllerEventSource();
        operator.start();
    }

    /** Whether it knows these objects as they are now, has answered all that they ask, and is working on none. */
    boolean isAtRest(List<GlueDevSession> sessions) {
        Set<String> seen = cache.list().map(OperatorProcess::version).collect(Collectors.toSet());
        Set<String> present = sessions.stream().map(OperatorProcess::version).collect(Collectors.toSet());
        return seen.equals(present)
                && sessions.stream().allMatch(this::isAnswered)
                && threads.getActiveCount() == 0
                && threads.getQueue().isEmpty();
    }

    private boolean isAnswered(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        boolean knowsSpec = status != null
                && Objects.equals(
                        status.observedGeneration(), session.getMetadata().getGeneration());
        if (session.isMarkedForDeletion()) {
            return status != null
                    && status.phase() == Phase.Deleting
                    && wakeUps.of(session).isPresent();
        }
        return knowsSpec
                && Objects.equals(
                        session.getMetadata().getAnnotations().get(GlueDevSession.RENEW),
                        status.renewal() == null ? null : status.renewal().value())
                && (status.phase() == Phase.Expired || wakeUps.of(session).isPresent());
    }

    private static String version(GlueDevSession session) {
        return session.getMetadata().getUid() + "@" + session.getMetadata().getResourceVersion();
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
        return wakeUps.next();
    }

    boolean isDead() {
        return door.killed();
    }

    /** The process ends. What it has done stays done, and it does nothing more. */
    void stop() {
        door.kill();
        operator.stop();
        threads.shutdownNow();
        aws.close();
        kubernetes.close();
    }
}
