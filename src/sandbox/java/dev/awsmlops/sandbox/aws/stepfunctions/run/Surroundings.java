package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Random;

/**
 * What all flows of an execution share.
 *
 * @param context the members {@code Execution} and {@code StateMachine} of {@code $states.context}
 */
public record Surroundings(Tasks tasks, ObjectNode context, History history, Random random) {

    /** Does what Task states ask for. */
    @FunctionalInterface
    public interface Tasks {
        /**
         * Does it at once.
         *
         * @throws StateFailure when it fails
         */
        JsonNode run(String resource, JsonNode arguments, Instant at);
    }
}
