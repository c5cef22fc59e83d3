package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether AWS has said whose account it is, without which ARNs can't be told. */
public final class KnownAccount {

    private KnownAccount() {}

    /** Why it is not known, if it is not. AWS is asked once in the life of a process that gets an answer. */
    public static Optional<Outcome> obstacle(AwsRegion aws) {
        try {
            aws.account().id();
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(new Outcome.Failing(Failure.of(e)));
        }
    }
}
