package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;

/** PutObject (API reference, PutObject). */
final class ObjectWrites {

    private static final int LONGEST_KEY = 1024;

    private final BucketStore buckets;
    private final KmsKeys keys;

    ObjectWrites(BucketStore buckets, KmsKeys keys) {
        this.buckets = buckets;
        this.keys = keys;
    }

    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        String key = key(request);
        Preconditions.ofWrite(request, key, bucket.objects().current(key));
        Encryption encryption = Encryption.of(request, bucket);
        StoredContent content = StoredContent.of(request, encryption);
        keys.encrypt(request, encryption);
        ObjectVersion version = bucket.objects().put(key, content, bucket.versioning(), request.now());
        return written(bucket, version).json();
    }

    /** S3 User Guide, "Naming Amazon S3 objects": at most 1,024 bytes. */
    static String key(Request request) {
        String key = request.required("Key");
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_KEY) {
            throw ServiceFailure.refused("KeyTooLongError", "Your key is too long")
                    .with("Size", String.valueOf(length))
                    .with("MaxSizeAllowed", String.valueOf(LONGEST_KEY));
        }
        return key;
    }

    /** What a new version is answered with; its id only if it is one to tell versions apart by. */
    static Output written(Bucket bucket, ObjectVersion version) {
        StoredContent content = version.content().orElseThrow();
        Output output = new Output().put("ETag", content.eTag());
        content.checksum().describe(output);
        content.encryption().describe(output);
        return bucket.versioning() == Versioning.ENABLED ? output.put("VersionId", version.id()) : output;
    }
}
