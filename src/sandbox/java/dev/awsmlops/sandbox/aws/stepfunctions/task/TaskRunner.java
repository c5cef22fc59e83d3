package dev.awsmlops.sandbox.aws.stepfunctions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.RoleCalls;
import dev.awsmlops.sandbox.aws.service.RoleCalls.RoleCall;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.stepfunctions.run.StateFailure;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.IOException;
import java.time.Instant;

/** Makes the calls that Task states ask for, as the machine's role. They take no time. */
public record TaskRunner(World world, Roles roles, RoleCalls calls, Integrations integrations) {

    public static final String PRINCIPAL = "states.amazonaws.com";

    /**
     * Makes one call.
     *
     * @throws StateFailure when it fails
     */
    public JsonNode run(String roleArn, String region, String resource, JsonNode arguments, Instant at) {
        Integration integration = integrations.named(resource);
        ObjectNode input = input(integration, arguments);
        requireAssumable(roleArn, region, at);
        try {
            RoleCall call = new RoleCall(roleArn, region, integration.service(), integration.operation(), input, at);
            return integration.result(calls.make(call));
        } catch (ServiceFailure failure) {
            throw new StateFailure(
                    integration.errorName(failure),
                    "%s (Service: %s, Status Code: %d, Request ID: simulated)"
                            .formatted(failure.getMessage(), integration.label(), failure.status()));
        } catch (IOException lost) {
            throw new StateFailure(integration.lostName(), "Unable to execute HTTP request: " + lost.getMessage());
        }
    }

    private static ObjectNode input(Integration integration, JsonNode arguments) {
        try {
            return integration.input(arguments);
        } catch (IllegalArgumentException notTaken) {
            throw StateFailure.runtime("The Arguments '%s' could not be used to start the Task: [%s]"
                    .formatted(arguments, notTaken.getMessage()));
        }
    }

    /** The name is documented ("insufficient privileges to run the specified code"), that it is this one's an assumption. */
    private void requireAssumable(String roleArn, String region, Instant at) {
        Request asking = new Request(world.account(), region, "", at, false, Output.empty());
        if (!roles.assumable(asking, roleArn, PRINCIPAL)) {
            throw StateFailure.permissions("%s is not authorized to assume the role %s".formatted(PRINCIPAL, roleArn));
        }
    }
}
