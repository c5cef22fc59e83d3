package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.kubernetes.ObjectStore.Change;
import java.util.function.UnaryOperator;

/** One client's view of the changes: of one kind, in one namespace or all, as far as its selectors match. */
final class Watch {
    /** Where the events go. */
    interface Sink {
        void send(String event);

        void end();
    }

    private final ResourceType type;
    private final String namespace;
    private final Selector selector;
    private final UnaryOperator<ObjectNode> form;
    private final Sink sink;

    /** @param form how the client wants its objects, such as in a table */
    Watch(ResourceType type, String namespace, Selector selector, UnaryOperator<ObjectNode> form, Sink sink) {
        this.type = type;
        this.namespace = namespace;
        this.selector = selector;
        this.form = form;
        this.sink = sink;
    }

    void offer(Change change) {
        boolean was = sees(change.before());
        boolean is = sees(change.after());
        if (was || is) {
            ObjectNode object = EventForms.fromStored(type, change.last().deepCopy());
            KubeObject.of(object).metadata().put("resourceVersion", Long.toString(change.version()));
            sendObject(!was ? "ADDED" : is ? "MODIFIED" : "DELETED", object);
        }
    }

    private boolean sees(ObjectNode stored) {
        if (stored == null) {
            return false;
        }
        ObjectNode object =
                EventForms.isOtherForm(type) && stored.path("kind").asText().equals(type.kind())
                        ? EventForms.fromStored(type, stored)
                        : stored;
        return object.path("kind").asText().equals(type.kind())
                && object.path("apiVersion").asText().equals(type.apiVersion())
                && (namespace.isEmpty() || KubeObject.of(object).namespace().equals(namespace))
                && selector.matches(object);
    }

    void sendObject(String event, ObjectNode object) {
        send(event, form.apply(object));
    }

    /** Tells how far the client has seen everything, so that it can resume from there. */
    void bookmark(long version, boolean initialEventsEnd) {
        ObjectNode bookmark = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = bookmark.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        sendObject("BOOKMARK", bookmark);
    }

    void send(String event, JsonNode object) {
        sink.send(Json.text(Json.object().put("type", event).set("object", object)));
    }

    void end() {
        sink.end();
    }
}
