package dev.awsmlops.operator.datalake.bucket;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/**
 * Whether public access is blocked, whatever policies and access control lists say.
 *
 * @param wanted false leaves it to the policies, which an account's own block may still overrule
 */
record PublicAccessBlock(S3Client s3, String bucket, boolean wanted) implements BucketSetting {

    private static final PublicAccessBlockConfiguration ALL = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private static final PublicAccessBlockConfiguration NONE = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(false)
            .ignorePublicAcls(false)
            .blockPublicPolicy(false)
            .restrictPublicBuckets(false)
            .build();

    @Override
    public String name() {
        return "public access block";
    }

    @Override
    public boolean isSet() {
        return emptyIfNotFound(() -> s3.getPublicAccessBlock(request -> request.bucket(bucket)))
                .map(GetPublicAccessBlockResponse::publicAccessBlockConfiguration)
                .orElse(NONE)
                .equals(configuration());
    }

    @Override
    public void set() {
        s3.putPublicAccessBlock(request -> request.bucket(bucket).publicAccessBlockConfiguration(configuration()));
    }

    private PublicAccessBlockConfiguration configuration() {
        return wanted ? ALL : NONE;
    }
}
