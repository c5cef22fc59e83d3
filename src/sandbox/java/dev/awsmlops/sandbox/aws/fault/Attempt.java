package dev.awsmlops.sandbox.aws.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that has reached the door and has no effect yet.
 *
 * @param service the signing name, such as {@code glue}
 * @param action what an IAM policy allows it as, such as {@code glue:GetSession}
 * @param mutating whether the operation may change anything
 * @param resource the name or ARN that the request is about
 * @param resourceArn {@code *} for a request about no resource in particular
 * @param input the request's parameters, named as in the API reference
 */
public record Attempt(
        String caller,
        String callerArn,
        String service,
        String operation,
        String action,
        boolean mutating,
        Optional<String> resource,
        String resourceArn,
        JsonNode input,
        Instant time) {

    /** Whether the service speaks the query protocol: such services have error codes of their own. */
    boolean query() {
        return service.equals("iam") || service.equals("sts");
    }
}
