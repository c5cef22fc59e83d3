package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the constraints of a shape from its model, in the order in which AWS names them. */
final class Rules {

    private Rules() {}

    static List<Rule> of(ScalarType type, JsonNode shape) {
        List<Rule> rules = new ArrayList<>(
                switch (type) {
                    case TEXT -> ofSize(shape, Rules::characters);
                    case BLOB -> ofSize(shape, ScalarType::bytes);
                    case INTEGER, LONG, DECIMAL -> ofRange(shape);
                    case FLAG, TIME -> List.of();
                });
        if (shape.has("pattern")) {
            rules.add(Rule.pattern(shape.get("pattern").asText()));
        }
        if (shape.has("enum")) {
            rules.add(Rule.oneOf(values(shape)));
        }
        return List.copyOf(rules);
    }

    /** The values of an enum. */
    static List<String> values(JsonNode shape) {
        List<String> values = new ArrayList<>();
        shape.path("enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    static List<Rule> ofSize(JsonNode shape, Function<JsonNode, Number> size) {
        List<Rule> rules = new ArrayList<>();
        if (shape.has("max")) {
            rules.add(Rule.longest(shape.get("max").decimalValue(), size));
        }
        if (shape.has("min")) {
            rules.add(Rule.shortest(shape.get("min").decimalValue(), size));
        }
        return rules;
    }

    private static List<Rule> ofRange(JsonNode shape) {
        List<Rule> rules = new ArrayList<>();
        if (shape.has("max")) {
            rules.add(Rule.highest(shape.get("max").decimalValue()));
        }
        if (shape.has("min")) {
            rules.add(Rule.lowest(shape.get("min").decimalValue()));
        }
        return rules;
    }

    /** Unicode's, not Java's (Smithy, "length trait"). */
    private static int characters(JsonNode value) {
        String text = value.asText();
        return text.codePointCount(0, text.length());
    }
}
