package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Getting, listing and watching objects, in the form that the client asks for. */
final class Reads {
    private final ObjectStore store;
    private final Watches watches;
    private final Clock clock;

    Reads(ObjectStore store, Watches watches, Clock clock) {
        this.store = store;
        this.watches = watches;
        this.clock = clock;
    }

    Reply get(ResourceAddress address, ApiRequest request) {
        ObjectNode object = store.find(address.type(), address.namespace(), address.name())
                .orElseThrow(() -> ApiFailure.notFound(address.type(), address.name()));
        return Reply.ok(request.wantsTable() ? tables(address, request).table(object) : object);
    }

    Reply list(ResourceAddress address, ApiRequest request) {
        List<ObjectNode> objects = select(address, request);
        int from = 0;
        if (!request.param("continue").isEmpty()) {
            from = Math.min(position(request.param("continue")), objects.size());
        }
        int limit = request.param("limit").isEmpty() ? 0 : Integer.parseInt(request.param("limit"));
        int to = limit > 0 ? Math.min(from + limit, objects.size()) : objects.size();
        ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(store.version()));
        if (to < objects.size()) {
            metadata.put(
                    "continue",
                    Base64.getUrlEncoder().encodeToString(Integer.toString(to).getBytes(StandardCharsets.UTF_8)));
            metadata.put("remainingItemCount", objects.size() - to);
        }
        List<ObjectNode> page = objects.subList(from, to);
        if (request.wantsTable()) {
            return Reply.ok(tables(address, request).table(page, metadata));
        }
        ObjectNode list = Json.object()
                .put("kind", address.type().listKind())
                .put("apiVersion", address.type().apiVersion());
        list.set("metadata", metadata);
        list.putArray("items").addAll(page);
        return Reply.ok(list);
    }

    List<ObjectNode> select(ResourceAddress address, ApiRequest request) {
        Selector selector = selector(address, request);
        return store.list(address.type(), address.namespace()).stream()
                .filter(selector::matches)
                .toList();
    }

    private static int position(String token) {
        try {
            return Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("continue key is not valid: " + e.getMessage());
        }
    }

    /** Starts a watch: of what is there and what changes, or only of changes when a version to go on from is given. */
    Watch watch(ResourceAddress address, ApiRequest request, Watch.Sink sink) {
        UnaryOperator<ObjectNode> form =
                request.wantsTable() ? object -> tables(address, request).table(object) : UnaryOperator.identity();
        Watch watch = new Watch(address.type(), address.namespace(), selector(address, request), form, sink);
        String version = request.param("resourceVersion");
        boolean initialEvents = request.is("sendInitialEvents");
        if (initialEvents || version.isEmpty() || version.equals("0")) {
            select(address, request).forEach(object -> watch.sendObject("ADDED", object));
            if (initialEvents) {
                watch.bookmark(store.version(), true);
            }
            watches.start(watch, store.version());
        } else {
            watches.start(watch, sequence(version));
        }
        return watch;
    }

    private static long sequence(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("Invalid value: \"" + version + "\": strconv.ParseUint: parsing \"" + version
                    + "\": invalid syntax");
        }
    }

    private static Selector selector(ResourceAddress address, ApiRequest request) {
        String fields = request.param("fieldSelector");
        if (!address.name().isEmpty()) {
            fields = "metadata.name=" + address.name();
        }
        return new Selector(address.type(), request.param("labelSelector"), fields);
    }

    private TableRendering tables(ResourceAddress address, ApiRequest request) {
        return new TableRendering(address.type(), request.param("includeObject"), clock);
    }
}
