package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.List;
import java.util.Optional;

/** Block Public Access of buckets (API reference, PutPublicAccessBlock; localstack test_s3_api.snapshot.json). */
final class PublicAccessBlock {

    private static final String CONFIGURATION = "PublicAccessBlockConfiguration";
    private static final List<String> SETTINGS =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    private final BucketStore buckets;

    PublicAccessBlock(BucketStore buckets) {
        this.buckets = buckets;
    }

    /** How new buckets are since April 2023 (S3 User Guide, "Default settings for new S3 buckets FAQ"). */
    static ObjectNode everything() {
        Output all = new Output();
        SETTINGS.forEach(setting -> all.put(setting, true));
        return all.json();
    }

    static boolean blocksPolicies(Bucket bucket) {
        return bucket.publicAccessBlock()
                .filter(block -> block.path("BlockPublicPolicy").asBoolean())
                .isPresent();
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        ObjectNode block = bucket.publicAccessBlock()
                .orElseThrow(() -> S3Errors.ofBucket(
                        bucket.name(),
                        "NoSuchPublicAccessBlockConfiguration",
                        "The public access block configuration was not found",
                        404));
        return new Output().put(CONFIGURATION, block).json();
    }

    /** What is not said is off. */
    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        JsonNode asked = request.input().path(CONFIGURATION);
        Output block = new Output();
        SETTINGS.forEach(setting -> block.put(setting, asked.path(setting).asBoolean(false)));
        bucket.publicAccessBlock(Optional.of(block.json()));
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        buckets.required(request).publicAccessBlock(Optional.empty());
        return Output.empty();
    }
}
