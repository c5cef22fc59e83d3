package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.chaos.Cluster.Change;
import dev.awsmlops.operator.chaos.View.Heard;
import dev.awsmlops.operator.reconcile.RelevantChange;
import dev.awsmlops.operator.reconcile.TellingChange;
import dev.awsmlops.operator.reconcile.WakeUps;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the SDK does for one reconciler, one step at a time: informers, finalizers, passes, status patches, and retries after
 * errors of the Kubernetes API as {@code @GradualRetry} says.
 */
final class Controller<P extends CustomResource<?, ?>> {

    private static final String FINALIZER = "aws-mlops.dev/finalizer";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private record Retry(int count, Instant at) {}

    private final Class<P> type;
    private final Reconciler<P> reconciler;
    private final Cleaner<P> cleaner;
    private final WakeUps<P> wakeUps;
    private final Api api;
    private final Clock clock;
    private final RelevantChange relevance = new RelevantChange();
    private final Map<Kind, View> views = new EnumMap<>(Kind.class);
    private final TreeSet<String> pending = new TreeSet<>();
    private final Map<String, Retry> retries = new TreeMap<>();
    private Instant lastTick = Instant.EPOCH;

    /** @param follows the other kinds whose objects these refer to, or that refer to these */
    <R extends Reconciler<P> & Cleaner<P>> Controller(
            Class<P> type, R reconciler, WakeUps<P> wakeUps, List<Kind> follows, Api api, Clock clock) {
        this.type = type;
        this.reconciler = reconciler;
        this.cleaner = reconciler;
        this.wakeUps = wakeUps;
        this.api = api;
        this.clock = clock;
        Stream.concat(Stream.of(Kind.of(type)), follows.stream())
                .forEach(kind -> views.put(kind, new View(kind, api.list(kind))));
        primaries().all().forEach(object -> pending.add(object.getMetadata().getName()));
    }

    void expect(Change change) {
        Optional.ofNullable(views.get(change.id().kind()))
                .ifPresent(view -> view.expect(change, api.heardAt(clock.instant())));
    }

    /** When there is something to do next, if there is. */
    Stream<Instant> next() {
        return Stream.of(
                        pending.isEmpty() ? Stream.<Instant>empty() : Stream.of(clock.instant()),
                        api.isDown()
                                ? Stream.<Instant>empty()
                                : views.values().stream().flatMap(view -> view.next().stream()),
                        wakeUps.next().stream().map(due -> latest(due, lastTick.plus(TICK))),
                        retries.values().stream().map(Retry::at))
                .flatMap(moments -> moments);
    }

    /** The objects that a pass is due for. */
    List<Id> due() {
        views.forEach((kind, view) -> {
            if (!api.isDown()) {
                for (Optional<Heard> heard = view.hear(clock.instant());
                        heard.isPresent();
                        heard = view.hear(clock.instant())) {
                    takeNotice(kind, heard.get());
                }
            }
        });
        if (!clock.instant().isBefore(lastTick.plus(TICK))) {
            for (Optional<ResourceID> woken = wakeUps.takeDue(); woken.isPresent(); woken = wakeUps.takeDue()) {
                pending.add(woken.get().getName());
                lastTick = clock.instant();
            }
        }
        retries.forEach((name, retry) -> {
            if (!retry.at().isAfter(clock.instant())) {
                pending.add(name);
            }
        });
        return pending.stream().map(name -> new Id(Kind.of(type), name)).toList();
    }

    /** One pass over an object. */
    void pass(String name) {
        pending.remove(name);
        Optional<P> known = primaries().find(name).map(type::cast);
        if (known.isEmpty()) {
            retries.remove(name);
            return;
        }
        try {
            pass(known.get());
            retries.remove(name);
            if (api.repeats()) {
                pending.add(name);
            }
        } catch (KubernetesClientException e) {
            int count = retries.containsKey(name) ? retries.get(name).count() + 1 : 1;
            Duration wait = Duration.ofSeconds(1L << Math.min(count - 1, 6));
            retries.put(
                    name,
                    new Retry(count, clock.instant().plus(wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY)));
        }
    }

    private void pass(P object) {
        Context<P> context = PassContext.of(api, this::secondaries, object, this::writeStatus);
        boolean held = !object.getFinalizers().isEmpty();
        if (object.isMarkedForDeletion()) {
            if (held) {
                cleanUp(object, context);
            }
        } else if (!held) {
            primaries().put(api.addFinalizer(object, FINALIZER));
            pending.add(object.getMetadata().getName());
        } else {
            UpdateControl<P> control = reconcile(object, context);
            if (control.isPatchStatus()) {
                writeStatus(control.getResource().orElseThrow());
            }
        }
    }

    private UpdateControl<P> reconcile(P object, Context<P> context) {
        try {
            return reconciler.reconcile(object, context);
        } catch (KubernetesClientException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The reconciler of " + Id.of(object) + " threw", e);
        }
    }

    private void cleanUp(P object, Context<P> context) {
        DeleteControl control;
        try {
            control = cleaner.cleanup(object, context);
        } catch (KubernetesClientException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The cleanup of " + Id.of(object) + " threw", e);
        }
        if (control.isRemoveFinalizer()) {
            primaries().put(api.removeFinalizer(object));
        }
    }

    private P writeStatus(P object) {
        HasMetadata written = api.writeStatus(object);
        primaries().put(written);
        return type.cast(written);
    }

    private void takeNotice(Kind kind, Heard heard) {
        if (kind != Kind.of(type)) {
            if (heard.before() != null
                    && heard.now() != null
                    && !new TellingChange<>().accept(heard.now(), heard.before())) {
                return;
            }
            Stream.of(heard.before(), heard.now())
                    .filter(Objects::nonNull)
                    .flatMap(this::concerned)
                    .forEach(pending::add);
        } else if (heard.now() == null) {
            if (heard.before() != null) {
                wakeUps.onResourceDeleted(type.cast(heard.before()));
                retries.remove(heard.before().getMetadata().getName());
            }
        } else if (heard.before() == null || relevance.accept(heard.now(), heard.before())) {
            pending.add(heard.now().getMetadata().getName());
        }
    }

    /** The names of the objects of this kind that another one is brought to the notice of. */
    private Stream<String> concerned(HasMetadata other) {
        Id id = Id.of(other);
        if (id.kind() == Kind.SESSION) {
            return References.of(other, Kind.of(type));
        }
        return primaries().all().stream()
                .filter(object -> References.of(object, id.kind()).anyMatch(id.name()::equals))
                .map(object -> object.getMetadata().getName());
    }

    private <R> List<R> secondaries(Class<R> other, HasMetadata object) {
        Kind kind = Kind.of(other);
        var found = new ArrayList<R>();
        for (HasMetadata candidate : views.get(kind).all()) {
            boolean related = kind == Kind.SESSION
                    ? References.of(candidate, Kind.of(type))
                            .anyMatch(object.getMetadata().getName()::equals)
                    : References.of(object, kind)
                            .anyMatch(candidate.getMetadata().getName()::equals);
            if (related) {
                found.add(other.cast(kind.copy(candidate)));
            }
        }
        return found;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private View primaries() {
        return views.get(Kind.of(type));
    }
}
