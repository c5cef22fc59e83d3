package dev.awsmlops.operator.datalake.bucket;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.api.v1alpha1.BucketSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What becomes of objects as they age.
 *
 * @param wanted null to leave it as it is
 */
record Lifecycle(S3Client s3, String bucket, List<BucketSpec.LifecycleRule> wanted) implements BucketSetting {

    @Override
    public String name() {
        return "lifecycle rules";
    }

    @Override
    public boolean isSet() {
        return wanted == null
                || emptyIfNotFound(() -> s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)))
                        .map(GetBucketLifecycleConfigurationResponse::rules)
                        .orElse(List.of())
                        .equals(rules());
    }

    @Override
    public void set() {
        if (wanted.isEmpty()) {
            s3.deleteBucketLifecycle(request -> request.bucket(bucket));
        } else {
            s3.putBucketLifecycleConfiguration(request ->
                    request.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rules())));
        }
    }

    private List<LifecycleRule> rules() {
        return wanted.stream().map(Lifecycle::rule).toList();
    }

    private static LifecycleRule rule(BucketSpec.LifecycleRule wanted) {
        var rule = LifecycleRule.builder()
                .id(wanted.name())
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(Objects.requireNonNullElse(wanted.prefix(), "")));
        Stream<BucketSpec.Transition> transitions =
                Optional.ofNullable(wanted.transitions()).stream().flatMap(List::stream);
        List<software.amazon.awssdk.services.s3.model.Transition> moves = transitions
                .map(transition -> software.amazon.awssdk.services.s3.model.Transition.builder()
                        .days(transition.days())
                        .storageClass(TransitionStorageClass.fromValue(
                                transition.storageClass().name()))
                        .build())
                .toList();
        if (!moves.isEmpty()) {
            rule.transitions(moves);
        }
        if (wanted.expirationDays() != null) {
            rule.expiration(expiration -> expiration.days(wanted.expirationDays()));
        }
        if (wanted.noncurrentVersionExpirationDays() != null) {
            rule.noncurrentVersionExpiration(
                    expiration -> expiration.noncurrentDays(wanted.noncurrentVersionExpirationDays()));
        }
        if (wanted.abortIncompleteMultipartUploadDays() != null) {
            rule.abortIncompleteMultipartUpload(
                    abort -> abort.daysAfterInitiation(wanted.abortIncompleteMultipartUploadDays()));
        }
        return rule.build();
    }
}
