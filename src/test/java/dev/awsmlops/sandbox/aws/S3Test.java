package dev.awsmlops.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** An account with clients for S3 that do not retry, in several regions. */
abstract class S3Test extends AwsTest {

    final S3Client s3 = client(S3Client.builder(), "operator");
    final S3Client inIreland = in(Region.EU_WEST_1, S3Client.builder());

    S3Client in(Region region, S3ClientBuilder builder) {
        return aws.configure(builder, aws.door("operator"), region)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    void create(String bucket) {
        s3.createBucket(r -> r.bucket(bucket));
    }

    void createVersioned(String bucket) {
        create(bucket);
        version(bucket, BucketVersioningStatus.ENABLED);
    }

    void version(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(status)));
    }

    PutObjectResponse put(String bucket, String key, String content) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    String get(String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    List<ObjectVersion> versions(String bucket) {
        return s3.listObjectVersions(r -> r.bucket(bucket)).versions();
    }

    /** As many objects, each in as many versions, without the wire. */
    void fill(String bucket, int objects, int versions) {
        List<String> keys =
                IntStream.range(0, objects).mapToObj("object-%05d"::formatted).toList();
        for (int i = 0; i < versions; i++) {
            aws.buckets().put(bucket, keys, ("version " + i).getBytes(StandardCharsets.UTF_8));
        }
    }
}
