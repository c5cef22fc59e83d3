package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;

/**
 * What is wrong with a definition (API reference, ValidateStateMachineDefinitionDiagnostic).
 *
 * @param location a path into the definition, such as {@code /States/Wait/Seconds}
 */
public record Diagnostic(Code code, String message, String location) {

    /** The codes that AWS has been seen to answer with (API reference, same place; localstack's snapshots). */
    public enum Code {
        INVALID_JSON_DESCRIPTION,
        SCHEMA_VALIDATION_FAILED,
        MISSING_TRANSITION_TARGET
    }

    /** As InvalidDefinition has it. */
    public String text() {
        return "%s: %s at %s".formatted(code, message, location);
    }

    public ObjectNode json() {
        return new Output()
                .put("severity", "ERROR")
                .put("code", code.name())
                .put("message", message)
                .put("location", location)
                .json();
    }
}
