package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run through a list of states: a machine's, one branch's or one iteration's. It goes one step at a time, each as of
 * the moment when it was due (Amazon States Language, for machines that speak JSONata).
 */
public final class Flow {

    /** 256 KiB (developer guide, "Service quotas", maximum input or output size). */
    private static final int LARGEST_DATA = 262_144;

    private final Surroundings around;
    private final JsonNode machine;
    private final Variables variables;
    private final Optional<ObjectNode> item;
    private Visit visit;
    private Optional<JsonNode> output = Optional.empty();
    private Optional<StateFailure> failure = Optional.empty();

    /**
     * A run that begins now.
     *
     * @param item what {@code $states.context.Map.Item} is within an iteration
     */
    Flow(
            Surroundings around,
            JsonNode machine,
            JsonNode input,
            Variables variables,
            Optional<ObjectNode> item,
            Instant now) {
        this.around = around;
        this.machine = machine;
        this.variables = variables;
        this.item = item;
        go(machine.path("StartAt").asText(), input, now);
    }

    /** The run of a whole machine. */
    public static Flow of(Surroundings around, JsonNode machine, JsonNode input, Instant now) {
        return new Flow(around, machine, input, Variables.none(), Optional.empty(), now);
    }

    /** When the next step is to be taken. Empty when the run is over. */
    public Optional<Instant> due() {
        return output.isPresent() || failure.isPresent() ? Optional.empty() : Optional.of(visit.due());
    }

    /** The state that it is in, or ended in. */
    public String state() {
        return visit.name();
    }

    public Optional<JsonNode> output() {
        return output;
    }

    public Optional<StateFailure> failure() {
        return failure;
    }

    /** Takes the step that is due. */
    public void step(Instant now) {
        try {
            act(now);
        } catch (StateFailure failed) {
            recover(failed, now);
        }
        if (around.history().full()) {
            failure = Optional.of(
                    StateFailure.runtime("The execution reached the maximum number of history events (25000)."));
        }
    }

    private void act(Instant now) {
        if (visit.enter()) {
            around.history().entered(visit.type(), visit.name(), visit.input(), now);
        }
        if (visit.fork().isPresent()) {
            visit.fork().get().step(now);
            leaveIfJoined(now);
            return;
        }
        if (visit.awoken()) {
            leave(visit.state(), Results.NONE, now);
            return;
        }
        begin(now);
    }

    private void begin(Instant now) {
        JsonNode state = visit.state();
        switch (visit.type()) {
            case PASS, SUCCEED -> leave(state, Results.NONE, now);
            case FAIL ->
                throw new StateFailure(
                        text(state, "Error", now).orElse(""),
                        text(state, "Cause", now).orElse(""));
            case CHOICE -> choose(now);
            case WAIT -> visit.sleepUntil(Waits.until(this, state, now));
            case TASK -> leave(state, Results.of(perform(now)), now);
            case PARALLEL, MAP -> {
                visit.split(new Forks(this, around, variables).of(visit, now));
                leaveIfJoined(now);
            }
        }
    }

    private void leaveIfJoined(Instant now) {
        Fork fork = visit.fork().orElseThrow();
        if (fork.done()) {
            leave(visit.state(), Results.of(fork.results()), now);
        }
    }

    private JsonNode perform(Instant now) {
        JsonNode none = JsonNodeFactory.instance.objectNode();
        JsonNode arguments = visit.state().has("Arguments") ? evaluate("Arguments", Results.NONE, now) : none;
        return around.tasks().run(visit.state().path("Resource").asText(), arguments, now);
    }

    private void choose(Instant now) {
        for (JsonNode rule : visit.state().path("Choices")) {
            JsonNode met = evaluate(rule.path("Condition"), "Choices/Condition", Results.NONE, now);
            if (!met.isBoolean()) {
                throw StateFailure.query(
                        "The JSONata expression '%s' specified for the field 'Choices/Condition' returned an unexpected result type. Expected 'boolean', but was '%s'."
                                .formatted(
                                        Expressions.within(
                                                        rule.path("Condition").asText())
                                                .orElse(""),
                                        met.getNodeType()));
            }
            if (met.booleanValue()) {
                leave(rule, Results.NONE, now);
                return;
            }
        }
        if (!visit.state().has("Default")) {
            throw new StateFailure("States.NoChoiceMatched", "No choice matched and the state has no Default.");
        }
        leave(visit.state(), Results.NONE, now);
    }

    /**
     * Leaves the state.
     *
     * @param how the state, the rule or the catcher that says what becomes of the data, and where to go on
     */
    private void leave(JsonNode how, Results results, Instant now) {
        JsonNode left =
                how.has("Output") ? evaluate(how.get("Output"), "Output", results, now) : results.usual(visit.input());
        JsonNode assigned = how.has("Assign") ? evaluate(how.get("Assign"), "Assign", results, now) : Output.empty();
        if (left.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_DATA) {
            throw new StateFailure(
                    StateFailure.DATA_LIMIT,
                    "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
                            .formatted(visit.name()));
        }
        variables.assign(assigned);
        around.history().exited(visit.type(), visit.name(), left, now);
        String next = how.path("Next").asText(how.path("Default").asText());
        if (next.isEmpty()) {
            output = Optional.of(left);
        } else {
            go(next, left, now);
        }
    }

    private void recover(StateFailure failed, Instant now) {
        if (visit.type() == StateType.TASK) {
            around.history().taskFailed(failed, now);
        }
        Optional<Duration> delay = visit.retriers().next(failed, around.random());
        if (delay.isPresent()) {
            visit.retryAt(now.plus(delay.get()));
            return;
        }
        for (JsonNode catcher : visit.state().path("Catch")) {
            if (Retriers.handles(catcher, failed)) {
                caught(catcher, failed, now);
                return;
            }
        }
        failure = Optional.of(failed);
    }

    /** A catcher's own expressions are not caught. */
    private void caught(JsonNode catcher, StateFailure failed, Instant now) {
        try {
            leave(catcher, Results.caught(failed), now);
        } catch (StateFailure again) {
            failure = Optional.of(again);
        }
    }

    private void go(String state, JsonNode input, Instant now) {
        visit = new Visit(state, machine.path("States").path(state), input, now);
    }

    JsonNode evaluate(String field, Results results, Instant now) {
        return evaluate(visit.state().path(field), field, results, now);
    }

    JsonNode evaluate(JsonNode template, String field, Results results, Instant now) {
        ObjectNode states = new Output()
                .put("input", visit.input())
                .put("context", context(results))
                .json();
        results.addTo(states);
        return Expressions.evaluate(template, field, new Scope(states, variables.visible(), now, around.random()));
    }

    /** The Context object (developer guide, "Accessing execution data from the Context object"). */
    private ObjectNode context(Results results) {
        ObjectNode context = around.context().deepCopy();
        context.set(
                "State",
                new Output()
                        .put("EnteredTime", visit.enteredAt().toString())
                        .put("Name", visit.name())
                        .put("RetryCount", visit.retriers().total())
                        .json());
        results.item().or(() -> item).ifPresent(current -> context.putObject("Map")
                .set("Item", current));
        return context;
    }

    private Optional<String> text(JsonNode state, String field, Instant now) {
        return state.has(field) ? Optional.of(evaluate(field, Results.NONE, now).asText()) : Optional.empty();
    }
}
