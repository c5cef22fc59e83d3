package dev.awsmlops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged operator as a process of its own, and what can be seen of it from outside. */
final class OperatorProcess implements AutoCloseable {

    /** Of user and system time in {@code /proc/<pid>/stat}: {@code USER_HZ} is 100 on every Linux (proc_pid_stat(5)). */
    private static final double TICKS_PER_SECOND = 100;

    private final OperatorJvm jvm;
    private final Process process;
    private final Instant startedAt;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private OperatorProcess(OperatorJvm jvm, Process process, Instant startedAt, int port, Path log) {
        this.jvm = jvm;
        this.process = process;
        this.startedAt = startedAt;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param jvmOptions besides those of the chart
     * @param settings of its environment, which has nothing else
     */
    static OperatorProcess start(OperatorJvm jvm, List<String> jvmOptions, Map<String, String> settings, Path log) {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(jvm.command(jvmOptions));
            builder.environment().clear();
            builder.environment().putAll(settings);
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Instant now = Instant.now();
            return new OperatorProcess(jvm, builder.start(), now, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    Instant startedAt() {
        return startedAt;
    }

    /** @throws IllegalStateException when it has ended, with what it said last */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "The operator has ended with %d: %s".formatted(process.exitValue(), lastLine()));
        }
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it says that it serves: its caches are filled. */
    boolean isReady() {
        return get("/q/health/ready")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /** The sum of a metric's series; none where it doesn't answer yet. */
    Optional<Double> metric(String name) {
        return get("/q/metrics").map(answer -> answer.body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    private Optional<HttpResponse<String>> get(String path) {
        requireAlive();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is reachable after a full collection, in bytes, without what a collector fills gaps with. The classes that make
     * it up are kept beside the log.
     */
    long liveHeap() {
        List<String> histogram = jvm.ask(process.pid(), "GC.class_histogram");
        try {
            Files.write(Path.of(log.toString().replace(".log", ".histogram")), histogram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String total = histogram.get(histogram.size() - 1);
        if (!total.startsWith("Total")) {
            throw new IllegalStateException("jcmd tells no total: " + total);
        }
        return bytes(total, 2)
                - histogram.stream()
                        .filter(line -> line.contains("jdk.internal.vm.Filler"))
                        .mapToLong(line -> bytes(line.substring(line.indexOf(':') + 1), 1))
                        .sum();
    }

    private static long bytes(String line, int column) {
        return Long.parseLong(line.strip().split("\\s+", -1)[column]);
    }

    /** The memory that it holds, in bytes. */
    long residentMemory() {
        return status("VmRSS:");
    }

    /** The most that it has held. */
    long mostResidentMemory() {
        return status("VmHWM:");
    }

    private long status(String field) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Processor seconds since its start, over all cores. */
    double processorSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as Kubernetes does, and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
