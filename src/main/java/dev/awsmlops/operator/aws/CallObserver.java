package dev.awsmlops.operator.aws;

import java.time.Duration;
import java.util.Optional;

/** Is told of every attempt to call AWS, those that the SDK makes again included. Called by the thread that calls AWS. */
@FunctionalInterface
public interface CallObserver {

    CallObserver NONE = (service, operation, failure, duration) -> {};

    /**
     * An attempt is over.
     *
     * @param service the SDK's id of the service, such as {@code Glue}
     * @param operation such as {@code GetDevEndpoint}
     * @param failure what its failure means; none when it succeeded
     */
    void attempted(String service, String operation, Optional<FailureKind> failure, Duration duration);
}
