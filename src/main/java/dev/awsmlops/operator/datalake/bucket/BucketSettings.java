package dev.awsmlops.operator.datalake.bucket;

import dev.awsmlops.operator.api.v1alpha1.BucketSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Everything that a lake sets on its bucket. */
public final class BucketSettings {

    private final List<BucketSetting> settings;

    /** @param partition of AWS, for ARNs */
    public BucketSettings(S3Client s3, BucketSpec spec, String partition) {
        String bucket = spec.name();
        // Access is closed before anything else, and before a policy that the block would judge.
        this.settings = List.of(
                new PublicAccessBlock(s3, bucket, spec.blocksPublicAccess()),
                new TlsOnlyPolicy(s3, bucket, partition, spec.requiresTls()),
                new Encryption(s3, bucket, spec.encryption()),
                new Versioning(s3, bucket, spec.versioning()),
                new Lifecycle(s3, bucket, spec.lifecycleRules()));
    }

    /** Sets what S3 has otherwise, and names it. */
    public List<String> ensure() {
        var changed = new ArrayList<String>();
        for (BucketSetting setting : settings) {
            if (!setting.isSet()) {
                setting.set();
                changed.add(setting.name());
            }
        }
        return changed;
    }
}
