package dev.awsmlops.sandbox.aws.service;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What services other than S3 see of the account's buckets. */
@FunctionalInterface
public interface ObjectStorage {

    /** The current version of one object; the content can be read only. */
    record StoredObject(String key, Instant lastModified, ByteBuffer content) {}

    /**
     * The current versions of the objects whose keys start with the prefix, in the order of their keys.
     *
     * @return empty when there is no such bucket in the account
     */
    Optional<Stream<StoredObject>> objects(String bucket, String prefix);
}
