package dev.awsmlops.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chart's values.yaml: its keys in their order, with the words that stand over each after {@code # --}. */
final class ValuesFile {

    static final Path CHART = Path.of("helm", "mlops-operator");

    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][A-Za-z0-9]*):.*");
    private static final Pattern WORDS = Pattern.compile("^ *# -- (.*)");
    private static final Pattern MORE_WORDS = Pattern.compile("^ *# (.*)");

    /** Two spaces a level. */
    private static final int INDENT = 2;

    private final JsonNode tree;
    private final Map<String, String> words = new LinkedHashMap<>();

    private ValuesFile(String text) throws IOException {
        tree = new YAMLMapper().readTree(text);
        List<String> path = new ArrayList<>();
        var comment = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher start = WORDS.matcher(line);
            Matcher more = MORE_WORDS.matcher(line);
            Matcher key = KEY.matcher(line);
            if (start.matches()) {
                comment.setLength(0);
                comment.append(start.group(1));
            } else if (more.matches() && !comment.isEmpty()) {
                comment.append(' ').append(more.group(1));
            } else if (key.matches()) {
                int depth = key.group(1).length() / INDENT;
                if (depth <= path.size()) {
                    path.subList(depth, path.size()).clear();
                    path.add(key.group(2));
                    if (!comment.isEmpty()) {
                        words.put(String.join(".", path), comment.toString());
                    }
                }
                comment.setLength(0);
            } else {
                comment.setLength(0);
            }
        }
    }

    static ValuesFile read() throws IOException {
        return new ValuesFile(Files.readString(CHART.resolve("values.yaml")));
    }

    JsonNode tree() {
        return tree;
    }

    /** The words of each key that has some, in the order of the file. */
    Map<String, String> words() {
        return words;
    }

    /** The default of a key, as JSON. */
    String defaultOf(String key) throws IOException {
        return new ObjectMapper().writeValueAsString(tree.at("/" + key.replace('.', '/')));
    }
}
