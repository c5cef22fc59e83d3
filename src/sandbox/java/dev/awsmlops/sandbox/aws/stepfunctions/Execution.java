package dev.awsmlops.sandbox.aws.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Flow;
import dev.awsmlops.sandbox.aws.stepfunctions.run.History;
import dev.awsmlops.sandbox.aws.stepfunctions.run.StateFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of a state machine, by the definition and as the role that the machine had when it began. */
final class Execution {

    static final String RUNNING = "RUNNING";
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String FAILED = "FAILED";
    private static final String TIMED_OUT = "TIMED_OUT";
    private static final String ABORTED = "ABORTED";

    /** A year (developer guide, "Service quotas", maximum execution time). */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Both the history and the name are kept for so long (developer guide, same place; API reference, StartExecution). */
    private static final Duration KEPT = Duration.ofDays(90);

    private final StateMachine machine;
    private final ExecutionId id;
    private final String input;
    private final Instant startedAt;
    private final Instant deadline;
    private final History history;
    private final Flow flow;
    private String status = RUNNING;
    private Optional<Instant> stoppedAt = Optional.empty();
    private Optional<String> output = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<String> cause = Optional.empty();

    Execution(
            StateMachine machine,
            ExecutionId id,
            String input,
            JsonNode definition,
            Flow flow,
            History history,
            Instant now) {
        this.machine = machine;
        this.id = id;
        this.input = input;
        this.startedAt = now;
        this.deadline = now.plus(
                definition.has("TimeoutSeconds")
                        ? Duration.ofSeconds(definition.path("TimeoutSeconds").asLong())
                        : LONGEST);
        this.flow = flow;
        this.history = history;
        history.started(input, machine.spec().roleArn(), now);
    }

    /** When it next does something. Empty when it has ended. */
    Optional<Instant> due() {
        return running() ? flow.due().map(step -> step.isBefore(deadline) ? step : deadline) : Optional.empty();
    }

    /**
     * Takes the step that is due. An execution whose machine is being deleted ends instead: "On the next state
     * transition, the state machine's executions are terminated" (API reference, DeleteStateMachine).
     */
    void step(Instant now) {
        if (!now.isBefore(deadline)) {
            end(TIMED_OUT, Optional.of("States.Timeout"), Optional.empty(), now);
            return;
        }
        if (machine.deleting(now)) {
            stop(Optional.empty(), Optional.empty(), now);
            return;
        }
        flow.step(now);
        flow.output().ifPresent(result -> succeed(result.toString(), now));
        flow.failure().ifPresent(failure -> fail(failure, now));
    }

    void stop(Optional<String> why, Optional<String> because, Instant now) {
        end(ABORTED, why, because, now);
    }

    private void succeed(String result, Instant now) {
        status = SUCCEEDED;
        stoppedAt = Optional.of(now);
        output = Optional.of(result);
        history.succeeded(result, now);
    }

    private void fail(StateFailure failure, Instant now) {
        end(FAILED, Optional.of(failure.error()), Optional.of(failure.cause()), now);
    }

    private void end(String how, Optional<String> why, Optional<String> because, Instant now) {
        status = how;
        stoppedAt = Optional.of(now);
        error = why;
        cause = because;
        String event = how.equals(FAILED) ? "Failed" : how.equals(ABORTED) ? "Aborted" : "TimedOut";
        history.ended(
                event, new Output().put("error", why).put("cause", because).json(), now);
    }

    boolean running() {
        return status.equals(RUNNING);
    }

    /** Whether it can still be described, and its name is still taken. */
    boolean kept(Instant now) {
        return stoppedAt.filter(end -> end.plus(KEPT).isBefore(now)).isEmpty();
    }

    StateMachine machine() {
        return machine;
    }

    ExecutionId id() {
        return id;
    }

    String input() {
        return input;
    }

    String status() {
        return status;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<Instant> stoppedAt() {
        return stoppedAt;
    }

    History history() {
        return history;
    }

    ObjectNode describe() {
        Output described = summary()
                .put("input", input)
                .put("inputDetails", included())
                .put("output", output)
                .put("error", error)
                .put("cause", cause);
        output.ifPresent(unused -> described.put("outputDetails", included()));
        return described.json();
    }

    /** As lists have it. */
    Output summary() {
        Output summary = new Output()
                .put("executionArn", id.arn())
                .put("stateMachineArn", machine.arn())
                .put("name", id.name())
                .put("status", status)
                .put("startDate", startedAt)
                .put("redriveCount", 0);
        stoppedAt.ifPresent(end -> summary.put("stopDate", end));
        return summary;
    }

    private static ObjectNode included() {
        return new Output().put("included", true).json();
    }

    SimulatedExecution seen() {
        return new SimulatedExecution(
                id.name(),
                id.arn(),
                machine.arn(),
                status,
                flow.state(),
                startedAt,
                stoppedAt,
                input,
                output,
                error,
                cause);
    }
}
