package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The conditions of a statement, all of which must be met, each by any one of its values (IAM User Guide, "IAM JSON
 * policy elements: Condition operators"). Where the context has no value for the key, only a negated condition and one
 * that says {@code IfExists} are met. Keys are found whatever their case.
 */
record Conditions(List<Condition> all) {

    private static final String IF_EXISTS = "IfExists";

    /** Tests a value of the policy against the one in the context. */
    private static final Map<String, BiPredicate<String, String>> TESTS = Map.of(
            "StringEquals", String::equals,
            "StringEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringLike", Wildcard::matches,
            "ArnEquals", Wildcard::matches,
            "ArnLike", Wildcard::matches);

    /** One key under one operator. */
    record Condition(String operator, String key, List<String> values) {

        private boolean met(Map<String, String> context) {
            Optional<String> actual = context.entrySet().stream()
                    .filter(known -> known.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue)
                    .findFirst();
            BiPredicate<String, String> test = test();
            boolean negated = operator.contains("Not");
            if (actual.isEmpty()) {
                return negated || operator.endsWith(IF_EXISTS);
            }
            return values.stream().anyMatch(value -> test.test(value, actual.get())) != negated;
        }

        private BiPredicate<String, String> test() {
            return Optional.ofNullable(TESTS.get(operator.replace(IF_EXISTS, "").replace("Not", "")))
                    .orElseThrow(() -> new UnsupportedOperationException(
                            "The condition operator " + operator + " is not simulated"));
        }
    }

    /** Reads the Condition element of a statement, which may be missing. */
    static Conditions of(JsonNode element) {
        return new Conditions(element.properties().stream()
                .flatMap(operator -> operator.getValue().properties().stream()
                        .map(key ->
                                new Condition(operator.getKey(), key.getKey(), StatementJson.texts(key.getValue()))))
                .toList());
    }

    Conditions without(String key) {
        return new Conditions(all.stream()
                .filter(condition -> !condition.key().equalsIgnoreCase(key))
                .toList());
    }

    /**
     * Whether all are met.
     *
     * @param context the values of the condition keys
     * @throws UnsupportedOperationException when an operator is not simulated: its outcome is not guessed
     */
    boolean met(Map<String, String> context) {
        return all.stream().allMatch(condition -> condition.met(context));
    }
}
