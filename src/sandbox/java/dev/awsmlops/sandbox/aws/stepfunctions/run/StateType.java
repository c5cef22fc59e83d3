package dev.awsmlops.sandbox.aws.stepfunctions.run;

import java.util.Arrays;
import java.util.Optional;

/** The types of state (Amazon States Language, "State Types"). */
public enum StateType {
    PASS("Pass"),
    TASK("Task"),
    CHOICE("Choice"),
    WAIT("Wait"),
    SUCCEED("Succeed"),
    FAIL("Fail"),
    PARALLEL("Parallel"),
    MAP("Map");

    private final String label;

    StateType(String label) {
        this.label = label;
    }

    public static Optional<StateType> labelled(String text) {
        return Arrays.stream(values()).filter(type -> type.label.equals(text)).findFirst();
    }

    /** As machines write it. */
    public String label() {
        return label;
    }
}
