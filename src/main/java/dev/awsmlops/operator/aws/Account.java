package dev.awsmlops.operator.aws;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS account that the operator acts in, and how ARNs in one of its regions read. Safe for use by several threads. */
public final class Account {

    private final String region;
    private final StsClient sts;
    private volatile String id;

    Account(String region, StsClient sts) {
        this.region = region;
        this.sts = sts;
    }

    /** Its id was written down when AWS was asked for it. */
    public void isKnownAs(String knownId) {
        id = knownId;
    }

    /** Its twelve digits; asked of AWS once. */
    public String id() {
        if (id == null) {
            id = sts.getCallerIdentity().account();
        }
        return id;
    }

    /** The partition: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
        return PartitionMetadata.of(Region.of(region)).id();
    }

    /** The ARN of something of this account in this region, such as {@code crawler/orders} of {@code glue}. */
    public String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition(), service, region, id(), resource);
    }
}
