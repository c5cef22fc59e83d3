package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import java.util.Optional;
import java.util.stream.Stream;

/** What services other than S3 see of the account's buckets, in whichever region. */
final class BucketStorage implements ObjectStorage {

    private final BucketStore buckets;

    BucketStorage(BucketStore buckets) {
        this.buckets = buckets;
    }

    @Override
    public Optional<Stream<StoredObject>> objects(String bucket, String prefix) {
        return buckets.existing(bucket).map(found -> objects(found, prefix));
    }

    private static Stream<StoredObject> objects(Bucket bucket, String prefix) {
        return bucket.objects().current().tailMap(prefix, true).values().stream()
                .takeWhile(version -> version.key().startsWith(prefix))
                .map(version -> new StoredObject(
                        version.key(),
                        version.lastModified(),
                        version.content().orElseThrow().bytes().asByteBuffer()));
    }
}
