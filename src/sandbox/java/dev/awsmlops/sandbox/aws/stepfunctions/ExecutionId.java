package dev.awsmlops.sandbox.aws.stepfunctions;

/**
 * Which execution of which machine.
 *
 * @param number counted from one over all executions of the account
 */
record ExecutionId(long number, String machineArn, String name) {

    /** The machine's, with the execution's name after its own (developer guide, "Starting state machine executions"). */
    String arn() {
        return machineArn.replace(":stateMachine:", ":execution:") + ":" + name;
    }
}
