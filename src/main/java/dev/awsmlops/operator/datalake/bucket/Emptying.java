package dev.awsmlops.operator.datalake.bucket;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Empties a bucket of everything that keeps S3 from deleting it: object versions, delete markers and unfinished uploads.
 *
 * <p>It goes on with whatever is there, so that it can be broken off after any call and taken up by another process.
 */
public final class Emptying {

    /** The most that DeleteObjects takes. Source: S3 API reference. */
    private static final int PAGE = 1000;

    /** Pages in one go, so that a large bucket keeps no thread for long and its progress shows. */
    private static final int PAGES = 20;

    private final S3Client s3;
    private final String bucket;

    public Emptying(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * Where one go has come to.
     *
     * @param deleted versions and delete markers deleted by it
     * @param empty whether nothing is left
     */
    public record Progress(long deleted, boolean empty) {}

    /** Deletes up to 20,000 versions and, once there are none, a page of unfinished uploads. */
    public Progress goOn() {
        long deleted = 0;
        for (int page = 0; page < PAGES; page++) {
            List<ObjectIdentifier> versions = nextVersions();
            if (versions.isEmpty()) {
                return new Progress(deleted, abortUploads());
            }
            delete(versions);
            deleted += versions.size();
        }
        return new Progress(deleted, false);
    }

    /** Always the first page: what it held before is gone. */
    private List<ObjectIdentifier> nextVersions() {
        ListObjectVersionsResponse page =
                s3.listObjectVersions(request -> request.bucket(bucket).maxKeys(PAGE));
        return Stream.concat(
                        page.versions().stream().map(Emptying::identifier),
                        page.deleteMarkers().stream().map(Emptying::identifier))
                .toList();
    }

    /** S3 answers with success even when it has refused some, which would be listed again for ever. */
    private void delete(List<ObjectIdentifier> versions) {
        List<S3Error> errors = s3.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(versions).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            S3Error first = errors.get(0);
            throw S3Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName("S3")
                            .errorCode(first.code())
                            .errorMessage("%s (for %d of %d object versions, the first of them %s)"
                                    .formatted(first.message(), errors.size(), versions.size(), first.key()))
                            .build())
                    .build();
        }
    }

    /** Whether there were none. */
    private boolean abortUploads() {
        var uploads = s3.listMultipartUploads(request -> request.bucket(bucket).maxUploads(PAGE))
                .uploads();
        uploads.forEach(upload -> s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        return uploads.isEmpty();
    }

    private static ObjectIdentifier identifier(ObjectVersion version) {
        return ObjectIdentifier.builder()
                .key(version.key())
                .versionId(version.versionId())
                .build();
    }

    private static ObjectIdentifier identifier(DeleteMarkerEntry marker) {
        return ObjectIdentifier.builder()
                .key(marker.key())
                .versionId(marker.versionId())
                .build();
    }
}
