package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All objects, in Fabric8's in-memory store. Every change gets the next resource version, deletions too, and is told to
 * one listener in order. What is read is the reader's own copy.
 */
final class ObjectStore extends KubernetesCrudDispatcher {
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

    private final Consumer<Change> listener;
    private long version;

    ObjectStore(Consumer<Change> listener) {
        this.listener = listener;
    }

    synchronized long version() {
        return version;
    }

    synchronized Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
        return entry(type, namespace, name)
                .map(entry -> EventForms.fromStored(type, Json.parseObject(entry.getValue())));
    }

    /** In the order of namespace and name; of all namespaces when none is given. */
    synchronized List<ObjectNode> list(ResourceType type, String namespace) {
        AttributeSet wanted = getKey(stored(type, type.path(namespace)));
        String apiVersion = EventForms.isOtherForm(type) ? "v1" : type.apiVersion();
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().matches(wanted))
                .map(entry -> Json.parseObject(entry.getValue()))
                .filter(object -> object.path("apiVersion").asText().equals(apiVersion))
                .map(object -> EventForms.fromStored(type, object))
                .sorted(Comparator.comparing(object -> KubeObject.of(object).namespace() + "/"
                        + KubeObject.of(object).name()))
                .toList();
    }

    /** Everything there is, of any kind. */
    synchronized List<ObjectNode> all() {
        return map.values().stream().map(Json::parseObject).toList();
    }

    /** Keeps the object, new or changed, and gives it its resource version in place. */
    synchronized void put(ResourceType type, ObjectNode object) {
        KubeObject view = KubeObject.of(object);
        version = requestResourceVersion();
        view.metadata().put("resourceVersion", Long.toString(version));
        change(type, view, EventForms.toStored(object));
    }

    /** Lets go of the object; watches see it for the last time at the version of its deletion. */
    synchronized void remove(ResourceType type, ObjectNode object) {
        version = requestResourceVersion();
        change(type, KubeObject.of(object), null);
    }

    private void change(ResourceType type, KubeObject view, ObjectNode after) {
        Map.Entry<AttributeSet, String> current =
                entry(type, view.namespace(), view.name()).orElse(null);
        ObjectNode before = current == null ? null : Json.parseObject(current.getValue());
        String path = stored(type, type.path(view.namespace(), view.name()));
        AttributeSet oldKey = current == null ? null : current.getKey();
        processEvent(path, getKey(path), oldKey, null, after == null ? null : Json.text(after));
        if (after == null && before != null) {
            KubeObject.of(before).metadata().put("resourceVersion", Long.toString(version));
        }
        listener.accept(new Change(version, before, after == null ? null : after.deepCopy()));
    }

    private Optional<Map.Entry<AttributeSet, String>> entry(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(findResource(getKey(stored(type, type.path(namespace, name)))));
    }

    private static String stored(ResourceType type, String path) {
        return EventForms.isOtherForm(type)
                ? "/api/v1" + path.substring(type.apiPath().length())
                : path;
    }
}
