package dev.awsmlops.operator.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the filled scripts as a notebook instance would, in a directory that stands for its root. */
class OnStartScriptsTest {

    @TempDir
    Path root;

    private Shell shell;

    @BeforeEach
    void standIns() {
        Shell.assumePresent("bash", "python3");
        shell = new Shell(root);
        shell.standIn("systemctl", "");
        // There is no ec2-user here to give a directory to, or to be.
        shell.standIn("install", "mkdir -p \"${@: -1}\"");
        shell.standIn("sudo", "shift 3; HOME='%s' exec \"$@\"".formatted(root.resolve("home/ec2-user")));
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#scripts")
    @DisplayName("bash accepts every script, and every script that it writes")
    void parses(String resource, Map<String, String> values) throws Exception {
        Path script = start(resource, values);
        shell.run("bash", "-n", script.toString()).succeeded();
        for (Path written : writtenScripts()) {
            shell.run("bash", "-n", written.toString()).succeeded();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#scripts")
    @DisplayName("shellcheck finds nothing in any script, nor in those that it writes")
    void passesShellcheck(String resource, Map<String, String> values) throws Exception {
        assumeTrue(Shell.isPresent("shellcheck"), "shellcheck is not on the PATH");
        Path script = start(resource, values);
        // SC2016: values with a $ in them are to keep it.
        shell.run("shellcheck", "-e", "SC2016", script.toString()).succeeded();
        for (Path written : writtenScripts()) {
            // Of the settings that a script reads, shellcheck knows nothing: neither the file nor the names in it.
            shell.run("shellcheck", "-e", "SC1091,SC2153,SC2154", written.toString())
                    .succeeded();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#startScripts")
    @DisplayName("The idle stop is running before anything else is")
    void startsIdleStopFirst(String resource, Map<String, String> values) throws Exception {
        start(resource, values);

        assertThat(shell.calls())
                .filteredOn(call -> call.startsWith("systemctl"))
                .startsWith("systemctl daemon-reload", "systemctl enable --now aws-mlops-idle-stop.timer");
        assertThat(file("opt/aws-mlops/idle-stop.env")).containsPattern("IDLE_SECONDS=2700\nSTARTED=\\d{10}\n");
        assertThat(file("opt/aws-mlops/idle-stop.py"))
                .contains("def main():", "aws-mlops.dev/idle-stopped-at")
                .doesNotContain("IDLE_STOP");
        shell.run("python3", root.resolve("opt/aws-mlops/idle-stop.py").toString(), "--help")
                .succeeded();
    }

    @Test
    @DisplayName("An idle time that is no number stops the start of the instance, which would never stop by itself")
    void refusesBadIdleTime() throws Exception {
        Map<String, String> values = new HashMap<>(Samples.ENDPOINT);
        values.put("IDLE_SECONDS", "45m");

        assertThat(run("on-start-endpoint.sh", values).exitCode()).isNotZero();
    }

    @Test
    @DisplayName("Whatever a value holds, it is not run and arrives as it was")
    void keepsHostileValues() throws Exception {
        String hostile = "'$(touch \"$0.run\")'`touch run`;\\$HOME \"";
        Map<String, String> values = new HashMap<>(Samples.SESSION);
        values.put("CONNECTIONS", hostile);

        start("on-start-session.sh", values);

        assertThat(json("opt/aws-mlops/kernel-env.json").get("glue_connections").textValue())
                .isEqualTo(hostile.replace("$", "$$"));
        try (var files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith("run"));
        }
    }

    @Test
    @DisplayName("Both Glue kernels start in the environment that has them, with the session's settings and our tags")
    void registersKernels() throws Exception {
        start("on-start-session.sh", Samples.SESSION);
        assertThat(shell.calls()).last().isEqualTo("systemctl start --no-block aws-mlops-kernels.service");
        Path packages = root.resolve("packages");
        for (String kernel : new String[] {"glue_pyspark", "glue_spark"}) {
            Path kernelPackage =
                    packages.resolve("aws_glue_interactive_sessions_kernel").resolve(kernel);
            Shell.write(kernelPackage.getParent().resolve("__init__.py"), "");
            Shell.write(kernelPackage.resolve("logo-64x64.png"), "");
            Shell.write(
                    kernelPackage.resolve("kernel.json"),
                    "{\"argv\": [\"python\", \"-m\", \"%s\"], \"display_name\": \"%s\"}".formatted(kernel, kernel));
        }
        Shell.write(root.resolve("home/ec2-user/anaconda3/envs/python3/bin/python"), """
                #!/bin/bash
                mkdir -p "${@: -1}/bin"
                cp '%1$s/stand-ins/pip' "${@: -1}/bin/pip"
                printf '#!/bin/bash\\nPYTHONPATH=%%q exec python3 "$@"\\n' '%2$s' >"${@: -1}/bin/python"
                chmod +x "${@: -1}/bin/python"
                """.formatted(root, packages));
        shell.standIn("pip", "");

        Path install = root.resolve("opt/aws-mlops/install-kernels.sh");
        shell.run(install.toString()).succeeded();
        shell.run(install.toString()).succeeded();

        assertThat(shell.calls()).last().asString().startsWith("pip install").contains("aws-glue-sessions==1.0.9");
        for (String kernel : new String[] {"glue_pyspark", "glue_spark"}) {
            String directory = "home/ec2-user/.local/share/jupyter/kernels/" + kernel;
            assertThat(root.resolve(directory).resolve("logo-64x64.png")).exists();
            JsonNode spec = json(directory + "/kernel.json");
            assertThat(spec.at("/argv/0").textValue()).startsWith("/");
            assertThat(spec.at("/argv/1").textValue()).endsWith("/opt/aws-mlops/glue-kernel.py");
            assertThat(spec.at("/argv/2").textValue()).isEqualTo(kernel);
            assertThat(spec.at("/env/glue_tags").textValue()).isEqualTo(Samples.TAGS.replace("$", "$$"));
            JsonNode env = spec.get("env");
            assertThat(env.get("region").textValue()).isEqualTo("eu-central-1");
            assertThat(env.get("glue_role_arn").textValue()).isEqualTo(Samples.SESSION.get("ROLE_ARN"));
            assertThat(env.get("glue_idle_timeout").textValue()).isEqualTo("45");
            assertThat(env.get("glue_timeout").textValue()).isEqualTo("480");
            assertThat(env.get("DATA_LAKE_BUCKET").textValue()).isEqualTo(Samples.LAKE.bucket());
            assertThat(env.has("glue_security_config")).as("empty settings").isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.awsmlops.operator.notebook.Samples#startScripts")
    @DisplayName("Kernels and terminals on the instance have the lake and the session tags in their environment")
    void tellsOfTheLake(String resource, Map<String, String> values) throws Exception {
        start(resource, values);

        String startup = root.resolve("home/ec2-user/.ipython/profile_default/startup/00-aws-mlops.py")
                .toString();
        String profile = root.resolve("etc/profile.d/aws-mlops.sh").toString();
        String show = "import json, os; print(json.dumps(dict(os.environ)))";
        for (Shell.Result shown : new Shell.Result[] {
            shell.run("python3", "-c", "exec(open('%s').read()); %s".formatted(startup, show)),
            shell.run("bash", "-c", ". '%s' && python3 -c '%s'".formatted(profile, show))
        }) {
            JsonNode environment = new ObjectMapper().readTree(shown.succeeded().output());
            Samples.LAKE.values().forEach((name, value) -> assertThat(
                            environment.get(name).textValue())
                    .isEqualTo(value));
            assertThat(environment.path("GLUE_SESSION_TAGS").textValue()).isEqualTo(values.get("TAGS"));
        }
    }

    @Test
    @DisplayName("Without a data lake nothing is told of one")
    void tellsOfNoLake() throws Exception {
        Map<String, String> values = new HashMap<>(Samples.SESSION);
        values.putAll(DataLakeVariables.NONE.values());

        start("on-start-session.sh", values);

        assertThat(file("opt/aws-mlops/kernel-env.json")).doesNotContain("DATA_LAKE");
        assertThat(file("etc/profile.d/aws-mlops.sh")).doesNotContain("DATA_LAKE");
    }

    @Test
    @DisplayName("A workspace's instance that is not to stop by itself has no idle stop, and the rest all the same")
    void leavesOutIdleStop() throws Exception {
        start("on-start-workspace.sh", Samples.with(Samples.WORKSPACE, "IDLE_SECONDS", ""));

        assertThat(shell.calls())
                .filteredOn(call -> call.startsWith("systemctl"))
                .containsExactly("systemctl daemon-reload", "systemctl start --no-block aws-mlops-kernels.service");
        assertThat(root.resolve("opt/aws-mlops/idle-stop.py")).doesNotExist();
    }

    @Test
    @DisplayName("A workspace's idle time that is no number stops the start of the instance")
    void refusesWorkspacesBadIdleTime() throws Exception {
        Map<String, String> values = Samples.with(Samples.WORKSPACE, "IDLE_SECONDS", "1h");

        assertThat(run("on-start-workspace.sh", values).exitCode()).isNotZero();
    }

    @Test
    @DisplayName("Sparkmagic's kernels look for Livy at this end of the tunnel")
    void configuresSparkmagic() throws Exception {
        start("on-start-endpoint.sh", Samples.ENDPOINT);

        JsonNode config = json("home/ec2-user/.sparkmagic/config.json");
        assertThat(config.at("/kernel_python_credentials/url").textValue()).isEqualTo("http://localhost:8998");
        assertThat(config.at("/kernel_scala_credentials/url").textValue()).isEqualTo("http://localhost:8998");
        assertThat(shell.calls()).last().isEqualTo("systemctl start --no-block aws-mlops-endpoint-tunnel.service");
    }

    @Test
    @DisplayName("While the endpoint is not ready an attempt at the tunnel ends there, to be made again")
    void waitsForEndpoint() throws Exception {
        assertThat(tunnel("PROVISIONING\tNone\t[null,null]").exitCode()).isEqualTo(1);
        assertThat(shell.calls()).last().asString().startsWith("aws glue get-dev-endpoint");
    }

    @Test
    @DisplayName("An endpoint that AWS does not know yet is waited for too")
    void waitsForMissingEndpoint() throws Exception {
        assertThat(tunnel("").exitCode()).isEqualTo(1);
        assertThat(shell.calls()).last().asString().startsWith("aws glue get-dev-endpoint");
    }

    @Test
    @DisplayName("A ready endpoint gets the key once, and the tunnel its address")
    void opensTunnel() throws Exception {
        tunnel("READY\tec2-1-2-3-4.compute.amazonaws.com\t[null,null]").succeeded();

        assertThat(shell.calls())
                .contains(
                        "aws glue update-dev-endpoint --region eu-central-1 --endpoint-name team-a-explore-orders-4f2a"
                                + " --add-public-keys ssh-rsa AAAAkey aws-mlops")
                .last()
                .asString()
                .startsWith("ssh ")
                .endsWith("-L 127.0.0.1:8998:169.254.76.1:8998 glue@ec2-1-2-3-4.compute.amazonaws.com");
    }

    @Test
    @DisplayName("A key that the endpoint has is not added again, after a restart either")
    void keepsKey() throws Exception {
        tunnel("READY\t10.0.0.7\t[null,null]").succeeded();
        tunnel("READY\t10.0.0.7\t[null,[\"ssh-rsa AAAAother x\",\"ssh-rsa AAAAkey aws-mlops\"]]")
                .succeeded();

        assertThat(shell.calls())
                .filteredOn(call -> call.startsWith("ssh-keygen -q") || call.startsWith("aws glue update-dev-endpoint"))
                .hasSize(2);
    }

    private Shell.Result tunnel(String endpoint) throws Exception {
        start("on-start-endpoint.sh", Samples.ENDPOINT);
        shell.standIn(
                "aws",
                "[[ $2 != get-dev-endpoint ]] || printf '%%s' '%s'"
                        .formatted(endpoint + (endpoint.isEmpty() ? "" : "\n")));
        shell.standIn("ssh", "");
        shell.standIn("ssh-keygen", "[[ $1 == -y ]] && echo ssh-rsa AAAAkey aws-mlops || touch \"${@: -1}\"");
        return shell.run(root.resolve("opt/aws-mlops/endpoint-tunnel.sh").toString());
    }

    private Path start(String resource, Map<String, String> values) throws Exception {
        run(resource, values).succeeded();
        return root.resolve("on-start.sh");
    }

    private Shell.Result run(String resource, Map<String, String> values) throws Exception {
        String script = LifecycleScript.fromResource(resource, values)
                .text()
                .replaceAll("(/opt/aws-mlops|/etc/systemd/system|/etc/profile\\.d|/home/ec2-user)", root + "$1")
                .replaceFirst("(?m)^export PATH=.*$", "export PATH='" + shell.path() + "'");
        Shell.make(root.resolve("etc/systemd/system"));
        Shell.make(root.resolve("etc/profile.d"));
        Shell.make(root.resolve("home/ec2-user"));
        return shell.run(Shell.write(root.resolve("on-start.sh"), script).toString());
    }

    private Iterable<Path> writtenScripts() throws IOException {
        try (var files = Files.list(root.resolve("opt/aws-mlops"))) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList();
        }
    }

    private String file(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(file(path));
    }
}
