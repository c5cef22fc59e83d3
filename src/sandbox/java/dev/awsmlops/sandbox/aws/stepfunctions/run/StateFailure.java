package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;

/**
 * What a state failed with: an error name and a cause (Amazon States Language, "Errors" and "Appendix A: Predefined
 * Error Codes").
 */
public final class StateFailure extends RuntimeException {

    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT = "States.DataLimitExceeded";

    private final String error;

    public StateFailure(String error, String cause) {
        super(cause, null, false, false);
        this.error = error;
    }

    /** The role lacks what the state needs. */
    public static StateFailure permissions(String cause) {
        return new StateFailure("States.Permissions", cause);
    }

    /** The state cannot be carried out at all. */
    public static StateFailure runtime(String cause) {
        return new StateFailure(RUNTIME, cause);
    }

    static StateFailure query(String cause) {
        return new StateFailure("States.QueryEvaluationError", cause);
    }

    public String error() {
        return error;
    }

    public String cause() {
        return getMessage();
    }

    /** As {@code $states.errorOutput} has it. */
    ObjectNode output() {
        return new Output().put("Error", error).put("Cause", cause()).json();
    }

    /**
     * Whether an entry of {@code ErrorEquals} means this error: the wildcards leave out what the developer guide says
     * ("Handling errors in Step Functions workflows").
     */
    boolean matches(String name) {
        return switch (name) {
            case ALL -> !error.equals(RUNTIME) && !error.equals(DATA_LIMIT);
            case TASK_FAILED -> !error.equals(TIMEOUT) && !error.equals(RUNTIME) && !error.equals(DATA_LIMIT);
            default -> error.equals(name);
        };
    }
}
