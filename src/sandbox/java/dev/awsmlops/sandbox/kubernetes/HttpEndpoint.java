package dev.awsmlops.sandbox.kubernetes;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** The server's port on the loopback interface: plain HTTP, and watches both as streams and as web sockets. */
final class HttpEndpoint implements AutoCloseable {
    private static final long BOOKMARK_MILLIS = 10_000;
    private static final long WATCH_SECONDS = 1800;

    private final ApiServer api;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(2)
            .setWorkerPoolSize(4)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private HttpServer server;

    HttpEndpoint(ApiServer api) {
        this.api = api;
    }

    /** @param port 0 for any that is free */
    int open(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxHeaderSize(64 * 1024);
        server = vertx.createHttpServer(options).requestHandler(this::receive);
        await(server.listen());
        return server.actualPort();
    }

    /** What clients in this JVM may run on too, so that each does not bring threads of its own. */
    Vertx vertx() {
        return vertx;
    }

    /** Refuses connections from now on and cuts those that are open. */
    void shut() {
        api.watches().cut();
        await(server.close());
    }

    @Override
    public void close() {
        api.watches().cut();
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void receive(HttpServerRequest request) {
        boolean upgrade = request.getHeader("upgrade") != null;
        Future<Buffer> body = upgrade ? Future.succeededFuture(Buffer.buffer()) : request.body();
        if (upgrade) {
            request.pause();
        }
        Context context = vertx.getOrCreateContext();
        body.onSuccess(bytes -> {
            ApiRequest parsed;
            try {
                parsed = parse(request, bytes);
            } catch (ApiFailure unreadable) {
                send(request.response(), failure(unreadable));
                return;
            }
            if (parsed.isWatch()) {
                watch(request, parsed, upgrade, context);
            } else {
                vertx.executeBlocking(() -> api.answer(parsed), false)
                        .onSuccess(reply -> send(request.response(), reply))
                        .onFailure(bug -> send(request.response(), failure(bug)));
            }
        });
    }

    private static ApiRequest parse(HttpServerRequest request, Buffer body) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach((name, value) -> query.putIfAbsent(name, value));
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        boolean protobuf =
                headers.getOrDefault("content-type", "").contains("kubernetes.protobuf") && body.length() > 0;
        String text = protobuf ? ProtobufBody.toJson(body.getBytes()) : body.toString();
        return new ApiRequest(request.method().name(), request.path(), query, headers, text);
    }

    private static Reply failure(Throwable bug) {
        ApiFailure failure = bug instanceof ApiFailure refused
                ? refused
                : ApiFailure.of(500, "InternalError", "Internal error occurred: " + bug);
        return new Reply(failure.code(), failure.status(), List.of());
    }

    private static void send(HttpServerResponse response, Reply reply) {
        response.setStatusCode(reply.code());
        response.putHeader("Content-Type", reply.body().isTextual() ? "text/plain" : "application/json");
        if (reply.code() == 429) {
            response.putHeader("Retry-After", "1");
        }
        reply.warnings().forEach(warning -> response.headers()
                .add("Warning", "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        if (!response.closed()) {
            response.end(reply.body().isTextual() ? reply.body().textValue() : Json.text(reply.body()) + "\n");
        }
    }

    private void watch(HttpServerRequest request, ApiRequest parsed, boolean upgrade, Context context) {
        WatchStream stream = new WatchStream();
        vertx.executeBlocking(() -> api.watch(parsed, stream), false)
                .onFailure(bug -> {
                    request.resume();
                    send(request.response(), failure(bug));
                })
                .onSuccess(watch -> {
                    long bookmarks = parsed.is("allowWatchBookmarks")
                            ? vertx.setPeriodic(
                                    BOOKMARK_MILLIS,
                                    id -> vertx.executeBlocking(() -> {
                                        api.bookmark(watch);
                                        return null;
                                    }))
                            : -1;
                    long timeout = vertx.setTimer(seconds(parsed) * 1000, id -> stream.end());
                    Runnable closed = () -> {
                        vertx.cancelTimer(bookmarks);
                        vertx.cancelTimer(timeout);
                        api.watches().stop(watch);
                    };
                    if (upgrade) {
                        request.toWebSocket()
                                .onSuccess(socket -> connect(socket, stream, closed, context))
                                .onFailure(gone -> closed.run());
                    } else {
                        connect(request.response(), stream, closed, context);
                    }
                });
    }

    private static long seconds(ApiRequest request) {
        String seconds = request.param("timeoutSeconds");
        return seconds.isEmpty() ? WATCH_SECONDS : Math.max(1, Long.parseLong(seconds));
    }

    private static void connect(HttpServerResponse response, WatchStream stream, Runnable closed, Context context) {
        if (response.closed()) {
            closed.run();
            return;
        }
        response.closeHandler(gone -> closed.run());
        response.endHandler(gone -> closed.run());
        response.setChunked(true).putHeader("Content-Type", "application/json");
        response.writeHead();
        stream.open(
                event -> context.runOnContext(now -> {
                    if (!response.closed() && !response.ended()) {
                        response.write(event + "\n");
                    }
                }),
                () -> context.runOnContext(now -> {
                    if (!response.closed() && !response.ended()) {
                        response.end();
                    }
                }));
    }

    private static void connect(ServerWebSocket socket, WatchStream stream, Runnable closed, Context context) {
        socket.closeHandler(gone -> closed.run());
        stream.open(
                event -> context.runOnContext(now -> {
                    if (!socket.isClosed()) {
                        socket.writeTextMessage(event);
                    }
                }),
                () -> context.runOnContext(now -> {
                    if (!socket.isClosed()) {
                        socket.close();
                    }
                }));
    }
}
