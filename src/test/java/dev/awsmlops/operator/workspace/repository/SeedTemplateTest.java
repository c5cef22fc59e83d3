package dev.awsmlops.operator.workspace.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTemplateTest {

    private static final Path SOURCE = Path.of("src/main/resources/template");
    private static final Path INDEX = Path.of("src/main/resources/template.index");
    private static final String WRITE = "./mvnw test -Dtest=SeedTemplateTest -Dtemplate.write";

    /** What tools leave behind when the template's own tests are run in place. */
    private static final Set<String> LEFT_BY_TOOLS = Set.of("__pycache__", ".pytest_cache", ".ruff_cache");

    /** {@code -Dtemplate.write} writes it anew. */
    @Test
    void theIndexListsWhatIsThere() throws IOException {
        String listed = index();
        if (System.getProperty("template.write") != null) {
            Files.writeString(INDEX, listed);
        }

        assertThat(INDEX).as("write it with: " + WRITE).exists().hasContent(listed);
    }

    @Test
    void thePlaceholdersAreTheNamesOfAWorkspaceAndItsLake() {
        assertThat(SeedTemplate.bundled().placeholders()).isEqualTo(Seeds.VALUES.keySet());
    }

    @Test
    void theCodeHasItsPlaceholdersInOneFile() throws IOException {
        var withPlaceholders = new ArrayList<String>();
        for (SeedFile file : filled(Seeds.VALUES)) {
            if (!Files.readString(SOURCE.resolve(file.path()))
                    .equals(file.content().asUtf8String())) {
                withPlaceholders.add(file.path());
            }
        }

        assertThat(withPlaceholders).containsExactly("README.md", "src/order_returns/settings.py");
    }

    @Test
    void everyPlaceholderIsFilled() {
        List<SeedFile> files = filled(Seeds.VALUES);

        assertThat(text(files, "src/order_returns/settings.py"))
                .contains("WORKSPACE = \"churn\"\n", "FEATURES_PATH = \"s3://team-a-lake/features/\"\n");
        assertThat(files).noneMatch(file -> file.content().asUtf8String().contains("@@"));
    }

    @Test
    void theFilesComeInOrderAndNoneIsEmpty() {
        List<SeedFile> files = filled(Seeds.VALUES);

        assertThat(files).isSortedAccordingTo(Comparator.comparing(SeedFile::path));
        assertThat(files).extracting(SeedFile::path).contains(".gitignore", "README.md", "data/raw/.gitkeep");
        assertThat(files).allMatch(file -> file.size() > 0);
    }

    @Test
    void theWholeTemplateIsOneCommit() {
        assertThat(SeedCommits.split(filled(Seeds.VALUES))).hasSize(1);
    }

    @Test
    void aWorkspaceWithoutALakeHasEmptyValues() {
        var values = new HashMap<>(Seeds.VALUES);
        for (String name : List.of("BUCKET", "DATABASE", "RAW_PATH", "CURATED_PATH", "FEATURES_PATH", "ROLE_ARN")) {
            values.put(name, "");
        }

        assertThat(text(filled(values), "src/order_returns/settings.py")).contains("BUCKET = \"\"\n");
    }

    @Test
    void allMissingValuesAreNamed() {
        var values = new HashMap<>(Seeds.VALUES);
        values.remove("BUCKET");
        values.remove("BRANCH");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> filled(values))
                .withMessage("the template needs values for BRANCH, BUCKET");
    }

    @Test
    void aValueWithoutAPlaceholderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filled(with("BUKCET", "lake")))
                .withMessage("the template has no placeholder BUKCET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\0b"})
    void aValueThatWouldEndItsLiteralIsRefusedWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filled(with("BRANCH", value)))
                .withMessage("the value of BRANCH has a quote, a backslash or a control character in it");
    }

    @Test
    void aPlaceholderInAValueStaysWhatItIs() {
        assertThat(text(filled(with("BRANCH", "@@REGION@@ $1")), "src/order_returns/settings.py"))
                .contains("BRANCH = \"@@REGION@@ $1\"\n");
    }

    @Test
    void theTemplateIsReadFromAJarToo(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("operator.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(SeedTemplate.INDEX));
            out.write(Files.readAllBytes(INDEX));
            for (Path file : templateFiles()) {
                out.putNextEntry(new JarEntry(SeedTemplate.FOLDER + name(file)));
                out.write(Files.readAllBytes(file));
            }
        }

        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(SeedTemplate.from(classes).fill(Seeds.VALUES)).isEqualTo(filled(Seeds.VALUES));
        }
    }

    static Stream<SeedFile> notebooks() {
        return filled(Seeds.VALUES).stream().filter(file -> file.path().endsWith(".ipynb"));
    }

    /** Source: nbformat's schema, nbformat.v4.5.schema.json. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void aNotebookIsValidAndHasNoOutputs(SeedFile file) throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(file.content().asByteArray());
        var ids = new HashSet<String>();

        assertThat(notebook.get("nbformat").intValue()).isEqualTo(4);
        assertThat(notebook.get("nbformat_minor").intValue()).isEqualTo(5);
        assertThat(notebook.at("/metadata/kernelspec/name").textValue()).isEqualTo("conda_python3");
        assertThat(notebook.get("cells")).isNotEmpty().allSatisfy(cell -> {
            assertThat(cell.get("id").textValue()).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(ids.add(cell.get("id").textValue())).isTrue();
            assertThat(cell.get("metadata").isObject()).isTrue();
            assertThat(cell.get("source")).isNotEmpty().allMatch(JsonNode::isTextual);
            if (cell.get("cell_type").textValue().equals("code")) {
                assertThat(cell.get("outputs").isArray()).isTrue();
                assertThat(cell.get("outputs")).isEmpty();
                assertThat(cell.get("execution_count").isNull()).isTrue();
            } else {
                assertThat(cell.get("cell_type").textValue()).isEqualTo("markdown");
                assertThat(cell.has("outputs")).isFalse();
            }
        });
    }

    private static List<SeedFile> filled(Map<String, String> values) {
        return SeedTemplate.bundled().fill(values);
    }

    private static Map<String, String> with(String name, String value) {
        var values = new HashMap<>(Seeds.VALUES);
        values.put(name, value);
        return values;
    }

    private static String text(List<SeedFile> files, String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .content()
                .asString(UTF_8);
    }

    private static String index() throws IOException {
        var lines = new StringBuilder();
        for (Path file : templateFiles()) {
            lines.append(Files.isExecutable(file) ? SeedTemplate.EXECUTABLE : "100644")
                    .append(' ')
                    .append(name(file))
                    .append('\n');
        }
        return lines.toString();
    }

    private static List<Path> templateFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(name(file).split("/", -1)).noneMatch(LEFT_BY_TOOLS::contains))
                    .sorted(Comparator.comparing(SeedTemplateTest::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return SOURCE.relativize(file).toString().replace('\\', '/');
    }
}
