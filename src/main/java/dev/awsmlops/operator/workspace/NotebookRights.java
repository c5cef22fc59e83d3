package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.aws.Account;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.role.Allow;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What a workspace's notebook, its Glue sessions and its training jobs need, and no more: this lake, this repository, and
 * what they make under this workspace's names. Sources: SageMaker developer guide, "SageMaker AI Roles"; Glue user guide,
 * "Securing interactive sessions with IAM"; and what the template's own code calls.
 */
final class NotebookRights {

    private final WorkspacePlan plan;

    private NotebookRights(WorkspacePlan plan) {
        this.plan = plan;
    }

    static ManagedRole.Needs needs(WorkspacePlan plan) {
        return new ManagedRole.Needs(
                "Notebook, Glue sessions and jobs of MlWorkspace "
                        + plan.owner().namespace() + "/" + plan.owner().name(),
                List.of("sagemaker.amazonaws.com", "glue.amazonaws.com"),
                () -> new NotebookRights(plan).policy());
    }

    private IamPolicy policy() {
        var policy = IamPolicy.builder()
                .addStatement(itself())
                .addStatement(glueSessions())
                .addStatement(jobs())
                .addStatement(lists())
                .addStatement(passItself())
                .addStatement(images())
                .addStatement(logs());
        Stream.of(repository(), secret(), lakeBucket(), lakeObjects(), lakeKey(), catalog(), network())
                .flatMap(Optional::stream)
                .forEach(policy::addStatement);
        return policy.build();
    }

    /** For the idle stop. */
    private IamStatement itself() {
        return Allow.actions(
                "StopItself",
                List.of("sagemaker:StopNotebookInstance", "sagemaker:AddTags", "sagemaker:DescribeNotebookInstance"),
                List.of(account().arn("sagemaker", "notebook-instance/" + plan.name())));
    }

    /** Its kernels' sessions are named after the workspace or after a session of its namespace that uses its notebook. */
    private IamStatement glueSessions() {
        return Allow.actions(
                "GlueSessions",
                List.of(
                        "glue:CreateSession",
                        "glue:GetSession",
                        "glue:StopSession",
                        "glue:DeleteSession",
                        "glue:RunStatement",
                        "glue:GetStatement",
                        "glue:ListStatements",
                        "glue:CancelStatement",
                        "glue:TagResource",
                        "glue:GetTags"),
                Stream.of(ResourceName.ofNamespace(plan.owner().namespace()), TemplateNames.prefix(plan.owner()))
                        .map(prefix -> account().arn("glue", "session/" + prefix + "-*"))
                        .toList());
    }

    private IamStatement jobs() {
        String prefix = TemplateNames.prefix(plan.owner()) + "-*";
        return Allow.actions(
                "JobsAndEndpoints",
                List.of(
                        "sagemaker:CreateTrainingJob",
                        "sagemaker:DescribeTrainingJob",
                        "sagemaker:StopTrainingJob",
                        "sagemaker:CreateModel",
                        "sagemaker:DescribeModel",
                        "sagemaker:DeleteModel",
                        "sagemaker:CreateEndpointConfig",
                        "sagemaker:DescribeEndpointConfig",
                        "sagemaker:DeleteEndpointConfig",
                        "sagemaker:CreateEndpoint",
                        "sagemaker:DescribeEndpoint",
                        "sagemaker:DeleteEndpoint",
                        "sagemaker:InvokeEndpoint",
                        "sagemaker:CreateTransformJob",
                        "sagemaker:DescribeTransformJob",
                        "sagemaker:StopTransformJob",
                        "sagemaker:AddTags",
                        "sagemaker:ListTags"),
                Stream.of("training-job", "model", "endpoint-config", "endpoint", "transform-job")
                        .map(type -> account().arn("sagemaker", type + "/" + prefix))
                        .toList());
    }

    /** IAM knows no resource for these. Source: service authorization reference, SageMaker, Glue, ECR and CloudWatch. */
    private IamStatement lists() {
        return Allow.actions(
                "ListsAndMetrics",
                List.of(
                        "glue:ListSessions",
                        "sagemaker:ListTrainingJobs",
                        "sagemaker:ListModels",
                        "sagemaker:ListEndpoints",
                        "sagemaker:ListEndpointConfigs",
                        "sagemaker:ListTransformJobs",
                        "ecr:GetAuthorizationToken",
                        "cloudwatch:PutMetricData"),
                List.of("*"));
    }

