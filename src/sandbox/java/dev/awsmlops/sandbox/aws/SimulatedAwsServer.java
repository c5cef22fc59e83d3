package dev.awsmlops.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.awsmlops.sandbox.aws.wire.WireRequest;
import dev.awsmlops.sandbox.aws.wire.WireResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * A door on a port of the loopback interface, for {@code aws --endpoint-url}. All services answer on it: a request says
 * in its signature which one it is for, and in its path which bucket. Signatures are not verified.
 */
public final class SimulatedAwsServer implements AutoCloseable {

    static {
        // The JDK's server sends an answer's head and body one by one. Without this, the body waits for the client to
        // acknowledge the head, which takes it some 40 ms (RFC 896, RFC 1122 4.2.3.2; module jdk.httpserver).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Door door;
    private final HttpServer server;
    private final ExecutorService threads;

    private SimulatedAwsServer(Door door, HttpServer server, ExecutorService threads) {
        this.door = door;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any free one
     */
    public static SimulatedAwsServer start(Door door, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer http = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulated-aws");
            thread.setDaemon(true);
            return thread;
        });
        SimulatedAwsServer server = new SimulatedAwsServer(door, http, threads);
        http.createContext("/", server::answer);
        http.setExecutor(threads);
        http.start();
        return server;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** An answer that a fault loses, or that a dead process would get, shows as a closed connection. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            WireResponse response = door.send(new WireRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery() == null ? Map.of() : SdkHttpUtils.uriParams(uri),
                    exchange.getRequestHeaders(),
                    SdkBytes.fromInputStream(exchange.getRequestBody())));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body().asByteArray();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (DoorKilled dead) {
            throw new IOException(dead);
        }
    }
}
