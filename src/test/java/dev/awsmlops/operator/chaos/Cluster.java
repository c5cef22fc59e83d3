package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.testing.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects as the API server has them: versions, generations, finalizers, deletion, and statuses that are applied whole by
 * their one owner. What it hands out is the caller's to change.
 */
final class Cluster {

    /**
     * One object has changed.
     *
     * @param now null when it is gone
     */
    record Change(Id id, HasMetadata now) {}

    private final Clock clock;
    private final long seed;
    private final Map<Id, HasMetadata> objects = new LinkedHashMap<>();
    private final List<Consumer<Change>> watchers = new CopyOnWriteArrayList<>();
    private long version;
    private long made;

    Cluster(Clock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    void watch(Consumer<Change> watcher) {
        watchers.add(watcher);
    }

    void unwatch(Consumer<Change> watcher) {
        watchers.remove(watcher);
    }

    Optional<HasMetadata> find(Id id) {
        return Optional.ofNullable(objects.get(id)).map(id.kind()::copy);
    }

    Stream<HasMetadata> all() {
        return List.copyOf(objects.values()).stream()
                .map(object -> Kind.of(object).copy(object));
    }

    /** The uid that the next object to be made will have. */
    String nextUid() {
        return new UUID(seed, made + 1).toString();
    }

    /** Makes it, or gives the one that there is this spec, as {@code kubectl apply} does; says what is against it. */
    List<String> apply(HasMetadata manifest) {
        Id id = Id.of(manifest);
        HasMetadata before = objects.get(id);
        HasMetadata after = id.kind().copy(manifest);
        if (before == null) {
            var metadata = after.getMetadata();
            metadata.setNamespace(World.NAMESPACE);
            metadata.setUid(nextUid());
            metadata.setGeneration(1L);
            metadata.setCreationTimestamp(clock.instant().toString());
        } else {
            after.setMetadata(id.kind().copy(before).getMetadata());
            keepStatus(before, after);
        }
        List<String> objections = id.kind().objections(after, before);
        if (objections.isEmpty()) {
            made += before == null ? 1 : 0;
            if (before != null && !Objects.equals(spec(before), spec(after))) {
                after.getMetadata().setGeneration(before.getMetadata().getGeneration() + 1);
            }
            store(id, after);
        }
        return objections;
    }

    void annotate(Id id, String key, String value) {
        find(id).ifPresent(object -> {
            var annotations = new HashMap<>(
                    Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
            annotations.put(key, value);
            object.getMetadata().setAnnotations(annotations);
            store(id, object);
        });
    }

    /** Marks it, and removes it if no finalizer holds it. */
    void delete(Id id) {
        HasMetadata object = find(id).orElseThrow(() -> refused(id, HttpURLConnection.HTTP_NOT_FOUND));
        if (object.getFinalizers().isEmpty()) {
            remove(id);
        } else if (!object.isMarkedForDeletion()) {
            object.getMetadata().setDeletionTimestamp(clock.instant().toString());
            object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            store(id, object);
        }
    }

    HasMetadata addFinalizer(HasMetadata known, String finalizer) {
        HasMetadata object = same(known);
        object.getMetadata().setFinalizers(List.of(finalizer));
        return store(Id.of(object), object);
    }

    /** An object that is deleted and was held by nothing else is gone then. */
    HasMetadata removeFinalizer(HasMetadata known) {
        HasMetadata object = same(known);
        object.getMetadata().setFinalizers(List.of());
        store(Id.of(object), object);
        if (object.isMarkedForDeletion()) {
            remove(Id.of(object));
        }
        return object;
    }

    /** A server-side apply by the only manager of the status, for which the version makes no difference, but the uid does. */
    HasMetadata writeStatus(HasMetadata written) {
        HasMetadata object = same(written);
        keepStatus(written, object);
        return store(Id.of(object), object);
    }

    private HasMetadata same(HasMetadata known) {
        HasMetadata object =
                find(Id.of(known)).orElseThrow(() -> refused(Id.of(known), HttpURLConnection.HTTP_NOT_FOUND));
        if (!object.getMetadata().getUid().equals(known.getMetadata().getUid())) {
            throw refused(Id.of(known), HttpURLConnection.HTTP_CONFLICT);
        }
        return object;
    }

    private HasMetadata store(Id id, HasMetadata object) {
        object.getMetadata().setResourceVersion(Long.toString(++version));
        objects.put(id, id.kind().copy(object));
        tell(new Change(id, object));
        return object;
    }

    private void remove(Id id) {
        objects.remove(id);
        tell(new Change(id, null));
    }

    private void tell(Change change) {
        watchers.forEach(watcher -> watcher.accept(change));
    }

    static KubernetesClientException refused(Id id, int code) {
        return new KubernetesClientException(id + " is refused", code, null);
    }

    private static Object spec(HasMetadata object) {
        return ((CustomResource<?, ?>) object).getSpec();
    }

    @SuppressWarnings("unchecked")
    private static <T> void keepStatus(HasMetadata from, HasMetadata into) {
        ((CustomResource<?, T>) into).setStatus(((CustomResource<?, T>) from).getStatus());
    }
}
