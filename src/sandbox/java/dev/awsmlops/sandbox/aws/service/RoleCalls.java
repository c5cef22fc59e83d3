package dev.awsmlops.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;

/**
 * Calls that AWS itself makes as a role of the account. They meet the same services and the same faults as calls through
 * a door, and are allowed what the role's policies allow.
 */
public interface RoleCalls {

    /**
     * One such call.
     *
     * @param service the signing name, such as {@code glue}
     * @param input named as in the API reference
     */
    record RoleCall(String roleArn, String region, String service, String operation, ObjectNode input, Instant at) {}

    boolean simulates(String service, String operation);

    /**
     * Makes the call.
     *
     * @throws dev.awsmlops.sandbox.aws.wire.ServiceFailure what the service answers, a refusal for want of permission
     *     included
     * @throws IOException when a fault loses the request or the answer
     */
    ObjectNode make(RoleCall call) throws IOException;
}
