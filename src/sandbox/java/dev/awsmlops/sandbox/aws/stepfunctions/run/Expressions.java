package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Evaluates what a state's fields hold: in JSON, every text between braces with percent signs is an expression in
 * JSONata (developer guide, "Transforming data with JSONata in Step Functions").
 */
public final class Expressions {

    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    /** Against recursion without end. Evaluation is cut by depth; the time-out is for loops that never get deeper. */
    private static final int DEEPEST = 300;

    private static final long LONGEST_MILLIS = 5_000;

    private Expressions() {}

    /** The expression within the text. Empty for text that means itself. */
    public static Optional<String> within(String text) {
        return text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length() >= OPEN.length() + CLOSE.length()
                ? Optional.of(text.substring(OPEN.length(), text.length() - CLOSE.length())
                        .strip())
                : Optional.empty();
    }

    /**
     * The JSON with the values of its expressions in their places.
     *
     * @param field where the template stands, for messages
     * @throws StateFailure {@code States.QueryEvaluationError}
     */
    static JsonNode evaluate(JsonNode template, String field, Scope scope) {
        if (template instanceof ObjectNode object) {
            ObjectNode evaluated = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member -> evaluated.set(
                            member.getKey(), evaluate(member.getValue(), field + "/" + member.getKey(), scope)));
            return evaluated;
        }
        if (template instanceof ArrayNode array) {
            ArrayNode evaluated = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                evaluated.add(evaluate(array.get(i), "%s[%d]".formatted(field, i), scope));
            }
            return evaluated;
        }
        return template.isTextual()
                ? within(template.asText())
                        .map(expression -> value(expression, field, scope))
                        .orElse(template)
                : template;
    }

    private static JsonNode value(String expression, String field, Scope scope) {
        String subject = "The JSONata expression '%s' specified for the field '%s' ".formatted(expression, field);
        try {
            Object value = run(expression, scope);
            if (value == null) {
                return nothing(expression, subject, scope);
            }
            return JsonValues.toJson(value);
        } catch (JException failed) {
            throw StateFailure.query(subject + "threw an error during evaluation. " + failed.getMessage());
        } catch (IllegalArgumentException unwritable) {
            throw StateFailure.query(subject + "returned an unsupported result type: " + unwritable.getMessage());
        }
    }

    /** Null is a value, undefined is none; the evaluator gives Java's null for both, but knows the type of only one. */
    private static JsonNode nothing(String expression, String subject, Scope scope) {
        if ("null".equals(run("$type((" + expression + "))", scope))) {
            return NullNode.getInstance();
        }
        throw StateFailure.query(subject + "returned nothing (undefined).");
    }

    private static Object run(String expression, Scope scope) {
        Jsonata parsed = Jsonata.jsonata(expression);
        Jsonata.Frame frame = parsed.createFrame();
        frame.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
        ExtraFunctions.bind(frame, scope);
        scope.variables().forEach((name, value) -> frame.bind(name, JsonValues.toJava(value)));
        frame.bind("states", JsonValues.toJava(scope.states()));
        return parsed.evaluate(null, frame);
    }
}
