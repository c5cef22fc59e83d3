package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers requests, one after the other: what a request sees and does is not disturbed by any other. */
final class ApiServer {
    private static final int REMEMBERED_CALLS = 50_000;

    private final ResourceTypes types = new ResourceTypes();
    private final Watches watches = new Watches();
    private final ObjectStore store = new ObjectStore(watches::changed);
    private final Faults faults = new Faults();
    private final Deque<ApiCall> calls = new ArrayDeque<>();
    private final Discovery discovery = new Discovery(types);
    private final Deletion deletion;
    private final Writes writes;
    private final Reads reads;
    private final Clock clock;

    ApiServer(Clock clock) {
        this.clock = clock;
        deletion = new Deletion(store, types, clock);
        writes = new Writes(store, types, deletion, clock);
        reads = new Reads(store, watches, clock);
    }

    Faults faults() {
        return faults;
    }

    Watches watches() {
        return watches;
    }

    synchronized List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    synchronized void forgetCalls() {
        calls.clear();
    }

    synchronized void expireWatches() {
        watches.expire(store.version());
    }

    /** Makes a namespace that has the same uid on every server. */
    synchronized void seedNamespace(String name) {
        ResourceType type = types.get(ResourceType.NAMESPACES);
        ObjectNode namespace =
                Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind());
        namespace.putObject("metadata").put("name", name);
        ObjectMetadata.begin(type, namespace, clock.instant());
        UUID uid = UUID.nameUUIDFromBytes(("namespace " + name).getBytes(StandardCharsets.UTF_8));
        KubeObject.of(namespace).metadata().put("uid", uid.toString());
        BuiltInKinds.complete(type, namespace, clock.instant());
        store.put(type, namespace);
    }

    /** Creates or changes an object, past faults and log. */
    synchronized void apply(ObjectNode object) {
        ResourceType type = types.ofKind(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow(ApiFailure::noSuchPath);
        KubeObject view = KubeObject.of(object);
        ResourceAddress address = new ResourceAddress(type, view.namespace(), view.name(), "");
        Map<String, String> query = Map.of("fieldManager", "install", "force", "true");
        writes.apply(address, new ApiRequest("PATCH", "", query, Map.of(), Json.text(object)));
    }

    synchronized Reply answer(ApiRequest request) {
        ApiCall call = ApiCall.of(request, types);
        Reply reply;
        try {
            faults.check(call);
            reply = route(request);
        } catch (ApiFailure failure) {
            reply = new Reply(failure.code(), failure.status(), List.of());
        }
        record(call.answered(reply.code()));
        return reply;
    }

    private void record(ApiCall call) {
        calls.add(call);
        if (calls.size() > REMEMBERED_CALLS) {
            calls.remove();
        }
    }

    private Reply route(ApiRequest request) {
        ResourceAddress address = ResourceAddress.parse(request.path(), types).orElse(null);
        if (address == null) {
            return Reply.ok(discovery.answer(request).orElseThrow(ApiFailure::noSuchPath));
        }
        if (!address.subresource().isEmpty()
                && !(address.isStatus() && address.type().statusSubresource())) {
            throw ApiFailure.noSuchPath();
        }
        boolean collection = address.name().isEmpty();
        return switch (request.method()) {
            case "GET" -> collection ? reads.list(address, request) : reads.get(address, request);
            case "POST" -> writes.create(address, request);
            case "PUT" -> writes.replace(address, request);
            case "PATCH" ->
                request.contentType().startsWith("application/apply-patch")
                        ? writes.apply(address, request)
                        : writes.patch(address, request);
            case "DELETE" -> collection ? deleteAll(address, request) : delete(address, request);
            default ->
                throw ApiFailure.of(
                        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        };
    }

    private Reply delete(ResourceAddress address, ApiRequest request) {
        ObjectNode live = store.find(address.type(), address.namespace(), address.name())
                .orElseThrow(() -> ApiFailure.notFound(address.type(), address.name()));
        return Reply.ok(deletion.delete(address.type(), live, request));
    }

    private Reply deleteAll(ResourceAddress address, ApiRequest request) {
        ObjectNode list = Json.object()
                .put("kind", address.type().listKind())
                .put("apiVersion", address.type().apiVersion());
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : reads.select(address, request)) {
            items.add(object.deepCopy());
            deletion.delete(address.type(), object, request);
        }
        return Reply.ok(list);
    }

    /** @throws ApiFailure when there is nothing like that to watch */
    synchronized Watch watch(ApiRequest request, Watch.Sink sink) {
        ApiCall call = ApiCall.of(request, types);
        try {
            faults.check(call);
            ResourceAddress address =
                    ResourceAddress.parse(request.path(), types).orElseThrow(ApiFailure::noSuchPath);
            Watch watch = reads.watch(address, request, sink);
            record(call.answered(200));
            return watch;
        } catch (ApiFailure failure) {
            record(call.answered(failure.code()));
            throw failure;
        }
    }

    synchronized void bookmark(Watch watch) {
        watch.bookmark(store.version(), false);
    }
}