    private IamStatement passItself() {
        return IamStatement.builder()
                .sid("PassItself")
                .effect(IamEffect.ALLOW)
                .addAction("iam:PassRole")
                .addResource(plan.roleArn())
                .addConditions(
                        IamConditionOperator.STRING_EQUALS,
                        "iam:PassedToService",
                        List.of("glue.amazonaws.com", "sagemaker.amazonaws.com"))
                .build();
    }

    /** AWS keeps its images in accounts of its own, another in each region. */
    private IamStatement images() {
        return Allow.actions(
                "PullImages",
                List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"),
                List.of("arn:%s:ecr:%s:*:repository/sagemaker-scikit-learn"
                        .formatted(account().partition(), plan.aws().name())));
    }

    private IamStatement logs() {
        return Allow.actions(
                "WriteLogs",
                List.of(
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "logs:DescribeLogStreams",
                        "logs:GetLogEvents"),
                List.of(
                        account().arn("logs", "log-group:/aws/sagemaker/*"),
                        account().arn("logs", "log-group:/aws-glue/*")));
    }

    private Optional<IamStatement> repository() {
        return plan.usesCodeCommit()
                ? Optional.of(Allow.actions(
                        "Repository",
                        List.of("codecommit:GitPull", "codecommit:GitPush", "codecommit:GetRepository"),
                        List.of(account().arn("codecommit", plan.repositoryName()))))
                : Optional.empty();
    }

    private Optional<IamStatement> secret() {
        return Optional.ofNullable(plan.spec().repository().secretArn())
                .map(secret ->
                        Allow.actions("RepositorySecret", List.of("secretsmanager:GetSecretValue"), List.of(secret)));
    }

    private Optional<IamStatement> lakeBucket() {
        return plan.lakePaths()
                .map(lake -> Allow.actions(
                        "ListLake", List.of("s3:ListBucket", "s3:GetBucketLocation"), List.of(s3(lake.bucket()))));
    }

    private Optional<IamStatement> lakeObjects() {
        return plan.lakePaths()
                .map(lake -> Allow.actions(
                        "LakeObjects",
                        List.of(
                                "s3:GetObject",
                                "s3:PutObject",
                                "s3:DeleteObject",
                                "s3:AbortMultipartUpload",
                                "s3:ListMultipartUploadParts"),
                        Stream.concat(zones(lake), Stream.of(lake.bucket() + "/" + plan.folder() + "/"))
                                .map(folder -> s3(folder + "*"))
                                .toList()));
    }

    private Optional<IamStatement> lakeKey() {
        return plan.lake()
                .flatMap(lake -> Optional.ofNullable(lake.getSpec().bucket().encryption()))
                .flatMap(encryption -> Optional.ofNullable(encryption.kmsKeyArn()))
                .map(key -> Allow.actions(
                        "LakeKey", List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"), List.of(key)));
    }

    private Optional<IamStatement> catalog() {
        return plan.lakePaths()
                .map(lake -> Allow.actions(
                        "Catalog",
                        List.of(
                                "glue:GetDatabase",
                                "glue:GetDatabases",
                                "glue:GetTable",
                                "glue:GetTables",
                                "glue:CreateTable",
                                "glue:UpdateTable",
                                "glue:GetPartition",
                                "glue:GetPartitions",
                                "glue:BatchGetPartition",
                                "glue:CreatePartition",
                                "glue:BatchCreatePartition",
                                "glue:UpdatePartition"),
                        List.of(
                                account().arn("glue", "catalog"),
                                account().arn("glue", "database/" + lake.database()),
                                account().arn("glue", "table/" + lake.database() + "/*"))));
    }

    /** A notebook in a subnet is put there by an interface that its role makes. */
    private Optional<IamStatement> network() {
        return Optional.ofNullable(plan.spec().notebook().subnetId())
                .map(subnet -> Allow.actions(
                        "Network",
                        List.of(
                                "ec2:CreateNetworkInterface",
                                "ec2:CreateNetworkInterfacePermission",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DeleteNetworkInterfacePermission",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeVpcs",
                                "ec2:DescribeDhcpOptions",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeSecurityGroups"),
                        List.of("*")));
    }

    private static Stream<String> zones(LakePaths lake) {
        return Stream.of(lake.raw(), lake.curated(), lake.features()).map(path -> path.replaceFirst("^s3://", ""));
    }

    private String s3(String resource) {
        return "arn:" + account().partition() + ":s3:::" + resource;
    }

    private Account account() {
        return plan.aws().account();
    }
}
