package dev.awsmlops.operator.session;

import dev.awsmlops.operator.aws.Account;
import dev.awsmlops.operator.role.Allow;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What a session's switch needs, and no more: to look at and take down this endpoint and this notebook. One that keeps the
 * notebook has no right to delete it.
 */
final class SwitchRights {

    private SwitchRights() {}

    static ManagedRole.Identity identity(SwitchPlan plan) {
        return new ManagedRole.Identity(
                plan.roleName(),
                DeadMansSwitch.CONDITION,
                "Give the operator that right, name a role with mlops.session.switch-role-arn, or do without the dead"
                        + " man's switch: mlops.session.dead-mans-switch=Disabled");
    }

    static ManagedRole.Needs needs(SwitchPlan plan) {
        return new ManagedRole.Needs(
                "Dead man's switch of GlueDevSession " + plan.owner().namespace() + "/"
                        + plan.owner().name(),
                List.of("states.amazonaws.com"),
                () -> policy(plan));
    }

    private static IamPolicy policy(SwitchPlan plan) {
        var statements = new ArrayList<IamStatement>();
        if (plan.guardsEndpoint()) {
            statements.add(Allow.actions(
                    "EndEndpoint",
                    List.of("glue:GetDevEndpoint", "glue:DeleteDevEndpoint"),
                    List.of(plan.aws().account().arn("glue", "devEndpoint/" + plan.name()))));
        }
        if (plan.guardsNotebook()) {
            statements.addAll(notebook(plan));
        }
        return IamPolicy.builder().statements(statements).build();
    }

    private static List<IamStatement> notebook(SwitchPlan plan) {
        Account account = plan.aws().account();
        String notebook = account.arn("sagemaker", "notebook-instance/" + plan.name());
        IamStatement stop = Allow.actions(
                "StopNotebook",
                List.of("sagemaker:DescribeNotebookInstance", "sagemaker:StopNotebookInstance"),
                List.of(notebook));
        if (plan.keepsNotebook()) {
            return List.of(stop);
        }
        var statements = new ArrayList<IamStatement>();
        statements.add(stop);
        statements.add(Allow.actions(
                "DeleteNotebook",
                List.of("sagemaker:DeleteNotebookInstance", "sagemaker:DeleteNotebookInstanceLifecycleConfig"),
                List.of(notebook, account.arn("sagemaker", "notebook-instance-lifecycle-config/" + plan.name()))));
        if (plan.session().spec().notebook().subnetId() != null) {
            statements.addAll(network(account));
        }
        return statements;
    }

    /**
     * Who deletes a notebook in a network of one's own deletes its network interface, whose id nobody knows beforehand.
     * Source: SageMaker developer guide, "Amazon SageMaker API Permissions: Actions, Permissions, and Resources Reference".
     */
    private static List<IamStatement> network(Account account) {
        return List.of(
                Allow.actions(
                        "DeleteNetworkInterface",
                        List.of("ec2:DeleteNetworkInterface", "ec2:DetachNetworkInterface"),
                        List.of(account.arn("ec2", "*"))),
                Allow.actions(
                        "FindNetworkInterface",
                        List.of(
                                "ec2:DescribeAvailabilityZones",
                                "ec2:DescribeInternetGateways",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs"),
                        List.of("*")));
    }
}
