package dev.awsmlops.operator.datalake.bucket;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * Whether earlier versions of objects are kept. Once on it can only be suspended, and a bucket that never had it says
 * nothing. Source: S3 user guide, "How S3 Versioning works".
 *
 * @param wanted null to leave it as it is
 */
record Versioning(S3Client s3, String bucket, Boolean wanted) implements BucketSetting {

    @Override
    public String name() {
        return "versioning";
    }

    @Override
    public boolean isSet() {
        if (wanted == null) {
            return true;
        }
        boolean enabled =
                s3.getBucketVersioning(request -> request.bucket(bucket)).status() == BucketVersioningStatus.ENABLED;
        return enabled == wanted;
    }

    @Override
    public void set() {
        s3.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(configuration -> configuration.status(
                        wanted ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED)));
    }
}
