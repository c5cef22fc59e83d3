package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.utils.DateUtils;

/** GetObject and HeadObject (API reference; errors of localstack test_s3_api.snapshot.json, TestS3ObjectCRUD). */
final class ObjectReads {

    private final BucketStore buckets;
    private final KmsKeys keys;
    private final IssuedIds ids;

    ObjectReads(BucketStore buckets, KmsKeys keys, IssuedIds ids) {
        this.buckets = buckets;
        this.keys = keys;
        this.ids = ids;
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        ObjectVersion version = read(request, bucket);
        StoredContent content = version.content().orElseThrow();
        byte[] bytes = content.bytes().asByteArrayUnsafe();
        Optional<ByteRange> range = request.text("Range").flatMap(header -> ByteRange.of(header, bytes.length));
        ByteRange part = range.orElse(new ByteRange(0, bytes.length - 1));
        Output output = describe(request, bucket, version, part.isAll(bytes.length));
        range.ifPresent(known -> output.put("ContentRange", known.header(bytes.length)));
        output.put("ContentLength", part.last() - part.first() + 1);
        return output.json().put("Body", Arrays.copyOfRange(bytes, part.first(), part.last() + 1));
    }

    ObjectNode head(Request request) {
        Bucket bucket = buckets.required(request);
        ObjectVersion version = read(request, bucket);
        return describe(request, bucket, version, true)
                .put("ContentLength", version.content().orElseThrow().size())
                .json();
    }

    private ObjectVersion read(Request request, Bucket bucket) {
        ObjectVersion version = find(request, bucket);
        Preconditions.ofRead(request, version);
        keys.decrypt(request, version.content().orElseThrow().encryption());
        return version;
    }

    private ObjectVersion find(Request request, Bucket bucket) {
        String key = request.required("Key");
        Optional<String> id = request.text("VersionId");
        if (id.isEmpty()) {
            return bucket.objects().current(key).orElseThrow(() -> missing(bucket, key));
        }
        ids.checkVersion(id.get());
        ObjectVersion version = bucket.objects().version(key, id.get()).orElseThrow(() -> new ServiceFailure(
                        "NoSuchVersion", "The specified version does not exist.", 404)
                .with("Key", key)
                .with("VersionId", id.get()));
        if (version.deleteMarker()) {
            throw marked(
                            version,
                            new ServiceFailure(
                                    "MethodNotAllowed",
                                    "The specified method is not allowed against this resource.",
                                    405))
                    .with("ResourceType", "DeleteMarker")
                    .withHeader("Allow", "DELETE")
                    .withHeader("Last-Modified", DateUtils.formatRfc822Date(version.lastModified()));
        }
        return version;
    }

    private static ServiceFailure missing(Bucket bucket, String key) {
        ServiceFailure failure = S3Errors.noSuchKey(key);
        return bucket.objects()
                .newest(key)
                .map(marker -> marked(marker, failure))
                .orElse(failure);
    }

    /** A delete marker shows in headers (S3 User Guide, "Working with delete markers"). */
    private static ServiceFailure marked(ObjectVersion marker, ServiceFailure failure) {
        return failure.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", marker.id());
    }

    private static Output describe(Request request, Bucket bucket, ObjectVersion version, boolean whole) {
        StoredContent content = version.content().orElseThrow();
        Output output = new Output();
        output.json().setAll(content.properties());
        if (content.storageClass().equals(StorageClass.STANDARD.name())) {
            output.json().remove("StorageClass");
        }
        output.put("AcceptRanges", "bytes").put("ETag", content.eTag()).put("LastModified", version.lastModified());
        content.encryption().describe(output);
        if (bucket.versioning() != Versioning.NEVER) {
            output.put("VersionId", version.id());
        }
        boolean checksum =
                whole && request.text("ChecksumMode").filter("ENABLED"::equals).isPresent();
        return checksum ? content.checksum().describe(output) : output;
    }
}
