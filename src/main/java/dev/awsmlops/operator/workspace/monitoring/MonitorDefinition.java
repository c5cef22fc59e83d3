package dev.awsmlops.operator.workspace.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a workspace's state machine does: the same for all, {@code definition.asl.yaml}, with this workspace's facts in it. */
final class MonitorDefinition {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VARIABLES = "/States/Begin/Assign";
    private static final String FACTS = "facts";
    private static final String TEMPLATE = read();

    private final ObjectNode definition;

    private MonitorDefinition(ObjectNode definition) {
        this.definition = definition;
    }

    static MonitorDefinition of(WorkspacePlan plan) {
        String partition = plan.aws().account().partition();
        ObjectNode definition = Serialization.unmarshal(
                TEMPLATE.replace("arn:aws:states:::", "arn:" + partition + ":states:::"), ObjectNode.class);
        ObjectNode variables = (ObjectNode) definition.at(VARIABLES);
        variables.set(FACTS, JSON.valueToTree(MonitorFacts.of(plan)));
        return new MonitorDefinition(definition);
    }

    /** In Amazon States Language. */
    String text() {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree of JSON can be written", e);
        }
    }

    /** Whether a definition says the same, however it is laid out. */
    boolean isSameAs(String other) {
        return parse(text()).equals(parse(other));
    }

    /** Whether a definition does the same, if with other facts. */
    boolean doesTheSameAs(String other) {
        return withoutFacts(text()).equals(withoutFacts(other));
    }

    private static JsonNode withoutFacts(String text) {
        JsonNode definition = parse(text);
        if (definition.at(VARIABLES) instanceof ObjectNode variables) {
            variables.remove(FACTS);
        }
        return definition;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Step Functions answered with a definition that is no JSON", e);
        }
    }

    private static String read() {
        try (InputStream file = MonitorDefinition.class.getResourceAsStream("definition.asl.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the operator's own can be read", e);
        }
    }
}
