package dev.awsmlops.bench;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.reconcile.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Watches all objects, and remembers when each was first seen to be ready. */
final class Followed implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Map<String, CustomResource<?, ? extends ReportedStatus>> latest = new ConcurrentHashMap<>();
    private final Map<String, Instant> readySince = new ConcurrentHashMap<>();
    private final List<Watch> watches = new ArrayList<>();

    Followed(KubernetesClient kubernetes) {
        watch(kubernetes, GlueDevSession.class);
        watch(kubernetes, DataLake.class);
        watch(kubernetes, MlWorkspace.class);
    }

    private <T extends CustomResource<?, ? extends ReportedStatus>> void watch(
            KubernetesClient kubernetes, Class<T> kind) {
        watches.add(kubernetes.resources(kind).inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (action == Action.ADDED || action == Action.MODIFIED) {
                    see(object);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                System.err.println("A watch has ended: " + cause.getMessage());
            }
        }));
    }

    private void see(CustomResource<?, ? extends ReportedStatus> object) {
        latest.put(object.getMetadata().getName(), object);
        if (Conditions.isReadyForItsSpec(object)) {
            readySince.putIfAbsent(object.getMetadata().getName(), Instant.now());
        }
    }

    long ready() {
        return readySince.size();
    }

    /** Some of those that are not, with what they say of themselves. */
    List<String> unready() {
        return latest.entrySet().stream()
                .filter(entry -> !readySince.containsKey(entry.getKey()))
                .limit(3)
                .map(entry -> entry.getKey() + " " + entry.getValue().getStatus())
                .toList();
    }

    /** How many objects are ready whose name begins so. */
    long ready(String prefix) {
        return readySince.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .count();
    }

    /** When the last of them became ready. */
    Optional<Instant> lastReady(String prefix) {
        return readySince.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .max(Instant::compareTo);
    }

    /** The session as last seen. */
    GlueDevSession session(String name) {
        return (GlueDevSession) latest.get(name);
    }

    /** Waits until a session is as told, and says when it was seen so; empty when patience has run out. */
    Optional<Instant> until(String name, Predicate<GlueDevSession> as, Duration patience) {
        return until(() -> latest.containsKey(name) && as.test(session(name)), patience);
    }

    /** @throws IllegalStateException when patience has run out */
    static void await(String what, BooleanSupplier condition, Duration patience) {
        if (until(condition, patience).isEmpty()) {
            throw new IllegalStateException("Waited %s in vain: %s".formatted(patience, what));
        }
    }

    /** Waits, and says until when; empty when patience has run out. */
    static Optional<Instant> until(BooleanSupplier condition, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return Optional.empty();
            }
            BenchWorld.pause(LOOK);
        }
        return Optional.of(Instant.now());
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
