package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle configurations of buckets (API reference, PutBucketLifecycleConfiguration). Rules are checked and kept,
 * but no object ever expires.
 */
final class BucketLifecycle {

    private static final String MINIMUM_SIZE = "TransitionDefaultMinimumObjectSize";
    private static final String USUAL_MINIMUM_SIZE = "all_storage_classes_128K";

    private final BucketStore buckets;

    BucketLifecycle(BucketStore buckets) {
        this.buckets = buckets;
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        return bucket.lifecycleRules()
                .orElseThrow(() -> S3Errors.ofBucket(
                        bucket.name(),
                        "NoSuchLifecycleConfiguration",
                        "The lifecycle configuration does not exist",
                        404));
    }

    /** Puts the rules in place of all there were. */
    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        String minimumSize = minimumSize(request);
        JsonNode rules = request.input().path("LifecycleConfiguration").path("Rules");
        LifecycleRules.check(rules);
        ObjectNode kept = new Output()
                .put("Rules", LifecycleRules.identified(rules))
                .put(MINIMUM_SIZE, minimumSize)
                .json();
        bucket.lifecycleRules(Optional.of(kept));
        return new Output().put(MINIMUM_SIZE, minimumSize).json();
    }

    private static String minimumSize(Request request) {
        String asked = request.text(MINIMUM_SIZE).orElse(USUAL_MINIMUM_SIZE);
        if (!Set.of(USUAL_MINIMUM_SIZE, "varies_by_storage_class").contains(asked)) {
            throw S3Errors.invalidRequest("Invalid TransitionDefaultMinimumObjectSize found: " + asked);
        }
        return asked;
    }

    ObjectNode delete(Request request) {
        buckets.required(request).lifecycleRules(Optional.empty());
        return Output.empty();
    }
}
