package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Expressions;
import dev.awsmlops.sandbox.aws.stepfunctions.run.StateType;
import dev.awsmlops.sandbox.aws.stepfunctions.task.Integrations;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Checks one state by its type.
 *
 * @param variables those that expressions in it can name
 * @param outer those of the states around its list, which it must not assign
 */
record StateCheck(
        Findings findings,
        Integrations integrations,
        String location,
        JsonNode state,
        Set<String> variables,
        Set<String> outer) {

    private static final Set<String> BEFORE = Set.of("input", "context");
    private static final Set<String> AFTER = Set.of("input", "context", "result");

    void check() {
        Optional<StateType> type = StateType.labelled(state.path("Type").asText());
        if (type.isEmpty()) {
            findings.schema(location + "/Type", "Unknown type of state: " + state.path("Type"));
            return;
        }
        findings.onlyFields(location, state, Fields.allowed(type.get()));
        Fields.required(type.get()).stream()
                .filter(field -> !state.has(field))
                .forEach(field -> findings.schema(location, "The field '%s' is required".formatted(field)));
        if (!state.path("QueryLanguage").asText("JSONata").equals("JSONata")) {
            findings.schema(location + "/QueryLanguage", "Only JSONata is simulated");
        }
        if (Fields.goesOn(type.get())) {
            checkEnd();
        }
        switch (type.get()) {
            case TASK -> task();
            case CHOICE -> choice();
            case WAIT -> waiting();
            case PARALLEL -> parallel();
            case MAP -> map();
            case PASS, SUCCEED -> {}
            case FAIL -> {
                texts("Error");
                texts("Cause");
            }
        }
        boolean results =
                type.get() == StateType.TASK || type.get() == StateType.PARALLEL || type.get() == StateType.MAP;
        Transitions transitions = new Transitions(findings, expressions(), outer);
        transitions.leaving(location, state, results ? AFTER : BEFORE);
        transitions.retriers(location + "/Retry", state.path("Retry"));
        transitions.catchers(location + "/Catch", state.path("Catch"));
    }

    private ExpressionCheck expressions() {
        return new ExpressionCheck(findings, variables);
    }

    private void checkEnd() {
        boolean ends = state.has("End");
        if (ends == state.has("Next")) {
            findings.schema(location, "Exactly one of the fields 'Next' and 'End' is required");
        }
        if (ends && !state.path("End").isBoolean()) {
            findings.schema(location + "/End", "Value must be a boolean");
        } else if (ends && !state.path("End").asBoolean()) {
            findings.schema(location + "/End", "A state that does not end has 'Next'");
        }
    }

    private void task() {
        integer("TimeoutSeconds", 1, 99_999_999);
        JsonNode arguments = state.path("Arguments");
        expressions().template(location + "/Arguments", arguments, BEFORE);
        try {
            var integration = integrations.named(state.path("Resource").asText());
            if (state.has("Arguments")) {
                integration.problems(arguments).forEach(problem -> findings.schema(location + "/Arguments", problem));
            }
        } catch (IllegalArgumentException unknown) {
            findings.schema(location + "/Resource", unknown.getMessage());
        }
    }

    private void choice() {
        JsonNode rules = state.path("Choices");
        if (!rules.isArray() || rules.isEmpty()) {
            findings.schema(location + "/Choices", "There must be at least one rule");
        }
        for (int i = 0; i < rules.size(); i++) {
            String at = "%s/Choices[%d]".formatted(location, i);
            JsonNode rule = rules.get(i);
            findings.onlyFields(at, rule, Set.of("Condition", "Next", "Output", "Assign", "Comment"));
            JsonNode condition = rule.path("Condition");
            boolean expression = Expressions.within(condition.asText()).isPresent();
            if (!condition.isBoolean() && !expression) {
                findings.schema(at + "/Condition", "A rule needs a Condition that is an expression");
            }
            expressions().template(at + "/Condition", condition, BEFORE);
            Transitions transitions = new Transitions(findings, expressions(), outer);
            transitions.next(at, rule);
            transitions.leaving(at, rule, BEFORE);
        }
    }

    private void waiting() {
        if (state.has("Seconds") == state.has("Timestamp")) {
            findings.schema(location, "Exactly one of the fields 'Seconds' and 'Timestamp' is required");
        }
        integer("Seconds", 0, 99_999_999);
        texts("Timestamp");
        JsonNode timestamp = state.path("Timestamp");
        if (timestamp.isTextual() && Expressions.within(timestamp.asText()).isEmpty()) {
            try {
                OffsetDateTime.parse(timestamp.asText());
            } catch (DateTimeException malformed) {
                findings.schema(location + "/Timestamp", "Value is not a timestamp in ISO 8601");
            }
        }
    }

    private void parallel() {
        expressions().template(location + "/Arguments", state.path("Arguments"), BEFORE);
        JsonNode branches = state.path("Branches");
        if (!branches.isArray() || branches.isEmpty()) {
            findings.schema(location + "/Branches", "There must be at least one branch");
        }
        for (int i = 0; i < branches.size(); i++) {
            String at = "%s/Branches[%d]".formatted(location, i);
            findings.onlyFields(at, branches.get(i), Set.of("Comment", "StartAt", "States"));
            new StatesCheck(findings, integrations, at, variables).check(branches.get(i));
        }
    }

    private void map() {
        integer("MaxConcurrency", 0, Integer.MAX_VALUE);
        JsonNode items = state.path("Items");
        if (!items.isMissingNode()
                && !items.isArray()
                && Expressions.within(items.asText()).isEmpty()) {
            findings.schema(location + "/Items", "Value must be an array or an expression");
        }
        expressions().template(location + "/Items", items, BEFORE);
        expressions().template(location + "/ItemSelector", state.path("ItemSelector"), BEFORE);
        JsonNode processor = state.path("ItemProcessor");
        String at = location + "/ItemProcessor";
        findings.onlyFields(at, processor, Set.of("Comment", "ProcessorConfig", "StartAt", "States"));
        JsonNode mode = processor.path("ProcessorConfig");
        findings.onlyFields(at + "/ProcessorConfig", mode, Set.of("Mode"));
        if (!mode.path("Mode").asText("INLINE").equals("INLINE")) {
            findings.schema(at + "/ProcessorConfig/Mode", "Only the mode INLINE is simulated");
        }
        new StatesCheck(findings, integrations, at, variables).check(processor);
    }

    /** An integer in the range, or an expression. */
    private void integer(String field, long least, long most) {
        JsonNode value = state.path(field);
        String at = location + "/" + field;
        boolean fits = value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most;
        if (!value.isMissingNode()
                && !fits
                && Expressions.within(value.asText()).isEmpty()) {
            findings.schema(at, "Value must be an integer from %d to %d or an expression".formatted(least, most));
        }
        expressions().template(at, value, BEFORE);
    }

    private void texts(String field) {
        JsonNode value = state.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            findings.schema(location + "/" + field, "Value must be text");
        }
        expressions().template(location + "/" + field, value, BEFORE);
    }
}
