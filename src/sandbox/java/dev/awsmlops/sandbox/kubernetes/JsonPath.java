package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath of printer columns: properties, quoted properties, indexes, wildcards and equality filters, such as
 * {@code .status.conditions[?(@.type=="Ready")].status}.
 */
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.?\\[\\?\\(@\\.(?<field>[^=!<>\\s]+)\\s*==\\s*[\"'](?<value>[^\"']*)[\"']\\)]"
                    + "|\\.?\\[(?<index>-?\\d+)]"
                    + "|\\.?\\[(?<all>\\*)]"
                    + "|\\.?\\['(?<quoted>[^']+)']"
                    + "|\\.(?<name>(?:\\\\.|[^.\\[\\\\])+)");

    private final String expression;

    /** @throws IllegalArgumentException when the expression has parts that this does not understand */
    JsonPath(String expression) {
        this.expression = expression;
        Matcher step = STEP.matcher(expression);
        int end = 0;
        while (end < expression.length() && step.find(end) && step.start() == end) {
            end = step.end();
        }
        if (end < expression.length()) {
            throw new IllegalArgumentException("cannot read JSONPath " + expression);
        }
    }

    Optional<JsonNode> first(JsonNode object) {
        List<JsonNode> nodes = List.of(object);
        Matcher step = STEP.matcher(expression);
        while (step.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                follow(step, node, next);
            }
            nodes = next;
        }
        return nodes.stream().findFirst();
    }

    private static void follow(Matcher step, JsonNode node, List<JsonNode> found) {
        if (step.group("field") != null) {
            JsonPath field = new JsonPath("." + step.group("field"));
            for (JsonNode item : node) {
                if (field.first(item)
                        .filter(value -> value.asText().equals(step.group("value")))
                        .isPresent()) {
                    found.add(item);
                }
            }
        } else if (step.group("all") != null) {
            node.forEach(found::add);
        } else {
            JsonNode child = step.group("index") != null
                    ? atIndex(node, Integer.parseInt(step.group("index")))
                    : node.get(
                            step.group("quoted") != null
                                    ? step.group("quoted")
                                    : step.group("name").replace("\\", ""));
            if (child != null && !child.isNull()) {
                found.add(child);
            }
        }
    }

    private static JsonNode atIndex(JsonNode list, int index) {
        return list.get(index < 0 ? list.size() + index : index);
    }
}
