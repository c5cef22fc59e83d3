package dev.awsmlops.operator.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/metrics.md} says. */
record MetricsPage(List<String> lines) {

    /** A row of the table of metrics. */
    record Row(String name, String type, Set<String> labels) {}

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static MetricsPage read() throws IOException {
        return new MetricsPage(Files.readAllLines(Path.of("docs/metrics.md")));
    }

    List<Row> metrics() {
        return lines.stream()
                .filter(line -> line.startsWith("| `mlops_"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(codes(cells[1]).iterator().next(), cells[2].strip(), codes(cells[3])))
                .toList();
    }

    /** The values of a label, where they are a closed set. */
    Set<String> valuesOf(String label) {
        return lines.stream()
                .filter(line -> line.startsWith("| `" + label + "` |"))
                .map(line -> codes(line.split("\\|", -1)[2]))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
