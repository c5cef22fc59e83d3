package dev.awsmlops.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a session's switch executes: it waits for the end, then looks, takes a step and waits, until AWS says that everything
 * is gone. The endpoint and the notebook go side by side, so that one that is stuck never keeps the other one billing.
 *
 * <p>It never gives up: whatever a call answers, it is made again after a wait. A wait is a tenth of the time since the end,
 * at least a minute. So what AWS takes long for is noticed at most a tenth later, and a branch makes at most some 130 rounds
 * in the whole year that an execution may last: ten in the first ten minutes, then one each time that the time since the end
 * has grown by a tenth. A round is at most 25 events of the execution's history, so two branches stay far below the 25,000
 * at which Step Functions end an execution. Source for both limits: developer guide, "Quotas related to state machine
 * executions".
 *
 * <p>Errors are named as Step Functions name them: after the class of the AWS SDK for Java, {@code
 * Glue.EntityNotFoundException}, and where the service has no class for an error, which is how SageMaker says {@code
 * RecordNotFound}, after its general one, {@code SageMaker.SageMakerException}. Source: developer guide, "Learning to use AWS
 * service SDK integrations". Those are left to the rounds; what else fails is tried again at once.
 */
final class SwitchDefinition {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SwitchDefinition() {}

    /** The definition in the Amazon States Language. */
    static String of(SwitchPlan plan) {
        JsonNode definition = read("switch", plan);
        var branches = (ArrayNode) definition.at("/States/TakeDown/Branches");
        if (plan.guardsEndpoint()) {
            branches.add(read("switch-endpoint", plan));
        }
        if (plan.guardsNotebook()) {
            branches.add(read(plan.keepsNotebook() ? "switch-retained-notebook" : "switch-notebook", plan));
        }
        return definition.toString();
    }

    /** Whether two definitions say the same, however they are written. */
    static boolean agree(String one, String other) {
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Step Functions take and give definitions in JSON only", e);
        }
    }

    private static JsonNode read(String resource, SwitchPlan plan) {
        try (var in = SwitchDefinition.class.getResourceAsStream(resource + ".asl.json")) {
            return JSON.readTree(new String(in.readAllBytes(), UTF_8)
                    .replace("${name}", plan.name())
                    .replace("${partition}", plan.aws().account().partition())
                    .replace(
                            "${session}",
                            plan.owner().namespace() + "/" + plan.owner().name()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the definition " + resource, e);
        }
    }
}
