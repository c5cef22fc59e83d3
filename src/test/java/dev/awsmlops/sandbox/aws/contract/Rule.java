package dev.awsmlops.sandbox.aws.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A constraint on a value of the right type.
 *
 * @param must what AWS says that the member must do
 */
record Rule(Violation.Kind kind, String must, Predicate<JsonNode> holds) {

    static Rule longest(BigDecimal most, Function<JsonNode, Number> length) {
        return atMost(Violation.Kind.LENGTH, "have length", most, length);
    }

    static Rule shortest(BigDecimal least, Function<JsonNode, Number> length) {
        return atLeast(Violation.Kind.LENGTH, "have length", least, length);
    }

    static Rule highest(BigDecimal most) {
        return atMost(Violation.Kind.RANGE, "have value", most, Rule::number);
    }

    static Rule lowest(BigDecimal least) {
        return atLeast(Violation.Kind.RANGE, "have value", least, Rule::number);
    }

    /**
     * The whole of the text must match, though many expressions have no anchors: SageMaker refuses a notebook's name with
     * an underscore by {@code ^[a-zA-Z0-9](-*[a-zA-Z0-9])*}, which its beginning does match (data-dot-all/dataall#177).
     */
    static Rule pattern(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return new Rule(
                Violation.Kind.PATTERN,
                "satisfy regular expression pattern: " + expression,
                value -> pattern.matcher(value.asText()).matches());
    }

    static Rule oneOf(Collection<String> values) {
        return new Rule(
                Violation.Kind.ENUM,
                "satisfy enum value set: [" + String.join(", ", values) + "]",
                value -> values.contains(value.asText()));
    }

    /** The same rule, from which some values are free. */
    Rule except(Collection<String> values) {
        return new Rule(kind, must, holds.or(value -> values.contains(value.asText())));
    }

    private static Rule atMost(Violation.Kind kind, String what, BigDecimal most, Function<JsonNode, Number> of) {
        return new Rule(
                kind, what + " less than or equal to " + most.toPlainString(), value -> compare(of, value, most) <= 0);
    }

    private static Rule atLeast(Violation.Kind kind, String what, BigDecimal least, Function<JsonNode, Number> of) {
        return new Rule(
                kind,
                what + " greater than or equal to " + least.toPlainString(),
                value -> compare(of, value, least) >= 0);
    }

    private static int compare(Function<JsonNode, Number> of, JsonNode value, BigDecimal bound) {
        return new BigDecimal(of.apply(value).toString()).compareTo(bound);
    }

    private static Number number(JsonNode value) {
        return new BigDecimal(value.asText());
    }
}
