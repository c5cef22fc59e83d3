package dev.awsmlops.operator.workspace.monitoring;

import dev.awsmlops.operator.aws.Account;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.role.Allow;
import dev.awsmlops.operator.role.ManagedRole;
import dev.awsmlops.operator.workspace.TemplateNames;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * What the state machine and its schedule need, and no more: to look at this workspace, to start and look up this machine,
 * and to publish to its topic. Lists and batches cannot be narrowed. Source: Service Authorization Reference, "Actions defined by AWS
 * Glue", "... by Amazon SageMaker", "... by AWS Step Functions", by whether a resource type stands beside the action.
 *
 * <p>The policy is the same whichever sessions use the notebook, since rights take a while to come into force: dev endpoints
 * are therefore those of all the namespace.
 *
 * <p>A topic that is encrypted with a key of the user's own needs rights to the key too, which are left to a role of the
 * user's own.
 */
final class MonitorRights {

    /** What sets the role apart from the notebook's. */
    private static final String SUFFIX = "-monitor";

    private static final List<String> ANYTHING = List.of("*");

    private final WorkspacePlan plan;

    private MonitorRights(WorkspacePlan plan) {
        this.plan = plan;
    }

    /** The name of the role that the operator makes, within IAM's limit. */
    static String roleName(WorkspacePlan plan) {
        return ResourceName.of(plan.owner(), SUFFIX);
    }

    /** The role that the state machine and its schedule assume. */
    static String roleArn(WorkspacePlan plan) {
        return Optional.ofNullable(plan.spec().monitoring().roleArn())
                .orElseGet(() -> ManagedRole.arn(plan.aws().account(), roleName(plan)));
    }

    static ManagedRole.Needs needs(WorkspacePlan plan) {
        return new ManagedRole.Needs(
                "Monitoring of MlWorkspace " + plan.owner().namespace() + "/"
                        + plan.owner().name(),
                List.of("states.amazonaws.com", "scheduler.amazonaws.com"),
                () -> new MonitorRights(plan).policy());
    }

    private IamPolicy policy() {
        Account account = plan.aws().account();
        String machine = account.arn("states", "stateMachine:" + plan.name());
        var policy = IamPolicy.builder()
                .addStatement(Allow.actions(
                        "RunMonitoring", List.of("states:StartExecution", "states:ListExecutions"), List.of(machine)))
                .addStatement(Allow.actions(
                        "LookAtNotebook",
                        List.of("sagemaker:DescribeNotebookInstance"),
                        List.of(account.arn("sagemaker", "notebook-instance/" + plan.name()))))
                .addStatement(Allow.actions(
                        "LookAtTrainingJobs",
                        List.of("sagemaker:DescribeTrainingJob"),
                        List.of(account.arn("sagemaker", "training-job/" + TemplateNames.prefix(plan.owner()) + "-*"))))
                .addStatement(Allow.actions(
                        "List",
                        List.of(
                                "sagemaker:ListTrainingJobs",
                                "glue:ListSessions",
                                "glue:ListCrawlers",
                                "glue:BatchGetCrawlers"),
                        ANYTHING))
                .addStatement(Allow.actions(
                        "LookAtDevEndpoints",
                        List.of("glue:GetDevEndpoint"),
                        List.of(account.arn(
                                "glue",
                                "devEndpoint/"
                                        + ResourceName.ofNamespace(plan.owner().namespace()) + "-*"))));
        String topic = plan.spec().monitoring().notifyTopicArn();
        if (topic != null) {
            policy.addStatement(Allow.actions("Notify", List.of("sns:Publish"), List.of(topic)));
        }
        return policy.build();
    }
}
