package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;

/** S3's errors, in its words (API reference, "Error responses"; localstack test_s3_api.snapshot.json, recorded from AWS). */
final class S3Errors {

    private S3Errors() {}

    /** An error about a bucket as such, which the answer names. */
    static ServiceFailure ofBucket(String name, String code, String message, int status) {
        return new ServiceFailure(code, message, status).with("BucketName", name);
    }

    static ServiceFailure invalidRequest(String message) {
        return ServiceFailure.refused("InvalidRequest", message);
    }

    static ServiceFailure invalidArgument(String message, String argument, String value) {
        return ServiceFailure.refused("InvalidArgument", message)
                .with("ArgumentName", argument)
                .with("ArgumentValue", value);
    }

    static ServiceFailure accessDenied() {
        return new ServiceFailure("AccessDenied", "Access Denied", 403);
    }

    static ServiceFailure noSuchKey(String key) {
        return new ServiceFailure("NoSuchKey", "The specified key does not exist.", 404).with("Key", key);
    }

    static ServiceFailure preconditionFailed(String condition) {
        return new ServiceFailure(
                        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
                .with("Condition", condition);
    }

    /** For what S3 has and the simulation has not. */
    static ServiceFailure notSimulated(String what) {
        return new ServiceFailure("NotImplemented", "Not simulated: " + what, 501);
    }
}
