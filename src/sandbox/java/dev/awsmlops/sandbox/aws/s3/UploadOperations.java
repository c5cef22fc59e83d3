package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.s3.MultipartUpload.Part;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** Multipart uploads from beginning to end (API reference; errors of localstack test_s3.snapshot.json). */
final class UploadOperations {

    private static final int MOST_PARTS = 10_000;

    private final BucketStore buckets;
    private final KmsKeys keys;
    private final IssuedIds ids;

    UploadOperations(BucketStore buckets, KmsKeys keys, IssuedIds ids) {
        this.buckets = buckets;
        this.keys = keys;
        this.ids = ids;
    }

    ObjectNode create(Request request) {
        Bucket bucket = buckets.required(request);
        Encryption encryption = Encryption.of(request, bucket);
        keys.encrypt(request, encryption);
        MultipartUpload upload = MultipartUpload.begin(request, ids.next(), encryption);
        bucket.uploads().add(upload);
        return upload.describe()
                .put("Bucket", bucket.name())
                .put("Key", upload.key())
                .put("UploadId", upload.id())
                .json();
    }

    /** A part of the same number is replaced. */
    ObjectNode uploadPart(Request request) {
        MultipartUpload upload = required(request, buckets.required(request));
        int number = request.integer("PartNumber").orElseThrow();
        if (number < 1 || number > MOST_PARTS) {
            throw S3Errors.invalidArgument(
                    "Part number must be an integer between 1 and " + MOST_PARTS + ", inclusive",
                    "partNumber",
                    String.valueOf(number));
        }
        keys.encrypt(request, upload.encryption());
        byte[] bytes = StoredContent.body(request);
        Optional<ObjectChecksum> checksum =
                algorithm(request, upload).map(algorithm -> ObjectChecksum.of(algorithm, bytes));
        Part part = new Part(SdkBytes.fromByteArrayUnsafe(bytes), StoredContent.eTag(bytes), checksum);
        upload.parts().put(number, part);
        Output output = upload.encryption().describe(new Output()).put("ETag", part.eTag());
        checksum.ifPresent(known -> output.put(known.algorithm().member(), known.value()));
        return output.json();
    }

    private static Optional<Checksum> algorithm(Request request, MultipartUpload upload) {
        Optional<Checksum> given = StoredContent.algorithm(request);
        upload.algorithm()
                .filter(expected -> !Optional.of(expected).equals(given))
                .ifPresent(expected -> {
                    throw S3Errors.invalidRequest(
                            "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
                                    .formatted(
                                            expected.lowerCase(),
                                            given.map(Checksum::lowerCase).orElse("null")));
                });
        return given;
    }

    ObjectNode complete(Request request) {
        Bucket bucket = buckets.required(request);
        MultipartUpload upload = required(request, bucket);
        Preconditions.ofWrite(request, upload.key(), bucket.objects().current(upload.key()));
        StoredContent content = Assembly.of(request, upload);
        keys.encrypt(request, upload.encryption());
        ObjectVersion version = bucket.objects().put(upload.key(), content, bucket.versioning(), request.now());
        bucket.uploads().remove(upload);
        return ObjectWrites.written(bucket, version)
                .put("Bucket", bucket.name())
                .put("Key", upload.key())
                .put(
                        "Location",
                        "https://%s.s3.%s.amazonaws.com/%s".formatted(bucket.name(), bucket.region(), upload.key()))
                .json();
    }

    ObjectNode abort(Request request) {
        Bucket bucket = buckets.required(request);
        bucket.uploads().remove(required(request, bucket));
        return Output.empty();
    }

    private static MultipartUpload required(Request request, Bucket bucket) {
        String id = request.required("UploadId");
        return bucket.uploads().find(request.required("Key"), id).orElseThrow(() -> new ServiceFailure(
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
                        404)
                .with("UploadId", id));
    }
}
