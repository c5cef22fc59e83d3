package dev.awsmlops.sandbox.aws.stepfunctions.language;

import dev.awsmlops.sandbox.aws.stepfunctions.run.StateType;
import java.util.HashSet;
import java.util.Set;

/**
 * Which fields a state of each type has when it speaks JSONata (Amazon States Language, "State Types" and its table of
 * fields; developer guide, under the names of the states).
 */
final class Fields {

    private static final Set<String> EVERY = Set.of("Type", "Comment", "QueryLanguage");

    private Fields() {}

    static Set<String> allowed(StateType type) {
        return switch (type) {
            case PASS -> with("Output", "Assign", "Next", "End");
            case TASK ->
                with("Resource", "Arguments", "Output", "Assign", "Retry", "Catch", "TimeoutSeconds", "Next", "End");
            case CHOICE -> with("Choices", "Default", "Output", "Assign");
            case WAIT -> with("Seconds", "Timestamp", "Output", "Assign", "Next", "End");
            case SUCCEED -> with("Output");
            case FAIL -> with("Error", "Cause");
            case PARALLEL -> with("Branches", "Arguments", "Output", "Assign", "Retry", "Catch", "Next", "End");
            case MAP ->
                with(
                        "Items",
                        "ItemSelector",
                        "ItemProcessor",
                        "MaxConcurrency",
                        "Output",
                        "Assign",
                        "Retry",
                        "Catch",
                        "Next",
                        "End");
        };
    }

    static Set<String> required(StateType type) {
        return switch (type) {
            case TASK -> Set.of("Resource");
            case CHOICE -> Set.of("Choices");
            case PARALLEL -> Set.of("Branches");
            case MAP -> Set.of("ItemProcessor");
            case PASS, WAIT, SUCCEED, FAIL -> Set.of();
        };
    }

    /** Whether the state goes on to another one, or ends the machine, by its own Next or End. */
    static boolean goesOn(StateType type) {
        return type != StateType.CHOICE && type != StateType.SUCCEED && type != StateType.FAIL;
    }

    private static Set<String> with(String... fields) {
        Set<String> all = new HashSet<>(EVERY);
        all.addAll(Set.of(fields));
        return all;
    }
}
