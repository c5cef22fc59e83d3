package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;

/**
 * The default encryption of buckets (API reference, PutBucketEncryption). There always is one: SSE-S3 where nothing else
 * is put (S3 User Guide, "Amazon S3 now automatically encrypts all new objects"). Whether a KMS key exists is not asked.
 */
final class BucketEncryption {

    private static final String CONFIGURATION = "ServerSideEncryptionConfiguration";
    private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";

    private final BucketStore buckets;

    BucketEncryption(BucketStore buckets) {
        this.buckets = buckets;
    }

    static ObjectNode defaultRule() {
        return new Output()
                .put(
                        DEFAULT,
                        new Output().put("SSEAlgorithm", Encryption.SSE_S3).json())
                .put("BucketKeyEnabled", false)
                .json();
    }

    ObjectNode get(Request request) {
        ObjectNode rule = buckets.required(request).encryption();
        return new Output()
                .put(CONFIGURATION, new Output().objects("Rules", List.of(rule)).json())
                .json();
    }

    /** What the rule does not say stays as it is by default. */
    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        JsonNode rules = request.input().path(CONFIGURATION).path("Rules");
        if (rules.size() != 1) {
            throw RestXmlProtocol.malformedXml();
        }
        ObjectNode rule = defaultRule().setAll((ObjectNode) rules.get(0));
        check(rule.get(DEFAULT));
        bucket.encryption(rule);
        return Output.empty();
    }

    private static void check(JsonNode usual) {
        String algorithm = usual.path("SSEAlgorithm").asText();
        if (!Encryption.known(algorithm)) {
            throw RestXmlProtocol.malformedXml();
        }
        if (algorithm.equals(Encryption.SSE_S3) && usual.has("KMSMasterKeyID")) {
            throw ServiceFailure.refused(
                            "InvalidArgument",
                            "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
                    .with("ArgumentName", DEFAULT);
        }
    }

    ObjectNode delete(Request request) {
        buckets.required(request).encryption(defaultRule());
        return Output.empty();
    }
}
