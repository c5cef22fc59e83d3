package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What {@code $states} holds beside input and context.
 *
 * @param result what a Task, Parallel or Map state came to
 * @param errorOutput what a catcher caught
 * @param item the item that an {@code ItemSelector} is evaluated for
 */
record Results(Optional<JsonNode> result, Optional<ObjectNode> errorOutput, Optional<ObjectNode> item) {

    static final Results NONE = new Results(Optional.empty(), Optional.empty(), Optional.empty());

    static Results of(JsonNode result) {
        return new Results(Optional.of(result), Optional.empty(), Optional.empty());
    }

    static Results caught(StateFailure failure) {
        return new Results(Optional.empty(), Optional.of(failure.output()), Optional.empty());
    }

    static Results selecting(ObjectNode item) {
        return new Results(Optional.empty(), Optional.empty(), Optional.of(item));
    }

    /** The output of a state that says nothing about it. */
    JsonNode usual(JsonNode input) {
        return errorOutput.map(JsonNode.class::cast).or(() -> result).orElse(input);
    }

    void addTo(ObjectNode states) {
        result.ifPresent(value -> states.set("result", value));
        errorOutput.ifPresent(value -> states.set("errorOutput", value));
    }
}
