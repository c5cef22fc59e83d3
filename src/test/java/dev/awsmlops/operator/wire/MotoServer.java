package dev.awsmlops.operator.wire;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.operator.testing.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of moto's, which holds one account in memory. It is found by the system property {@value #PROGRAM} or on the
 * PATH; a test that finds none is skipped, unless the property promised one. It ends with the JVM at the latest.
 */
final class MotoServer {

    static final String PROGRAM = "moto.server";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);

    private static Optional<MotoServer> running = Optional.empty();

    private final Process process;
    private final URI uri;
    private final Path log;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CALL).build();

    private MotoServer(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** The one that runs, started by whoever asks first. */
    static synchronized MotoServer shared() {
        String program = Optional.ofNullable(System.getProperty(PROGRAM)).orElse("moto_server");
        if (System.getProperty(PROGRAM) == null) {
            assumeTrue(
                    Shell.isPresent(program),
                    "moto is not tested against: there is no moto_server (pip install 'moto[server]')");
        }
        try {
            if (running.isEmpty()) {
                running = Optional.of(start(program));
            }
            return running.get();
        } catch (IOException e) {
            return fail("moto does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted while moto starts", e);
        }
    }

    private static MotoServer start(String program) throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, loopback)) {
            port = any.getLocalPort();
        }
        Path log = Files.createDirectories(Path.of("target", "wire")).resolve("moto.log");
        Process process = new ProcessBuilder(program, "-H", loopback.getHostAddress(), "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        URI uri = URI.create("http://%s:%d".formatted(loopback.getHostAddress(), port));
        var server = new MotoServer(process, uri, log);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "moto-stop"));
        server.awaitStart();
        return server;
    }

    URI uri() {
        return uri;
    }

    /** Whatever it has written so far, of requests and of faults of its own. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Forgets everything. */
    void reset() throws IOException {
        control("reset", "");
    }

    /** Whether a crawl ends when it is first looked at, or only when crawls are listed. */
    void endCrawls(boolean atOnce) throws IOException {
        String transition = atOnce ? "{\"progression\": \"immediate\"}" : "{\"progression\": \"manual\", \"times\": 1}";
        control(
                "state-manager/set-transition",
                "{\"model_name\": \"glue::crawl\", \"transition\": %s}".formatted(transition));
    }

    /** A call to moto's own API, by which it is ruled. */
    private void control(String path, String body) throws IOException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri.resolve("/moto-api/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (response.statusCode() / 100 != 2) {
            throw new IOException("moto answers " + response.statusCode() + " to " + path + ": " + response.body());
        }
    }

    /** Makes a call that no SDK is needed for. */
    Answer call(JsonService service, String operation, ObjectNode input) throws IOException {
        // moto looks into the signature for the service and the region, and does not verify it.
        String signature =
                "AWS4-HMAC-SHA256 Credential=wire/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(service.signingName());
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri)
                .header(JsonService.TARGET, service.target(operation))
                .header("Authorization", signature)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(input.toString())));
        return Answer.of(response.statusCode(), response.body());
    }

    private void awaitStart() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                reset();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    stop();
                    throw new IOException("moto does not answer; it wrote: " + log(), notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(CALL).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while moto answers", e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
