package dev.awsmlops.operator.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.awsmlops.operator.testing.Shell;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the idle detector as a program, against a Jupyter with a self-signed certificate and a stand-in for the AWS CLI. */
class IdleStopTest {

    private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond();
    private static final int IDLE_SECONDS = 3600;
    private static final String TAG = "aws sagemaker add-tags"
            + " --resource-arn arn:aws:sagemaker:eu-central-1:123456789012:notebook-instance/explore"
            + " --tags Key=aws-mlops.dev/idle-stopped-at,Value=2026-11-20T12:00:00Z --region eu-central-1";
    private static final String STOP =
            "aws sagemaker stop-notebook-instance --notebook-instance-name explore --region eu-central-1";

    @TempDir
    static Path keys;

    @TempDir
    Path directory;

    private static SSLContext selfSigned;
    private static String python;

    private final Map<String, String> jupyter = new ConcurrentHashMap<>();
    private HttpsServer server;
    private Shell shell;
    private long started = NOW - 10 * IDLE_SECONDS;

    @BeforeAll
    static void selfSign() throws Exception {
        Shell.assumePresent("bash", "python3");
        Path store = keys.resolve("keys.p12");
        String password = "changeit";
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Shell shell = new Shell(keys);
        python = shell.python();
        shell.run((keytool + " -genkeypair -keyalg EC -alias jupyter -dname CN=jupyter -storetype PKCS12 -storepass "
                                + password + " -keystore " + store)
                        .split(" ", -1))
                .succeeded();
        KeyStore keyStore = KeyStore.getInstance(store.toFile(), password.toCharArray());
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keyStore, password.toCharArray());
        selfSigned = SSLContext.getInstance("TLS");
        selfSigned.init(keyManagers.getKeyManagers(), null, null);
    }

    @BeforeEach
    void startJupyter() throws Exception {
        shell = new Shell(directory);
        shell.standIn("aws", "");
        try (var in = LifecycleScript.class.getResourceAsStream("idle-stop.py")) {
            Files.write(directory.resolve("idle-stop.py"), in.readAllBytes());
        }
        Files.writeString(directory.resolve("metadata.json"), """
                {"ResourceName": "explore",
                 "ResourceArn": "arn:aws:sagemaker:eu-central-1:123456789012:notebook-instance/explore"}""");
        jupyter.putAll(Map.of("sessions", "[]", "kernels", "[]", "terminals", "[]"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned));
        server.createContext("/api/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/api/".length());
            byte[] body = jupyter.getOrDefault(name, "").getBytes(UTF_8);
            exchange.sendResponseHeaders(jupyter.containsKey(name) ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopJupyter() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("An instance where nothing happened for the idle time is tagged and then stopped")
    void stopsWhenIdle() throws Exception {
        jupyter.put("kernels", kernels("idle", NOW - IDLE_SECONDS));
        jupyter.put("sessions", "[{\"path\": \"a.ipynb\", \"kernel\": %s}]".formatted(kernel("idle", NOW - 4000)));
        jupyter.put("terminals", terminals(NOW - 5000));

        look(NOW).succeeded();

        assertThat(shell.calls()).containsExactly(TAG, STOP);
    }

    @Test
    @DisplayName("An instance with nothing open in Jupyter is stopped when the idle time since its start is over")
    void stopsWhenNothingIsOpen() throws Exception {
        look(NOW).succeeded();

        assertThat(shell.calls()).containsExactly(TAG, STOP);
    }

    @Test
    @DisplayName("A busy kernel keeps the instance, however long ago it said anything")
    void keepsBusyKernels() throws Exception {
        jupyter.put("kernels", kernels("busy", NOW - 5 * IDLE_SECONDS));

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("A busy kernel that is listed with its session only keeps the instance too")
    void keepsBusySessions() throws Exception {
        jupyter.put("sessions", "[{\"kernel\": %s}]".formatted(kernel("busy", NOW - 5 * IDLE_SECONDS)));

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("A kernel that was active within the idle time keeps the instance")
    void keepsActiveKernels() throws Exception {
        jupyter.put("kernels", kernels("idle", NOW - IDLE_SECONDS + 1));

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("A terminal that was active within the idle time keeps the instance")
    void keepsActiveTerminals() throws Exception {
        jupyter.put("terminals", terminals(NOW - 60));

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("An instance that started within the idle time is kept")
    void keepsFreshInstances() throws Exception {
        started = NOW - IDLE_SECONDS + 1;

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("Activity that Jupyter no longer tells of, of a kernel shut down since, still counts")
    void remembersActivity() throws Exception {
        jupyter.put("kernels", kernels("busy", NOW));
        look(NOW).succeeded();
        jupyter.put("kernels", "[]");

        look(NOW + IDLE_SECONDS - 1).succeeded();
        assertThat(shell.calls()).isEmpty();

        look(NOW + IDLE_SECONDS).succeeded();
        assertThat(shell.calls()).last().isEqualTo(STOP);
    }

    @Test
    @DisplayName("A Jupyter that can't be reached is waited for as long as the idle time and no longer")
    void stopsWhenJupyterIsDown() throws Exception {
        jupyter.put("kernels", kernels("idle", NOW));
        look(NOW).succeeded();
        server.stop(0);

        look(NOW + IDLE_SECONDS - 1).succeeded();
        assertThat(shell.calls()).isEmpty();

        look(NOW + IDLE_SECONDS).succeeded();
        assertThat(shell.calls()).last().isEqualTo(STOP);
    }

    @Test
    @DisplayName("A Jupyter without terminals is asked for the rest")
    void toleratesMissingTerminals() throws Exception {
        jupyter.remove("terminals");
        jupyter.put("kernels", kernels("busy", NOW));

        look(NOW).succeeded();

        assertThat(shell.calls()).isEmpty();
    }

    @Test
    @DisplayName("Answers that make no sense do not keep the instance")
    void stopsOnNonsense() throws Exception {
        jupyter.putAll(Map.of("sessions", "<html>", "kernels", "{\"message\": \"?\"}", "terminals", "[{}]"));

        look(NOW).succeeded();

        assertThat(shell.calls()).containsExactly(TAG, STOP);
    }

    @Test
    @DisplayName("When tagging is denied the instance is stopped all the same")
    void stopsWithoutTag() throws Exception {
        shell.standIn("aws", "[[ $2 != add-tags ]] || { echo AccessDeniedException >&2; exit 254; }");

        Shell.Result result = look(NOW).succeeded();

        assertThat(shell.calls()).containsExactly(TAG, STOP);
        assertThat(result.output()).contains("AccessDeniedException", "not tagged, stopping all the same");
    }

    @Test
    @DisplayName("A stop that is denied fails the run, and the next run tries again")
    void retriesStop() throws Exception {
        shell.standIn("aws", "exit 254");

        assertThat(look(NOW).exitCode()).isNotZero();
        assertThat(look(NOW).exitCode()).isNotZero();

        assertThat(shell.calls()).containsExactly(TAG, STOP, TAG, STOP);
    }

    @Test
    @DisplayName(
            "Activity in the future, from before the clock was set, holds the instance no longer than activity now")
    void boundsFutureActivity() throws Exception {
        jupyter.put("kernels", kernels("idle", NOW + 100 * IDLE_SECONDS));
        look(NOW).succeeded();
        jupyter.put("kernels", "[]");

        look(NOW + IDLE_SECONDS).succeeded();

        assertThat(shell.calls()).last().isEqualTo(STOP);
    }

    @Test
    @DisplayName("State that can't be read or written does not keep the instance")
    void stopsWithoutState() throws Exception {
        Files.createDirectory(directory.resolve("state.json"));

        look(NOW).succeeded();

        assertThat(shell.calls()).containsExactly(TAG, STOP);
    }

    private Shell.Result look(long now) throws Exception {
        return shell.run(
                python,
                "-I",
                "idle-stop.py",
                "--idle-seconds",
                Integer.toString(IDLE_SECONDS),
                "--started",
                Long.toString(started),
                "--state-file",
                "state.json",
                "--metadata",
                "metadata.json",
                "--jupyter-url",
                "https://localhost:" + server.getAddress().getPort(),
                "--now",
                Long.toString(now));
    }

    private static String kernels(String state, long lastActivity) {
        return "[%s]".formatted(kernel(state, lastActivity));
    }

    private static String kernel(String state, long lastActivity) {
        return "{\"execution_state\": \"%s\", \"last_activity\": \"%s\", \"connections\": 1}"
                .formatted(state, timestamp(lastActivity));
    }

    private static String terminals(long lastActivity) {
        return "[{\"name\": \"1\", \"last_activity\": \"%s\"}]".formatted(timestamp(lastActivity));
    }

    private static String timestamp(long time) {
        return Instant.ofEpochSecond(time).toString().replace("Z", ".000000Z");
    }
}
