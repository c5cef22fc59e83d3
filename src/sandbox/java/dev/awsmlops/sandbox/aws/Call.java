package dev.awsmlops.sandbox.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * One call that reached the account; the SDK's retries are calls of their own.
 *
 * @param sequence counted from one over all callers
 * @param service the signing name, such as {@code glue}
 * @param mutating whether the operation may change anything
 * @param resource the name or ARN that the request is about
 * @param error the code AWS answered with; {@code ConnectionLost} or {@code Killed} when no answer came
 */
public record Call(
        long sequence,
        String caller,
        String service,
        String operation,
        boolean mutating,
        Optional<String> resource,
        Optional<String> error,
        Instant time) {

    static final String CONNECTION_LOST = "ConnectionLost";
    static final String KILLED = "Killed";
}
