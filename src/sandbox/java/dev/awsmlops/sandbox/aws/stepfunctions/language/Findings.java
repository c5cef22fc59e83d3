package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.stepfunctions.language.Diagnostic.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a definition. */
final class Findings {

    private final List<Diagnostic> all = new ArrayList<>();

    List<Diagnostic> all() {
        return all;
    }

    void schema(String location, String message) {
        all.add(new Diagnostic(Code.SCHEMA_VALIDATION_FAILED, message, location));
    }

    void target(String location, String target) {
        all.add(new Diagnostic(Code.MISSING_TRANSITION_TARGET, "Missing 'Next' target: " + target, location));
    }

    void unreachable(String location, String state) {
        all.add(new Diagnostic(
                Code.MISSING_TRANSITION_TARGET, "State \"%s\" is not reachable.".formatted(state), location));
    }

    /** Fields that are not known, or not here. */
    void onlyFields(String location, JsonNode object, Set<String> allowed) {
        object.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                schema(location + "/" + field, "Field is not supported");
            }
        });
    }
}
