package dev.awsmlops.operator.aws;

import dev.awsmlops.operator.memory.Packing;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/**
 * A state machine of Step Functions.
 *
 * @param isDeleted whether it was deleted, and is there only until its executions have ended
 */
public record StateMachine(
        String arn, Instant creationDate, boolean isDeleted, String roleArn, Packing.Packed packedDefinition) {

    static StateMachine of(DescribeStateMachineResponse described, Packing packing) {
        return new StateMachine(
                described.stateMachineArn(),
                described.creationDate(),
                described.status() == StateMachineStatus.DELETING,
                described.roleArn(),
                packing.pack(described.definition()));
    }

    /** In the Amazon States Language. */
    public String definition() {
        return packedDefinition.text();
    }
}
