package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;

/** The versioning of buckets (API reference, PutBucketVersioning; localstack test_s3_api.snapshot.json). */
final class BucketVersioning {

    private final BucketStore buckets;

    BucketVersioning(BucketStore buckets) {
        this.buckets = buckets;
    }

    /** Nothing at all when it was never on. */
    ObjectNode get(Request request) {
        return switch (buckets.required(request).versioning()) {
            case NEVER -> Output.empty();
            case ENABLED -> new Output().put("Status", "Enabled").json();
            case SUSPENDED -> new Output().put("Status", "Suspended").json();
        };
    }

    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        JsonNode configuration = request.input().path("VersioningConfiguration");
        if (configuration.path("MFADelete").asText().equals("Enabled")) {
            throw S3Errors.notSimulated("MFA delete");
        }
        if (!configuration.has("Status")) {
            throw ServiceFailure.refused(
                    "IllegalVersioningConfigurationException", "The Versioning element must be specified");
        }
        bucket.versioning(
                switch (configuration.get("Status").asText()) {
                    case "Enabled" -> Versioning.ENABLED;
                    case "Suspended" -> Versioning.SUSPENDED;
                    default -> throw RestXmlProtocol.malformedXml();
                });
        return Output.empty();
    }
}
