package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Object Ownership of buckets (API reference, PutBucketOwnershipControls; localstack test_s3_api.snapshot.json). */
final class BucketOwnership {

    private static final String CONTROLS = "OwnershipControls";
    private static final String SETTING = "ObjectOwnership";
    private static final Set<String> SETTINGS = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    private final BucketStore buckets;

    BucketOwnership(BucketStore buckets) {
        this.buckets = buckets;
    }

    /** What a new bucket is to have. ACLs are off since April 2023 unless the request says otherwise. */
    static String of(Request create) {
        String setting = create.text(SETTING).orElse("BucketOwnerEnforced");
        if (!SETTINGS.contains(setting)) {
            throw ServiceFailure.refused("InvalidArgument", "Invalid x-amz-object-ownership header: " + setting)
                    .with("ArgumentName", "x-amz-object-ownership");
        }
        return setting;
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        String setting = bucket.ownership()
                .orElseThrow(() -> S3Errors.ofBucket(
                        bucket.name(),
                        "OwnershipControlsNotFoundError",
                        "The bucket ownership controls were not found",
                        404));
        ObjectNode rule = new Output().put(SETTING, setting).json();
        return new Output()
                .put(CONTROLS, new Output().objects("Rules", List.of(rule)).json())
                .json();
    }

    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        JsonNode rules = request.input().path(CONTROLS).path("Rules");
        String setting = rules.path(0).path(SETTING).asText();
        if (rules.size() != 1 || !SETTINGS.contains(setting)) {
            throw RestXmlProtocol.malformedXml();
        }
        bucket.ownership(Optional.of(setting));
        return Output.empty();
    }
}
