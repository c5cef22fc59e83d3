package dev.awsmlops.sandbox.aws.stepfunctions;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names, ARNs and refusals that the operations share (API reference, under the names of the errors). */
final class StatesRules {

    /** Neither white space, brackets, wildcards, special nor control characters (API reference, CreateStateMachine, name). */
    private static final Pattern NAME =
            Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{FFFE}\\x{FFFF}]{1,80}");

    private static final Pattern ARN =
            Pattern.compile("arn:aws:states:[a-z0-9-]+:\\d{12}:(stateMachine:[^:]+|execution:[^:]+:[^:]+)");

    private StatesRules() {}

    static String name(Request request) {
        return checked(request.required("name"));
    }

    static Optional<String> optionalName(Request request) {
        return request.text("name").map(StatesRules::checked);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused("InvalidName", "Invalid Name: '%s'".formatted(name));
        }
        return name;
    }

    static String machineArn(Request request, String field) {
        return arn(request, field, ":stateMachine:");
    }

    static String executionArn(Request request) {
        return arn(request, "executionArn", ":execution:");
    }

    private static String arn(Request request, String field, String kind) {
        String arn = request.required(field);
        if (!ARN.matcher(arn).matches() || !arn.contains(kind)) {
            throw refused("InvalidArn", "Invalid Arn: '%s'".formatted(arn));
        }
        return arn;
    }

    /** Says so rather than passing over what would make a difference on AWS. */
    static void refuseUnsimulated(Request request, String... fields) {
        for (String field : fields) {
            if (request.has(field)) {
                throw refused("ValidationException", field + " is not simulated");
            }
        }
    }

    static ServiceFailure noMachine(String arn) {
        return refused("StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'".formatted(arn));
    }

    static ServiceFailure deleting(String arn) {
        return refused("StateMachineDeleting", "State Machine is deleting: '%s'".formatted(arn));
    }

    static ServiceFailure refused(String code, String message) {
        return ServiceFailure.refused(code, message);
    }
}
