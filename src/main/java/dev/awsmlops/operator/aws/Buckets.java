package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** S3's buckets, as far as the operator's account has to do with them. */
public final class Buckets {

    /** Buckets in one answer. S3 takes up to 10,000; fewer keep an answer small. */
    private static final int PAGE = 1000;

    /** Whose a bucket is. */
    public enum Owner {
        /** The operator's account, in the region that was asked. */
        HERE,
        /** The operator's account, in another region. */
        ELSEWHERE,
        /** Another account. */
        STRANGER
    }

    /**
     * A bucket that exists.
     *
     * @param region where it is, if it is the operator's account's
     * @param createdAt when it was made, if it is the operator's account's
     * @param tags none where they can't be read, since it is another account's
     */
    public record BucketState(Owner owner, String region, Instant createdAt, Map<String, String> tags) {}

    private final S3Client s3;
    private final String region;
    private final Observation<Instant, BucketState> observation;

    Buckets(S3Client s3, String region, Clock clock, Duration observationInterval) {
        this.s3 = s3;
        this.region = region;
        this.observation = new Observation<>(
                new Listing<>(clock, observationInterval, () -> list(""), Bucket::name, Bucket::creationDate),
                created -> created,
                this::describe,
                BucketState::createdAt);
    }

    public S3Client s3() {
        return s3;
    }

    public Observation<Instant, BucketState> observation() {
        return observation;
    }

    /** Replaces a bucket's tags, which S3 only takes as a whole. */
    public void writeTags(String bucket, Map<String, String> tags) {
        s3.putBucketTagging(request -> request.bucket(bucket).tagging(tagging(tags)));
    }

    private static Tagging tagging(Map<String, String> tags) {
        return Tagging.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** The account's own list tells a bucket's region, and whose it is, which HeadBucket does not. */
    private Optional<BucketState> describe(String bucket) {
        Optional<Bucket> own =
                list(bucket).filter(listed -> listed.name().equals(bucket)).findFirst();
        if (own.isPresent()) {
            String where = own.get().bucketRegion();
            return where == null || where.equals(region)
                    ? Optional.of(new BucketState(Owner.HERE, where, own.get().creationDate(), tags(bucket)))
                    : Optional.of(
                            new BucketState(Owner.ELSEWHERE, where, own.get().creationDate(), Map.of()));
        }
        return exists(bucket) ? Optional.of(new BucketState(Owner.STRANGER, null, null, Map.of())) : Optional.empty();
    }

    private Stream<Bucket> list(String prefix) {
        return s3
                .listBucketsPaginator(request -> request.maxBuckets(PAGE).prefix(prefix.isEmpty() ? null : prefix))
                .stream()
                .flatMap(page -> page.buckets().stream());
    }

    /** Whether anyone has a bucket of that name: of a stranger's S3 says 403, or 301 where it is in another region. */
    private boolean exists(String bucket) {
        try {
            return emptyIfNotFound(() -> s3.headBucket(request -> request.bucket(bucket)))
                    .isPresent();
        } catch (S3Exception e) {
            if (e.statusCode() == HttpStatusCode.FORBIDDEN || e.statusCode() == HttpStatusCode.MOVED_PERMANENTLY) {
                return true;
            }
            throw e;
        }
    }

    private Map<String, String> tags(String bucket) {
        return emptyIfNotFound(() -> s3.getBucketTagging(request -> request.bucket(bucket)))
                .map(response -> response.tagSet().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .orElse(Map.of());
    }
}
