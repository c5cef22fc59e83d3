package dev.awsmlops.operator.datalake.bucket;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.api.v1alpha1.BucketSpec;
import dev.awsmlops.operator.api.v1alpha1.BucketSpec.EncryptionType;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * How objects are encrypted that are put without saying so.
 *
 * @param wanted null to leave it as it is
 */
record Encryption(S3Client s3, String bucket, BucketSpec.Encryption wanted) implements BucketSetting {

    @Override
    public String name() {
        return "encryption";
    }

    @Override
    public boolean isSet() {
        return wanted == null
                || emptyIfNotFound(() -> s3.getBucketEncryption(request -> request.bucket(bucket)))
                        .map(response ->
                                response.serverSideEncryptionConfiguration().rules())
                        .filter(this::agrees)
                        .isPresent();
    }

    @Override
    public void set() {
        s3.putBucketEncryption(request ->
                request.bucket(bucket).serverSideEncryptionConfiguration(configuration -> configuration.rules(rule())));
    }

    /** S3 may add to a rule what nobody asked for, so only what is wanted is compared. */
    private boolean agrees(List<ServerSideEncryptionRule> actual) {
        return actual.size() == 1
                && rule().applyServerSideEncryptionByDefault()
                        .equals(actual.get(0).applyServerSideEncryptionByDefault())
                && rule().bucketKeyEnabled()
                        .equals(Boolean.TRUE.equals(actual.get(0).bucketKeyEnabled()));
    }

    private ServerSideEncryptionRule rule() {
        boolean kms = wanted.type() == EncryptionType.SSE_KMS;
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(kms ? ServerSideEncryption.AWS_KMS : ServerSideEncryption.AES256)
                        .kmsMasterKeyID(wanted.kmsKeyArn())
                        .build())
                .bucketKeyEnabled(kms && !Boolean.FALSE.equals(wanted.bucketKey()))
                .build();
    }
}
