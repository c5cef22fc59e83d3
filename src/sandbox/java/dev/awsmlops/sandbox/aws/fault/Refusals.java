package dev.awsmlops.sandbox.aws.fault;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;

/** What AWS says before it has looked at what is asked for. S3 has words of its own (API reference, "Error responses"). */
public final class Refusals {

    private static final String S3 = "s3";
    private static final String SNS = "sns";

    private Refusals() {}

    /**
     * Too many calls. Glue and SageMaker answer 400, not 429 (sagemaker-python-sdk#645); IAM and STS say {@code
     * Throttling}, as the query protocol's services do.
     */
    static ServiceFailure throttled(Attempt attempt) {
        return switch (attempt.service()) {
            case S3 -> new ServiceFailure("SlowDown", "Please reduce your request rate.", 503);
            case SNS -> new ServiceFailure("Throttled", "Rate exceeded", 429);
            default -> ServiceFailure.refused(attempt.query() ? "Throttling" : "ThrottlingException", "Rate exceeded");
        };
    }

    /**
     * No policy allows it (IAM User Guide, "Troubleshoot access denied error messages"). The query protocol's services
     * answer {@code AccessDenied} (galaxyproject/cloudlaunch#175) and 403 (aws-cdk#27067), as S3 does; SNS has a code of
     * its own (API reference, Publish).
     */
    public static ServiceFailure denied(Attempt attempt) {
        boolean s3 = attempt.service().equals(S3);
        String message =
                "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                        .formatted(
                                attempt.callerArn(),
                                attempt.action(),
                                s3 ? '"' + attempt.resourceArn() + '"' : attempt.resourceArn(),
                                attempt.action());
        if (attempt.service().equals(SNS)) {
            return new ServiceFailure("AuthorizationError", message, 403);
        }
        return s3 || attempt.query()
                ? new ServiceFailure("AccessDenied", message, 403)
                : ServiceFailure.refused("AccessDeniedException", message);
    }
}
