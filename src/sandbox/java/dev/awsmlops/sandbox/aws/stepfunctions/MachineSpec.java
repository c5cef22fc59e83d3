package dev.awsmlops.sandbox.aws.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Optional;
import java.util.Set;

/**
 * What a state machine is made of beside its name and tags (API reference, CreateStateMachine). Logs and traces are not
 * written.
 */
record MachineSpec(String definition, String roleArn, ObjectNode logging, ObjectNode tracing, ObjectNode encryption) {

    static MachineSpec forCreate(Request request) {
        String type = request.oneOf("type", Set.of("STANDARD", "EXPRESS")).orElse("STANDARD");
        if (!type.equals("STANDARD")) {
            throw StatesRules.refused("ValidationException", "State machines of the type EXPRESS are not simulated");
        }
        MachineSpec usual = new MachineSpec(
                request.required("definition"),
                request.required("roleArn"),
                new Output()
                        .put("level", "OFF")
                        .put("includeExecutionData", false)
                        .json(),
                new Output().put("enabled", false).json(),
                new Output().put("type", "AWS_OWNED_KEY").json());
        return usual.changed(request);
    }

    /** What the request does not name stays (API reference, UpdateStateMachine). */
    MachineSpec changed(Request request) {
        StatesRules.refuseUnsimulated(request, "publish", "versionDescription");
        MachineSpec changed = new MachineSpec(
                request.text("definition").orElse(definition),
                request.text("roleArn").orElse(roleArn),
                given(request, "loggingConfiguration", logging),
                given(request, "tracingConfiguration", tracing),
                given(request, "encryptionConfiguration", encryption));
        changed.check();
        return changed;
    }

    private static ObjectNode given(Request request, String field, ObjectNode present) {
        return Optional.ofNullable(request.input().get(field))
                .filter(JsonNode::isObject)
                .<ObjectNode>map(JsonNode::deepCopy)
                .orElse(present);
    }

    private void check() {
        String level = logging.path("level").asText("OFF");
        if (!Set.of("ALL", "ERROR", "FATAL", "OFF").contains(level)) {
            throw StatesRules.refused("InvalidLoggingConfiguration", "Invalid Logging Configuration: " + level);
        }
        boolean destined = logging.path("destinations").size() == 1;
        if (!level.equals("OFF") && !destined) {
            throw StatesRules.refused(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        boolean ownKey = encryption.path("type").asText().equals("CUSTOMER_MANAGED_KMS_KEY");
        if (ownKey != encryption.has("kmsKeyId")) {
            throw StatesRules.refused("InvalidEncryptionConfiguration", "Invalid Encryption Configuration");
        }
    }

    /** Whether creating both would be the same request: the role does not count (API reference, CreateStateMachine). */
    boolean sameFor(MachineSpec other) {
        return definition.equals(other.definition)
                && logging.equals(other.logging)
                && tracing.equals(other.tracing)
                && encryption.equals(other.encryption);
    }
}
