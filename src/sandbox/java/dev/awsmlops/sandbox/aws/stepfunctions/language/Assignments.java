package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Tells which variables a state assigns, whichever way it is left. */
final class Assignments {

    private Assignments() {}

    static Set<String> of(JsonNode state) {
        Set<String> names = new HashSet<>();
        add(state, names);
        state.path("Choices").forEach(rule -> add(rule, names));
        state.path("Catch").forEach(catcher -> add(catcher, names));
        return names;
    }

    private static void add(JsonNode from, Set<String> names) {
        from.path("Assign").fieldNames().forEachRemaining(names::add);
    }
}
