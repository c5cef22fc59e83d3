package dev.awsmlops.operator.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's own metrics of one scrape, in Prometheus's text format. */
record Scrape(String text) {

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** The metrics with their types, where a summary's maximum is part of it. */
    Map<String, String> types() {
        var types = new TreeMap<String, String>();
        for (MatchResult type : Pattern.compile("^# TYPE (mlops_\\w+) (\\w+)$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .toList()) {
            types.put(type.group(1), type.group(2));
        }
        types.keySet()
                .removeIf(name -> name.endsWith("_max")
                        && "summary".equals(types.get(name.substring(0, name.length() - "_max".length()))));
        return types;
    }

    /** The names of the labels that the series of a metric have. */
    Set<String> labels(String metric) {
        return series(metric)
                .flatMap(series -> LABEL.matcher(series).results())
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The values that a label has in any series. */
    Set<String> valuesOf(String label) {
        return text.lines()
                .filter(line -> line.startsWith("mlops_"))
                .flatMap(series -> LABEL.matcher(series).results())
                .filter(found -> found.group(1).equals(label))
                .map(found -> found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The sum of the series of that name that have all those labels, such as {@code kind="DataLake"}. */
    double value(String name, String... labels) {
        List<String> wanted = Arrays.asList(labels);
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> wanted.stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Stream<String> series(String metric) {
        return text.lines().filter(line -> line.matches(metric + "(_count|_sum|_max)?[{ ].*"));
    }
}
