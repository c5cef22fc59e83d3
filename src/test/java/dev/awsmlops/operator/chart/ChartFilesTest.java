package dev.awsmlops.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.awsmlops.operator.OperatorConfig;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the chart says twice, it says alike: its CRDs and those in {@code crds/}, its values and their schema, words and
 * README, its settings and those that the operator reads. {@code -Dchart.write} writes the CRDs and the README anew.
 */
class ChartFilesTest {

    private static final String HOW_TO_WRITE = "write it with: ./mvnw test -Dtest=ChartFilesTest -Dchart.write";
    private static final boolean WRITE = System.getProperty("chart.write") != null;
    private static final Path CRDS = ValuesFile.CHART.resolve("files/crds");
    private static final Path README = ValuesFile.CHART.resolve("README.md");
    private static final String TABLE_STARTS = "<!-- values, written by ChartFilesTest -->\n";
    private static final String TABLE_ENDS = "<!-- end of values -->";

    /** The chart sets these by itself, from `leaderElection` and `priceTable`. */
    private static final Set<String> SET_BY_THE_CHART = Set.of("leaderElection.lease", "priceTable");

    @Test
    void theChartHasEveryCrdOfTheRepositoryAsItIs() throws IOException {
        if (WRITE) {
            for (Path stale : yamlFiles(CRDS).values()) {
                Files.delete(stale);
            }
            for (var crd : yamlFiles(Path.of("crds")).entrySet()) {
                Files.copy(crd.getValue(), CRDS.resolve(crd.getKey()));
            }
        }

        var expected = contents(Path.of("crds"));
        assertThat(expected).isNotEmpty();
        assertThat(contents(CRDS)).as(HOW_TO_WRITE).isEqualTo(expected);
    }

    @Test
    void theChartIsForTheOperatorOfThisVersion() throws IOException {
        JsonNode chart =
                new YAMLMapper().readTree(ValuesFile.CHART.resolve("Chart.yaml").toFile());

        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>mlops-operator</artifactId>\n  <version>"
                        + chart.get("appVersion").asText() + "</version>");
    }

    @Test
    void theReadmeHasEveryValueWithItsWordsAndItsDefault() throws IOException {
        String committed = Files.readString(README);
        int start = committed.indexOf(TABLE_STARTS) + TABLE_STARTS.length();
        int end = committed.indexOf(TABLE_ENDS);
        String expected = committed.substring(0, start) + table() + committed.substring(end);
        if (WRITE) {
            Files.writeString(README, expected);
        }

        assertThat(Files.readString(README)).as(HOW_TO_WRITE).isEqualTo(expected);
    }

    @Test
    void everyValueHasWords() throws IOException {
        ValuesFile values = ValuesFile.read();

        assertThat(leavesWithoutWords("", values.tree(), values.words().keySet()))
                .isEmpty();
    }

    @Test
    void theSchemaKnowsTheValuesAndNoOthers() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(ValuesFile.CHART.resolve("values.schema.json").toFile());
        var known = keysOfSchema("", schema);
        // Helm's own: what a parent chart hands down.
        known.remove("global");

        assertThat(known).isEqualTo(keysOfValues("", ValuesFile.read().tree(), schema));
    }

    @Test
    void theChartSetsEverySettingThatTheOperatorReads() throws IOException {
        JsonNode config = ValuesFile.read().tree().get("config");
        var settings = settings("", OperatorConfig.class);
        settings.removeAll(SET_BY_THE_CHART);

        assertThat(leaves("", config)).isEqualTo(settings);
    }

    @Test
    void theDocumentationListsEverySettingThatTheOperatorReads() throws IOException {
        var listed = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `mlops."))
                .map(line -> line.substring("| `mlops.".length(), line.indexOf('`', "| `".length())))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed)
                .isEqualTo(settings("", OperatorConfig.class).stream()
                        .map(ChartFilesTest::kebab)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String table() throws IOException {
        ValuesFile values = ValuesFile.read();
        var table = new StringBuilder("| Key | Default | What it does |\n| --- | --- | --- |\n");
        for (var row : values.words().entrySet()) {
            table.append("| `").append(row.getKey()).append("` | `");
            table.append(values.defaultOf(row.getKey()).replace("|", "\\|")).append("` | ");
            table.append(row.getValue().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }

    /** What no words stand over, neither over itself nor over what it is in. */
    private static Set<String> leavesWithoutWords(String prefix, JsonNode node, Set<String> words) {
        var without = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = prefix + field.getKey();
            if (words.contains(key)) {
                continue;
            }
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
                without.addAll(leavesWithoutWords(key + ".", field.getValue(), words));
            } else {
                without.add(key);
            }
        }
        return without;
    }

    private static Set<String> keysOfSchema(String prefix, JsonNode schema) {
        var keys = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            // What is listed inside the items of a list is no key of values.yaml.
            keys.add(prefix + field.getKey());
            keys.addAll(keysOfSchema(prefix + field.getKey() + ".", field.getValue()));
        }
        return keys;
    }

    /** As deep as the schema goes: below that is Kubernetes' own. */
    private static Set<String> keysOfValues(String prefix, JsonNode values, JsonNode schema) {
        var keys = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            keys.add(prefix + field.getKey());
            JsonNode type = schema.path("properties").path(field.getKey());
            if (type.path("additionalProperties").isBoolean()
                    && field.getValue().isObject()) {
                keys.addAll(keysOfValues(prefix + field.getKey() + ".", field.getValue(), type));
            }
        }
        return keys;
    }

    private static Set<String> leaves(String prefix, JsonNode node) {
        var keys = new TreeSet<String>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isObject()) {
                keys.addAll(leaves(prefix + field.getKey() + ".", field.getValue()));
            } else {
                keys.add(prefix + field.getKey());
            }
        }
        return keys;
    }

    private static Set<String> settings(String prefix, Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> settings(prefix, method))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> settings(String prefix, Method method) {
        boolean isGroup = method.getReturnType().isInterface()
                && method.getReturnType().getEnclosingClass() == OperatorConfig.class;
        return isGroup
                ? settings(prefix + method.getName() + ".", method.getReturnType()).stream()
                : Stream.of(prefix + method.getName());
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        var contents = new TreeMap<String, String>();
        for (var file : yamlFiles(directory).entrySet()) {
            contents.put(file.getKey(), Files.readString(file.getValue()));
        }
        return contents;
    }

    private static Map<String, Path> yamlFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
        }
    }
}
