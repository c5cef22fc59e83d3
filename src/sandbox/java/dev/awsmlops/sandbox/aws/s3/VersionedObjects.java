package dev.awsmlops.sandbox.aws.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The objects of one bucket in all their versions (S3 User Guide, "Using S3 Versioning"). */
final class VersionedObjects {

    private final IssuedIds ids;

    /** The newest version last. */
    private final NavigableMap<String, List<ObjectVersion>> versions = new TreeMap<>(KeyOrder.UTF_8);

    /** The newest versions that are no delete markers: what there is for those who do not ask for versions. */
    private final NavigableMap<String, ObjectVersion> current = new TreeMap<>(KeyOrder.UTF_8);

    VersionedObjects(IssuedIds ids) {
        this.ids = ids;
    }

    ObjectVersion put(String key, StoredContent content, Versioning versioning, Instant now) {
        return add(key, Optional.of(content), versioning, now);
    }

    /**
     * Deletes an object without saying which version.
     *
     * @return the delete marker that it leaves, whether there was an object or not; none if versioning was never on
     */
    Optional<ObjectVersion> delete(String key, Versioning versioning, Instant now) {
        if (versioning == Versioning.NEVER) {
            remove(key, IssuedIds.NULL_VERSION);
            return Optional.empty();
        }
        return Optional.of(add(key, Optional.empty(), versioning, now));
    }

    /** Deletes one version for good. */
    Optional<ObjectVersion> remove(String key, String id) {
        Optional<ObjectVersion> removed = version(key, id);
        removed.ifPresent(version -> {
            versions.get(key).remove(version);
            settle(key);
        });
        return removed;
    }

    /** The newest version, which may be a delete marker. */
    Optional<ObjectVersion> newest(String key) {
        return Optional.ofNullable(versions.get(key)).map(all -> all.get(all.size() - 1));
    }

    Optional<ObjectVersion> current(String key) {
        return Optional.ofNullable(current.get(key));
    }

    Optional<ObjectVersion> version(String key, String id) {
        return versions.getOrDefault(key, List.of()).stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    NavigableMap<String, ObjectVersion> current() {
        return Collections.unmodifiableNavigableMap(current);
    }

    /** All versions by key, the newest last. */
    NavigableMap<String, List<ObjectVersion>> versions() {
        return Collections.unmodifiableNavigableMap(versions);
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    private ObjectVersion add(String key, Optional<StoredContent> content, Versioning versioning, Instant now) {
        String id = versioning == Versioning.ENABLED ? ids.next() : IssuedIds.NULL_VERSION;
        ObjectVersion version = new ObjectVersion(key, id, now, content);
        List<ObjectVersion> all = versions.computeIfAbsent(key, unused -> new ArrayList<>(1));
        if (versioning != Versioning.ENABLED) {
            all.removeIf(older -> older.id().equals(id));
        }
        all.add(version);
        settle(key);
        return version;
    }

    private void settle(String key) {
        if (versions.get(key).isEmpty()) {
            versions.remove(key);
        }
        newest(key)
                .filter(version -> !version.deleteMarker())
                .ifPresentOrElse(version -> current.put(key, version), () -> current.remove(key));
    }
}
