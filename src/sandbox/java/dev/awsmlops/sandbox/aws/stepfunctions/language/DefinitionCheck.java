package dev.awsmlops.sandbox.aws.stepfunctions.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.awsmlops.sandbox.aws.stepfunctions.language.Diagnostic.Code;
import dev.awsmlops.sandbox.aws.stepfunctions.task.Integrations;
import java.util.List;
import java.util.Set;

/** Checks a whole definition (Amazon States Language, "Structure of a State Machine"). */
public final class DefinitionCheck {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> TOP =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");

    private final Findings findings = new Findings();
    private final Integrations integrations;

    private DefinitionCheck(Integrations integrations) {
        this.integrations = integrations;
    }

    /** All that is wrong with the definition. Nothing is for one that can run. */
    public static List<Diagnostic> of(String definition, Integrations integrations) {
        DefinitionCheck check = new DefinitionCheck(integrations);
        try {
            check.machine(parse(definition));
        } catch (JsonProcessingException malformed) {
            return List.of(new Diagnostic(Code.INVALID_JSON_DESCRIPTION, malformed.getOriginalMessage(), "/"));
        }
        return check.findings.all();
    }

    /**
     * Reads a definition that has passed the check.
     *
     * @throws IllegalArgumentException when it has not
     */
    public static JsonNode read(String definition) {
        try {
            return parse(definition);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static JsonNode parse(String definition) throws JsonProcessingException {
        JsonNode read = JSON.readTree(definition);
        return read == null ? MissingNode.getInstance() : read;
    }

    private void machine(JsonNode machine) {
        if (!machine.isObject()) {
            findings.schema("/", "A state machine must be an object");
            return;
        }
        findings.onlyFields("", machine, TOP);
        if (!machine.path("QueryLanguage").asText().equals("JSONata")) {
            findings.schema("/QueryLanguage", "Only state machines whose QueryLanguage is JSONata are simulated");
        }
        if (machine.has("Version") && !machine.path("Version").asText().equals("1.0")) {
            findings.schema("/Version", "Version must be 1.0");
        }
        JsonNode timeout = machine.path("TimeoutSeconds");
        if (!timeout.isMissingNode()
                && (!timeout.isIntegralNumber() || timeout.asLong() < 1 || timeout.asLong() > 99_999_999)) {
            findings.schema("/TimeoutSeconds", "Value must be an integer from 1 to 99999999");
        }
        new StatesCheck(findings, integrations, "", Set.of()).check(machine);
    }
}
