package dev.awsmlops.sandbox.aws;

import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Buckets that a test fills by hand. */
final class InMemoryStorage implements ObjectStorage {

    private final Map<String, SortedMap<String, byte[]>> buckets = new ConcurrentHashMap<>();

    void put(String bucket, String key, String text) {
        put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String bucket, String key, byte[] content) {
        buckets.computeIfAbsent(bucket, unused -> new ConcurrentSkipListMap<>()).put(key, content);
    }

    void makeBucket(String bucket) {
        buckets.computeIfAbsent(bucket, unused -> new ConcurrentSkipListMap<>());
    }

    void delete(String bucket, String prefix) {
        buckets.get(bucket).keySet().removeIf(key -> key.startsWith(prefix));
    }

    void deleteBucket(String bucket) {
        buckets.remove(bucket);
    }

    @Override
    public Optional<Stream<StoredObject>> objects(String bucket, String prefix) {
        return Optional.ofNullable(buckets.get(bucket)).map(objects -> new TreeMap<>(objects)
                .entrySet().stream()
                        .filter(object -> object.getKey().startsWith(prefix))
                        .map(object -> new StoredObject(
                                object.getKey(),
                                SimulatedClock.START,
                                ByteBuffer.wrap(object.getValue()).asReadOnlyBuffer())));
    }
}
