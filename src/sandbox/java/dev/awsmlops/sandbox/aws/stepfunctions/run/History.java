package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of an execution (API reference, HistoryEvent): its start and end, and every state entered and left. */
public final class History {

    /** Developer guide, "Service quotas", maximum execution history size. */
    private static final int LONGEST = 25_000;

    private final List<ObjectNode> events = new ArrayList<>();

    public List<ObjectNode> events() {
        return events;
    }

    boolean full() {
        return events.size() >= LONGEST;
    }

    public void started(String input, String roleArn, Instant at) {
        add(
                "ExecutionStarted",
                at,
                "executionStartedEventDetails",
                new Output().put("input", input).put("roleArn", roleArn));
    }

    public void succeeded(String output, Instant at) {
        add("ExecutionSucceeded", at, "executionSucceededEventDetails", new Output().put("output", output));
    }

    /**
     * An end without success.
     *
     * @param how {@code Failed}, {@code Aborted} or {@code TimedOut}
     */
    public void ended(String how, ObjectNode errorAndCause, Instant at) {
        add(
                "Execution" + how,
                at,
                "execution" + how + "EventDetails",
                new Output().copy(errorAndCause, "error", "cause"));
    }

    void entered(StateType type, String state, JsonNode input, Instant at) {
        add(
                type.label() + "StateEntered",
                at,
                "stateEnteredEventDetails",
                new Output().put("name", state).put("input", input.toString()));
    }

    void exited(StateType type, String state, JsonNode output, Instant at) {
        add(
                type.label() + "StateExited",
                at,
                "stateExitedEventDetails",
                new Output().put("name", state).put("output", output.toString()));
    }

    void taskFailed(StateFailure failure, Instant at) {
        add(
                "TaskFailed",
                at,
                "taskFailedEventDetails",
                new Output().put("error", failure.error()).put("cause", failure.cause()));
    }

    private void add(String type, Instant at, String detailsField, Output details) {
        long id = events.size() + 1L;
        events.add(new Output()
                .put("timestamp", at)
                .put("type", type)
                .put("id", id)
                .put("previousEventId", id - 1)
                .put(detailsField, details.json())
                .json());
    }
}
