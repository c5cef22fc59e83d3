package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;

/** The policies of buckets (API reference, PutBucketPolicy). They are checked and kept, but bind nobody. */
final class BucketPolicy {

    private final BucketStore buckets;

    BucketPolicy(BucketStore buckets) {
        this.buckets = buckets;
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        String policy = bucket.policy()
                .orElseThrow(() -> S3Errors.ofBucket(
                        bucket.name(), "NoSuchBucketPolicy", "The bucket policy does not exist", 404));
        return new Output().put("Policy", policy).json();
    }

    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        String document = request.required("Policy");
        PolicyDocument policy = PolicyDocument.parse(document);
        policy.check(bucket.arn());
        if (PublicAccessBlock.blocksPolicies(bucket) && policy.isPublic()) {
            throw new ServiceFailure(
                    "AccessDenied",
                    "User: %s is not authorized to perform: s3:PutBucketPolicy on resource: \"%s\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
                            .formatted(request.callerArn(), bucket.arn()),
                    403);
        }
        bucket.policy(Optional.of(document));
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        buckets.required(request).policy(Optional.empty());
        return Output.empty();
    }
}
