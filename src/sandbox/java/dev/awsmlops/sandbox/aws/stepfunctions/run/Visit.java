package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** One stay in one state, from its entry to its exit, retries included. */
final class Visit {

    private final String name;
    private final JsonNode state;
    private final StateType type;
    private final JsonNode input;
    private final Instant enteredAt;
    private final Retriers retriers;
    private Instant wakesAt;
    private boolean entered;
    private boolean waiting;
    private Optional<Fork> fork = Optional.empty();

    Visit(String name, JsonNode state, JsonNode input, Instant now) {
        this.name = name;
        this.state = state;
        this.type = StateType.labelled(state.path("Type").asText()).orElseThrow();
        this.input = input;
        this.enteredAt = now;
        this.retriers = new Retriers(state.path("Retry"));
        this.wakesAt = now;
    }

    Instant due() {
        return fork.flatMap(Fork::due).orElse(wakesAt);
    }

    /** True once. */
    boolean enter() {
        boolean first = !entered;
        entered = true;
        return first;
    }

    /** Nothing happens until then. */
    void sleepUntil(Instant moment) {
        waiting = true;
        wakesAt = moment;
    }

    /** Whether it has slept until now. */
    boolean awoken() {
        return waiting;
    }

    void split(Fork branches) {
        fork = Optional.of(branches);
    }

    Optional<Fork> fork() {
        return fork;
    }

    /** Begins again then, as if just entered. */
    void retryAt(Instant moment) {
        waiting = false;
        fork = Optional.empty();
        wakesAt = moment;
    }

    String name() {
        return name;
    }

    JsonNode state() {
        return state;
    }

    StateType type() {
        return type;
    }

    JsonNode input() {
        return input;
    }

    Instant enteredAt() {
        return enteredAt;
    }

    Retriers retriers() {
        return retriers;
    }
}
