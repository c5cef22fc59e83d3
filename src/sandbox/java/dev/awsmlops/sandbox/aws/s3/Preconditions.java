package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Optional;

/**
 * Requests that hold only if the object is, or is not, what the caller takes it for (S3 User Guide, "Add preconditions to
 * S3 operations with conditional requests"; localstack test_s3_api.snapshot.json, TestS3ObjectWritePrecondition).
 */
final class Preconditions {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String ANY = "*";

    private Preconditions() {}

    /** For a write: If-None-Match takes {@code *} only, If-Match an entity tag. */
    static void ofWrite(Request request, String key, Optional<ObjectVersion> current) {
        request.text("IfNoneMatch").ifPresent(tag -> {
            if (!tag.equals(ANY)) {
                throw S3Errors.notSimulated("If-None-Match with a value other than *");
            }
            if (current.isPresent()) {
                throw S3Errors.preconditionFailed(IF_NONE_MATCH);
            }
        });
        request.text("IfMatch").ifPresent(tag -> {
            ObjectVersion object = current.orElseThrow(() -> S3Errors.noSuchKey(key));
            if (!matches(tag, object)) {
                throw S3Errors.preconditionFailed(IF_MATCH);
            }
        });
    }

    /** For a read: an object that matches If-None-Match is Not Modified (RFC 9110, section 13.1.2). */
    static void ofRead(Request request, ObjectVersion object) {
        request.text("IfMatch").filter(tag -> !matches(tag, object)).ifPresent(tag -> {
            throw S3Errors.preconditionFailed(IF_MATCH);
        });
        request.text("IfNoneMatch").filter(tag -> matches(tag, object)).ifPresent(tag -> {
            throw new ServiceFailure("304", "Not Modified", 304);
        });
    }

    /** Entity tags may come without their quotes. */
    private static boolean matches(String tag, ObjectVersion object) {
        String quoted = tag.startsWith("\"") ? tag : '"' + tag + '"';
        return tag.equals(ANY) || quoted.equals(object.content().orElseThrow().eTag());
    }
}
