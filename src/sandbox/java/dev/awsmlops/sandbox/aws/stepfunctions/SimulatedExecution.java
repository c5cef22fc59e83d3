package dev.awsmlops.sandbox.aws.stepfunctions;

import java.time.Instant;
import java.util.Optional;

/**
 * An execution of a state machine at one moment.
 *
 * @param status such as {@code RUNNING}
 * @param state the state that it is in; within a Parallel or Map state, that state
 */
public record SimulatedExecution(
        String name,
        String arn,
        String stateMachineArn,
        String status,
        String state,
        Instant startedAt,
        Optional<Instant> stoppedAt,
        String input,
        Optional<String> output,
        Optional<String> error,
        Optional<String> cause) {}
