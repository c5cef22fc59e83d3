package dev.awsmlops.sandbox.aws.s3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The unfinished uploads of one bucket. */
final class MultipartUploads {

    /** Those of each key in the order in which they began. */
    private final NavigableMap<String, List<MultipartUpload>> byKey = new TreeMap<>(KeyOrder.UTF_8);

    void add(MultipartUpload upload) {
        byKey.computeIfAbsent(upload.key(), unused -> new ArrayList<>()).add(upload);
    }

    Optional<MultipartUpload> find(String key, String id) {
        return byKey.getOrDefault(key, List.of()).stream()
                .filter(upload -> upload.id().equals(id))
                .findFirst();
    }

    boolean hasUnderAnotherKey(String key, String id) {
        return byKey.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(key))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(upload -> upload.id().equals(id));
    }

    void remove(MultipartUpload upload) {
        byKey.computeIfPresent(upload.key(), (key, uploads) -> {
            uploads.remove(upload);
            return uploads.isEmpty() ? null : uploads;
        });
    }

    NavigableMap<String, List<MultipartUpload>> byKey() {
        return Collections.unmodifiableNavigableMap(byKey);
    }
}
