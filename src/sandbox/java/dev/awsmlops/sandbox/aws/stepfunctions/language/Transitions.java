package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks how states are left: with which output and variables, after which errors, and where to. */
record Transitions(Findings findings, ExpressionCheck expressions, Set<String> outer) {

    /** Developer guide, "Passing data between states with variables", "Variable name". */
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private static final Set<String> CAUGHT = Set.of("input", "context", "errorOutput");

    void next(String location, JsonNode from) {
        if (!from.path("Next").isTextual()) {
            findings.schema(location, "The field 'Next' is required");
        }
    }

    /** Checks Output and Assign. */
    void leaving(String location, JsonNode from, Set<String> ofStates) {
        expressions.template(location + "/Output", from.path("Output"), ofStates);
        JsonNode assign = from.path("Assign");
        String at = location + "/Assign";
        if (!assign.isMissingNode() && !assign.isObject()) {
            findings.schema(at, "Value must be an object");
        }
        expressions.template(at, assign, ofStates);
        assign.fieldNames().forEachRemaining(name -> {
            if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                findings.schema(at, "'%s' cannot be the name of a variable".formatted(name));
            }
            if (outer.contains(name)) {
                findings.schema(at, "The variable '%s' is of an outer scope".formatted(name));
            }
        });
    }

    void retriers(String location, JsonNode retriers) {
        list(location, retriers);
        for (int i = 0; i < retriers.size(); i++) {
            String at = "%s[%d]".formatted(location, i);
            JsonNode retrier = retriers.get(i);
            findings.onlyFields(
                    at,
                    retrier,
                    Set.of(
                            "ErrorEquals",
                            "IntervalSeconds",
                            "MaxAttempts",
                            "BackoffRate",
                            "MaxDelaySeconds",
                            "JitterStrategy",
                            "Comment"));
            errors(at, retrier, i == retriers.size() - 1);
            integer(at, retrier, "IntervalSeconds", 1, 99_999_999);
            integer(at, retrier, "MaxAttempts", 0, 99_999_999);
            integer(at, retrier, "MaxDelaySeconds", 1, 31_622_400);
            JsonNode backoff = retrier.path("BackoffRate");
            if (!backoff.isMissingNode() && (!backoff.isNumber() || backoff.asDouble() < 1)) {
                findings.schema(at + "/BackoffRate", "Value must be a number of at least 1");
            }
            if (retrier.path("MaxDelaySeconds").asLong(Long.MAX_VALUE)
                    <= retrier.path("IntervalSeconds").asLong(1)) {
                findings.schema(at + "/MaxDelaySeconds", "Value must be greater than IntervalSeconds");
            }
            if (!Set.of("FULL", "NONE").contains(retrier.path("JitterStrategy").asText("NONE"))) {
                findings.schema(at + "/JitterStrategy", "Value must be FULL or NONE");
            }
        }
    }

    void catchers(String location, JsonNode catchers) {
        list(location, catchers);
        for (int i = 0; i < catchers.size(); i++) {
            String at = "%s[%d]".formatted(location, i);
            JsonNode catcher = catchers.get(i);
            findings.onlyFields(at, catcher, Set.of("ErrorEquals", "Next", "Output", "Assign", "Comment"));
            errors(at, catcher, i == catchers.size() - 1);
            next(at, catcher);
            leaving(at, catcher, CAUGHT);
        }
    }

    private void list(String location, JsonNode handlers) {
        if (!handlers.isMissingNode() && !handlers.isArray()) {
            findings.schema(location, "Value must be an array");
        }
    }

    /** States.ALL "must appear alone" and "in the last" retrier or catcher (Amazon States Language, "Errors"). */
    private void errors(String location, JsonNode handler, boolean last) {
        Set<String> names = new HashSet<>();
        handler.path("ErrorEquals").forEach(name -> names.add(name.asText()));
        String at = location + "/ErrorEquals";
        if (names.isEmpty()) {
            findings.schema(at, "There must be at least one error name");
        }
        if (names.contains("States.ALL") && (names.size() > 1 || !last)) {
            findings.schema(at, "States.ALL must appear alone and last");
        }
    }

    private void integer(String location, JsonNode from, String field, long least, long most) {
        JsonNode value = from.path(field);
        boolean fits = value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most;
        if (!value.isMissingNode() && !fits) {
            findings.schema(location + "/" + field, "Value must be an integer from %d to %d".formatted(least, most));
        }
    }
}
