package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Optional;
import java.util.Set;

/**
 * How an object is encrypted.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param key the ARN of the KMS key, if it takes one
 * @param bucketKey whether a bucket key stands between the KMS key and the object
 */
record Encryption(String algorithm, Optional<String> key, boolean bucketKey) {

    static final String SSE_S3 = "AES256";

    private static final Set<String> WITH_KMS = Set.of("aws:kms", "aws:kms:dsse");

    static boolean known(String algorithm) {
        return algorithm.equals(SSE_S3) || WITH_KMS.contains(algorithm);
    }

    /** What the request asks for, or else the bucket's default (S3 User Guide, "Setting default encryption"). */
    static Encryption of(Request request, Bucket bucket) {
        JsonNode rule = bucket.encryption();
        JsonNode usual = rule.path("ApplyServerSideEncryptionByDefault");
        boolean bucketKey = request.has("BucketKeyEnabled")
                ? request.flag("BucketKeyEnabled")
                : rule.path("BucketKeyEnabled").asBoolean();
        Optional<String> key = request.text("SSEKMSKeyId");
        Optional<String> asked = request.text("ServerSideEncryption");
        if (asked.isEmpty() && key.isEmpty()) {
            String algorithm = usual.path("SSEAlgorithm").asText();
            return of(
                    request,
                    algorithm,
                    Optional.ofNullable(usual.get("KMSMasterKeyID")).map(JsonNode::asText),
                    bucketKey);
        }
        check(asked, key);
        return of(request, asked.orElseThrow(), key, bucketKey);
    }

    private static Encryption of(Request request, String algorithm, Optional<String> key, boolean bucketKey) {
        if (!WITH_KMS.contains(algorithm)) {
            return new Encryption(algorithm, Optional.empty(), false);
        }
        return new Encryption(algorithm, Optional.of(KmsKeys.arn(request, key)), bucketKey);
    }

    private static void check(Optional<String> algorithm, Optional<String> key) {
        algorithm.filter(asked -> !known(asked)).ifPresent(unknown -> {
            throw S3Errors.invalidArgument(
                    "The encryption method specified is not supported", "x-amz-server-side-encryption", unknown);
        });
        if (key.isPresent() && algorithm.filter(WITH_KMS::contains).isEmpty()) {
            throw S3Errors.invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
                    "x-amz-server-side-encryption",
                    algorithm.orElse("null"));
        }
    }

    Output describe(Output output) {
        output.put("ServerSideEncryption", algorithm).put("SSEKMSKeyId", key);
        return bucketKey ? output.put("BucketKeyEnabled", true) : output;
    }
}
