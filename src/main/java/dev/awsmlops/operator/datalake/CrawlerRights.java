package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.aws.Account;
import dev.awsmlops.operator.role.Allow;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;
import software.amazon.awssdk.services.glue.model.S3Target;

/**
 * What a lake's crawlers need, and no more: to read what they crawl, to write this database, and to log. Source: Glue
 * developer guide, "Crawler prerequisites", and the managed policy AWSGlueServiceRole, narrowed to these resources.
 *
 * <p>A crawler that goes through a connection needs rights to the network too, which are left to a role of the user's own.
 */
final class CrawlerRights {

    private final LakePlan plan;

    private CrawlerRights(LakePlan plan) {
        this.plan = plan;
    }

    static ManagedRole.Needs needs(LakePlan plan) {
        return new ManagedRole.Needs(
                "Crawlers of DataLake " + plan.owner().namespace() + "/"
                        + plan.owner().name(),
                List.of("glue.amazonaws.com"),
                () -> new CrawlerRights(plan).policy());
    }

    private IamPolicy policy() {
        var policy = IamPolicy.builder()
                .addStatement(readBuckets())
                .addStatement(readObjects())
                .addStatement(writeDatabase())
                .addStatement(writeLogs());
        decrypt().ifPresent(policy::addStatement);
        return policy.build();
    }

    private IamStatement readBuckets() {
        return Allow.actions(
                "ReadBuckets", List.of("s3:ListBucket", "s3:GetBucketLocation"), s3(paths().map(path -> path.split(
                                "/", 2)[0])));
    }

    private IamStatement readObjects() {
        return Allow.actions("ReadObjects", List.of("s3:GetObject"), s3(paths().map(path -> path + "*")));
    }

    private IamStatement writeDatabase() {
        Account account = plan.aws().account();
        return Allow.actions(
                "WriteDatabase",
                List.of(
                        "glue:GetDatabase",
                        "glue:GetTable",
                        "glue:GetTables",
                        "glue:CreateTable",
                        "glue:UpdateTable",
                        "glue:DeleteTable",
                        "glue:GetPartition",
                        "glue:GetPartitions",
                        "glue:BatchGetPartition",
                        "glue:CreatePartition",
                        "glue:BatchCreatePartition",
                        "glue:UpdatePartition",
                        "glue:DeletePartition",
                        "glue:BatchDeletePartition"),
                List.of(
                        account.arn("glue", "catalog"),
                        account.arn("glue", "database/" + plan.database()),
                        account.arn("glue", "table/" + plan.database() + "/*")));
    }

    private IamStatement writeLogs() {
        return Allow.actions(
                "WriteLogs",
                List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(plan.aws().account().arn("logs", "log-group:/aws-glue/crawlers*")));
    }

    /** A key of the user's own; the account's key for S3 may be used by all of the account. */
    private Optional<IamStatement> decrypt() {
        return Optional.ofNullable(plan.spec().bucket().encryption())
                .flatMap(encryption -> Optional.ofNullable(encryption.kmsKeyArn()))
                .map(key -> Allow.actions("Decrypt", List.of("kms:Decrypt"), List.of(key)));
    }

    /** The lake's whole bucket, and whatever else is crawled: {@code bucket/prefix}. */
    private Stream<String> paths() {
        Stream<String> crawled = plan.spec().crawlersOrNone().stream()
                .flatMap(crawler -> CrawlerSettings.targets(crawler, plan).stream())
                .map(S3Target::path)
                .filter(path -> !path.startsWith("s3://" + plan.bucket() + "/"))
                .map(path -> path.replaceFirst("^s3://", ""))
                .map(path -> path.contains("/") ? path : path + "/");
        return Stream.concat(Stream.of(plan.bucket() + "/"), crawled).distinct().sorted();
    }

    private List<String> s3(Stream<String> resources) {
        return resources
                .distinct()
                .map(resource -> "arn:" + plan.aws().account().partition() + ":s3:::" + resource)
                .toList();
    }
}
