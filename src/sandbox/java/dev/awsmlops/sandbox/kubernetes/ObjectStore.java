package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All objects, by kind, namespace and name, so that finding one takes no longer when there are many. Every change gets the
 * next resource version, deletions too, and is told to one listener in order. What is read is the reader's own copy.
 */
final class ObjectStore {
    /**
     * @param before null when the object is new
     * @param after null when it is gone
     */
    record Change(long version, ObjectNode before, ObjectNode after) {
        /** What is left to see of the object: its last state, at the version of this change. */
        ObjectNode last() {
            return after != null ? after : before;
        }
    }

    /** Ends a namespace in a key; no name contains it (Kubernetes documentation, "Object Names and IDs"). */
    private static final char SEPARATOR = '/';

    private final Map<String, NavigableMap<String, String>> kinds = new HashMap<>();
    private final Consumer<Change> listener;
    private long version;

    ObjectStore(Consumer<Change> listener) {
        this.listener = listener;
    }

    synchronized long version() {
        return version;
    }

    synchronized Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(objects(type).get(key(namespace, name)))
                .map(stored -> EventForms.fromStored(type, Json.parseObject(stored)));
    }

    /** In the order of namespace and name; of all namespaces when none is given. */
    synchronized List<ObjectNode> list(ResourceType type, String namespace) {
        NavigableMap<String, String> all = objects(type);
        Map<String, String> wanted =
                namespace.isEmpty() ? all : all.subMap(key(namespace, ""), namespace + (char) (SEPARATOR + 1));
        return wanted.values().stream()
                .map(stored -> EventForms.fromStored(type, Json.parseObject(stored)))
                .toList();
    }

    /** Everything there is, of any kind. */
    synchronized List<ObjectNode> all() {
        return kinds.values().stream()
                .flatMap(objects -> objects.values().stream())
                .map(Json::parseObject)
                .toList();
    }

    /** Keeps the object, new or changed, and gives it its resource version in place. */
    synchronized void put(ResourceType type, ObjectNode object) {
        KubeObject view = KubeObject.of(object);
        version++;
        view.metadata().put("resourceVersion", Long.toString(version));
        ObjectNode after = EventForms.toStored(object);
        String before = objects(type).put(key(view.namespace(), view.name()), Json.text(after));
        listener.accept(new Change(version, before == null ? null : Json.parseObject(before), after.deepCopy()));
    }

    /** Lets go of the object; watches see it for the last time at the version of its deletion. */
    synchronized void remove(ResourceType type, ObjectNode object) {
        KubeObject view = KubeObject.of(object);
        version++;
        String before = objects(type).remove(key(view.namespace(), view.name()));
        ObjectNode last = before == null ? null : Json.parseObject(before);
        if (last != null) {
            KubeObject.of(last).metadata().put("resourceVersion", Long.toString(version));
        }
        listener.accept(new Change(version, last, null));
    }

    /** Events of both groups are the same objects. */
    private NavigableMap<String, String> objects(ResourceType type) {
        String kind = EventForms.isOtherForm(type) ? type.plural() : type.groupResource();
        return kinds.computeIfAbsent(kind, unused -> new TreeMap<>());
    }

    private static String key(String namespace, String name) {
        return namespace + SEPARATOR + name;
    }
}
