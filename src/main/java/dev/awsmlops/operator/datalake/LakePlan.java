package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec;
import dev.awsmlops.operator.api.v1alpha1.DataLakeSpec;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.Zone;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Plan;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.role.ManagedRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of one lake are made from, worked out once for a pass.
 *
 * @param objectMadeAt when the Kubernetes object was made
 * @param crawlRequest the value of the annotation that asks for a crawl, empty without one
 * @param last the object's status so far
 */
record LakePlan(
        DataLakeSpec spec,
        Ownership owner,
        Instant objectMadeAt,
        String crawlRequest,
        Optional<DataLakeStatus> last,
        AwsRegion aws,
        Instant now,
        boolean steady,
        Repairs repairs)
        implements Plan {

    @Override
    public Map<String, String> tags() {
        return tagsWith(spec.tags());
    }

    String bucket() {
        return spec.bucket().name();
    }

    /** Glue folds names to lower case, and Athena takes no hyphens. */
    String database() {
        return spec.database().name() != null
                ? spec.database().name()
                : owner.name().replaceAll("[^a-z0-9_]", "_");
    }

    /** Such as {@code s3://bucket/raw/}. */
    String path(Zone zone) {
        return "s3://" + bucket() + "/" + spec.zones().prefix(zone);
    }

    String crawler(CrawlerSpec crawler) {
        return name() + "-" + crawler.name();
    }

    boolean managesRole() {
        return spec.roleArn() == null;
    }

    String roleArn() {
        return managesRole() ? ManagedRole.arn(aws.account(), name()) : spec.roleArn();
    }
}
