package dev.awsmlops.operator.informer;

import dev.awsmlops.operator.memory.Packing;
import dev.awsmlops.operator.memory.Packing.Packed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps an informer's objects as compressed JSON, in a few hundred bytes each, and reads an object anew whenever it is asked
 * for: as objects they would take some seven kilobytes, in each of the caches that they are in. What it gives out is the
 * caller's own. Safe for use by several threads.
 *
 * @param <R> the kind
 */
public final class PackedItemStore<R extends HasMetadata> implements ItemStore<R> {

    private final Class<R> kind;
    private final KubernetesSerialization serialization;
    private final Packing packing = new Packing();
    private final Map<String, Packed> packed = new ConcurrentHashMap<>();

    public PackedItemStore(Class<R> kind, KubernetesSerialization serialization) {
        this.kind = kind;
        this.serialization = serialization;
    }

    /**
     * A store for the objects of all namespaces or of one; none for those of several. The SDK makes an informer for each of
     * these and gives all of them the same store, from which each takes out what is not in its own list
     * ({@code InformerManager.createEventSource}, {@code ProcessorStore.syncList}).
     *
     * @param watched namespaces as the SDK has them: all are one of a name of its own
     */
    public static <R extends HasMetadata> Optional<ItemStore<R>> forNamespaces(
            Set<String> watched, Class<R> kind, KubernetesSerialization serialization) {
        return watched.size() == 1 ? Optional.of(new PackedItemStore<>(kind, serialization)) : Optional.empty();
    }

    @Override
    public String getKey(R object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public R put(String key, R object) {
        return read(packed.put(key, packing.pack(serialization.asJson(object))));
    }

    @Override
    public R get(String key) {
        return read(packed.get(key));
    }

    @Override
    public R remove(String key) {
        return read(packed.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return packed.keySet().stream();
    }

    @Override
    public Stream<R> values() {
        return packed.values().stream().map(this::read);
    }

    @Override
    public int size() {
        return packed.size();
    }

    private R read(Packed object) {
        return object == null ? null : serialization.unmarshal(object.text(), kind);
    }
}
