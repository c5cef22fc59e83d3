package dev.awsmlops.sandbox.aws.s3;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of an object.
 *
 * @param content absent if it is a delete marker
 */
record ObjectVersion(String key, String id, Instant lastModified, Optional<StoredContent> content) {

    boolean deleteMarker() {
        return content.isEmpty();
    }
}
