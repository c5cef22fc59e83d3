package dev.awsmlops.operator.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.testing.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher of the Glue kernels with stand-ins for its two packages, which do what those of AWS and Jupyter do. */
class GlueKernelTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void standIns() throws Exception {
        Shell.assumePresent("bash", "python3");
        shell = new Shell(directory);
        try (var in = LifecycleScript.class.getResourceAsStream("glue-kernel.py")) {
            Files.write(directory.resolve("glue-kernel.py"), in.readAllBytes());
        }
        // Without these any installed packages of the same names would come first.
        Shell.write(directory.resolve("ipykernel/__init__.py"), "");
        Shell.write(directory.resolve("glue_pyspark/__init__.py"), "");
        Shell.write(directory.resolve("ipykernel/kernelapp.py"), """
                import json, sys
                class IPKernelApp:
                    def launch_instance(kernel_class):
                        print(json.dumps({"argv": sys.argv[1:], "arguments": kernel_class().default_arguments}))
                """);
        Shell.write(directory.resolve("glue_pyspark/GlueKernel.py"), """
                class GlueKernel:
                    def __init__(self):
                        self._set_default_arguments()
                    def _set_default_arguments(self):
                        self.default_arguments = {"--enable-glue-datacatalog": "true"}
                    def add_default_argument(self, name, value):
                        self.default_arguments[f"--{name}"] = value
                """);
    }

    @Test
    void sessionsGetTheLakeAsArguments() throws Exception {
        JsonNode started = start(Samples.LAKE.values());

        assertThat(started.get("arguments")).hasSize(6);
        assertThat(started.at("/arguments/--datalake_bucket").textValue()).isEqualTo(Samples.LAKE.bucket());
        assertThat(started.at("/arguments/--datalake_features_path").textValue())
                .isEqualTo(Samples.LAKE.featuresPath());
        assertThat(started.at("/arguments/--enable-glue-datacatalog").textValue())
                .isEqualTo("true");
    }

    @Test
    void sessionsWithoutALakeGetNoArguments() throws Exception {
        assertThat(start(DataLakeVariables.NONE.values()).get("arguments")).hasSize(1);
    }

    @Test
    void jupyterGetsItsOwnArguments() throws Exception {
        assertThat(start(Map.of()).get("argv").toString()).isEqualTo("[\"-f\",\"connection.json\"]");
    }

    /** Python's argument parsers take the beginning of a name for the name. Source: argparse, allow_abbrev. */
    @Test
    void noArgumentsNameBeginsAnother() {
        var names = Samples.LAKE.values().keySet();

        assertThat(names).allSatisfy(name -> assertThat(names)
                .filteredOn(other -> other.startsWith(name))
                .containsExactly(name));
    }

    private JsonNode start(Map<String, String> environment) throws Exception {
        var command = new StringBuilder("PYTHONPATH=.");
        environment.forEach((name, value) -> command.append(" %s='%s'".formatted(name, value)));
        command.append(" python3 glue-kernel.py glue_pyspark.GlueKernel -f connection.json");
        return new ObjectMapper()
                .readTree(
                        shell.run("bash", "-c", command.toString()).succeeded().output());
    }
}
