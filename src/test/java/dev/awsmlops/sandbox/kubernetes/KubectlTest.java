package dev.awsmlops.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against this server; skipped where there is none. */
class KubectlTest extends EmbeddedKubernetesTest {
    private static final String ONE = """
            apiVersion: test.example/v1
            kind: Widget
            metadata: {name: one}
            spec: {colour: red, tags: {a: b}}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void needsKubectl() {
        boolean found = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl")));
        assumeThat(found).as("kubectl is on the PATH").isTrue();
        kubernetes.writeKubeconfig(directory.resolve("kubeconfig"));
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().put("KUBECONFIG", directory.resolve("kubeconfig").toString());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    private String kubectlApply(String manifest, String... options) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("one.yaml"), manifest);
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", "one.yaml"));
        arguments.addAll(List.of(options));
        return kubectl(arguments.toArray(String[]::new));
    }

    @Test
    void applies_changes_and_deletes() throws Exception {
        assertThat(kubectlApply(ONE)).isEqualTo("widget.test.example/one created");
        assertThat(kubectlApply(ONE)).isEqualTo("widget.test.example/one unchanged");
        assertThat(kubectlApply(ONE.replace("a: b", "a: c"))).isEqualTo("widget.test.example/one configured");
        assertThat(kubectl("annotate", "wd", "one", "x=y")).isEqualTo("widget.test.example/one annotated");
        assertThat(kubectl("patch", "wd", "one", "--type=merge", "-p", "{\"spec\":{\"size\":5}}"))
                .isEqualTo("widget.test.example/one patched");
        assertThat(kubectl("get", "wd", "one", "-o", "jsonpath={.spec.size} {.spec.tags.a} {.metadata.generation}"))
                .isEqualTo("5 c 3");
        assertThat(kubectl("delete", "wd", "one")).startsWith("widget.test.example \"one\" deleted");
        assertThat(kubectl("get", "wd", "one"))
                .isEqualTo("Error from server (NotFound): widgets.test.example \"one\" not found");
    }

    @Test
    void applies_on_the_server_side() throws Exception {
        assertThat(kubectlApply(ONE, "--server-side")).isEqualTo("widget.test.example/one serverside-applied");
        kubectl("patch", "wd", "one", "--type=merge", "-p", "{\"spec\":{\"tags\":{\"a\":\"x\"}}}");
        assertThat(kubectlApply(ONE, "--server-side"))
                .startsWith(
                        "error: Apply failed with 1 conflict: conflict with \"kubectl-patch\" using test.example/v1");
        assertThat(kubectlApply(ONE, "--server-side", "--force-conflicts"))
                .isEqualTo("widget.test.example/one serverside-applied");
    }

    @Test
    void shows_what_is_wrong_with_a_manifest() throws Exception {
        assertThat(kubectlApply(ONE.replace("colour: red", "colour: red, foo: 1")))
                .isEqualTo(
                        "Error from server (BadRequest): error when creating \"one.yaml\": Widget in version \"v1\" cannot "
                                + "be handled as a Widget: strict decoding error: unknown field \"spec.foo\"");
        assertThat(kubectlApply(ONE.replace("red", "pink")))
                .startsWith(
                        "The Widget \"one\" is invalid: \n* spec.colour: Unsupported value: \"pink\": supported values: "
                                + "\"red\", \"green\", \"blue\"\n");
    }

    @Test
    void finds_and_prints_kinds_by_short_name_and_category() throws Exception {
        kubectlApply(ONE);
        assertThat(kubectl("get", "wd")).matches("NAME +SIZE +READY +AGE\none +3 +\\d+s");
        assertThat(kubectl("get", "toys", "-o", "wide")).matches("NAME +SIZE +READY +COLOUR +AGE\none +3 +red +\\d+s");
        assertThat(kubectl("api-resources", "--api-group=test.example"))
                .matches("(?s)NAME.*\nwidgets +wd +test.example/v1 +true +Widget");
        assertThat(kubectl("explain", "widget.spec.colour")).contains("FIELD: colour <string>");
    }

    @Test
    void waits_and_watches() throws Exception {
        kubectlApply(ONE);
        Thread later = new Thread(() -> patch(
                "operator",
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}",
                true,
                "status"));
        later.start();
        assertThat(kubectl("wait", "wd/one", "--for=condition=Ready", "--timeout=20s"))
                .isEqualTo("widget.test.example/one condition met");
        later.join();
        assertThat(kubectl("get", "wd", "--watch", "--request-timeout=2s")).contains("one    3      True");
    }

    @Test
    void shows_events_with_their_object() throws Exception {
        kubectlApply(ONE);
        Widget one = widget("one").get();
        Files.writeString(
                directory.resolve("event.yaml"), """
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: one.1, namespace: default}
                eventTime: "2026-01-02T03:04:05.000000Z"
                reportingController: test
                reportingInstance: test-1
                action: Do
                reason: Doing
                regarding: {apiVersion: test.example/v1, kind: Widget, name: one, namespace: default, uid: %s}
                note: something is done
                type: Warning
                """.formatted(one.getMetadata().getUid()));
        kubectl("create", "-f", "event.yaml");
        assertThat(kubectl("describe", "wd", "one")).containsPattern("Warning +Doing +\\S+ +test +something is done");
        assertThat(kubectl("get", "events")).containsPattern("Warning +Doing +widget/one +something is done");
    }

    @Test
    void makes_and_deletes_namespaces_configuration_and_secrets() throws Exception {
        assertThat(kubectl("create", "namespace", "team")).isEqualTo("namespace/team created");
        kubectl("create", "configmap", "c", "--from-literal=a=b", "-n", "team");
        kubectl("create", "secret", "generic", "s", "--from-literal=a=b", "-n", "team");
        assertThat(kubectl("get", "cm/c", "secret/s", "-n", "team", "-o", "jsonpath={.items[*].data.a}"))
                .isEqualTo("b Yg==");
        assertThat(kubectl("delete", "namespace", "team")).isEqualTo("namespace \"team\" deleted");
        assertThat(kubectl("get", "cm", "-A")).isEqualTo("No resources found");
    }
}
