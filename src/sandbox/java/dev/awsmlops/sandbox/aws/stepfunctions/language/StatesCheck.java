package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.stepfunctions.task.Integrations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks one list of states, a machine's or one within a Parallel or Map state: it starts somewhere, goes only where there
 * is something, gets everywhere, and can end (Amazon States Language, "Structure of a State Machine", "Transitions").
 *
 * @param outer the variables that the states around it assign
 */
record StatesCheck(Findings findings, Integrations integrations, String location, Set<String> outer) {

    private static final int LONGEST_NAME = 80;

    void check(JsonNode machine) {
        JsonNode states = machine.path("States");
        if (!states.isObject() || states.isEmpty()) {
            findings.schema(location + "/States", "There must be at least one state");
            return;
        }
        String start = machine.path("StartAt").asText();
        if (!states.has(start)) {
            findings.target(location + "/StartAt", start);
        }
        Set<String> variables = new HashSet<>(outer);
        states.forEach(state -> variables.addAll(Assignments.of(state)));
        states.properties().forEach(state -> {
            String at = "%s/States/%s".formatted(location, state.getKey());
            if (state.getKey().isEmpty() || state.getKey().length() > LONGEST_NAME) {
                findings.schema(at, "A state's name has 1 to 80 characters");
            }
            new StateCheck(findings, integrations, at, state.getValue(), variables, outer).check();
        });
        checkTargets(states);
        checkReach(states, start);
    }

    private void checkTargets(JsonNode states) {
        states.properties().forEach(state -> targets(state.getValue()).stream()
                .filter(target -> !states.has(target))
                .forEach(target -> findings.target("%s/States/%s".formatted(location, state.getKey()), target)));
    }

    /** "At least one terminal state" follows: where none is, nothing that is reached ever ends. */
    private void checkReach(JsonNode states, String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(start));
        boolean ends = false;
        while (!ahead.isEmpty()) {
            String name = ahead.remove();
            if (states.has(name) && reached.add(name)) {
                ahead.addAll(targets(states.get(name)));
                ends |= isTerminal(states.get(name));
            }
        }
        states.fieldNames().forEachRemaining(name -> {
            if (!reached.contains(name)) {
                findings.unreachable("%s/States/%s".formatted(location, name), name);
            }
        });
        if (!ends) {
            findings.schema(location + "/States", "No terminal state can be reached");
        }
    }

    private static boolean isTerminal(JsonNode state) {
        String type = state.path("Type").asText();
        return state.path("End").asBoolean() || type.equals("Succeed") || type.equals("Fail");
    }

    private static List<String> targets(JsonNode state) {
        List<String> targets = new ArrayList<>();
        addTarget(state, "Next", targets);
        addTarget(state, "Default", targets);
        state.path("Choices").forEach(rule -> addTarget(rule, "Next", targets));
        state.path("Catch").forEach(catcher -> addTarget(catcher, "Next", targets));
        return targets;
    }

    private static void addTarget(JsonNode from, String field, List<String> targets) {
        if (from.path(field).isTextual()) {
            targets.add(from.path(field).asText());
        }
    }
}
