package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.Finding;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.NotebookStatus;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.reconcile.AccruedCost;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.reconcile.RunReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Works out a workspace's next status from the last one and what this pass has seen. Pure: the same look and the same
 * outcomes give the same status, which is what makes a steady workspace cause no write.
 */
final class WorkspaceReport {

    private final MlWorkspace workspace;
    private final WorkspaceLook look;
    private final PriceTable prices;
    private final Optional<MlWorkspaceStatus> last;
    private final Conditions conditions;
    private final RunReport report;

    WorkspaceReport(MlWorkspace workspace, WorkspaceLook look, PriceTable prices) {
        this.workspace = workspace;
        this.look = look;
        this.prices = prices;
        this.last = look.plan().last();
        this.conditions = new Conditions(
                last.map(MlWorkspaceStatus::conditions).orElse(List.of()),
                workspace.getMetadata().getGeneration(),
                look.plan().now());
        this.report = new RunReport(conditions, look.parts(), look.plan().now(), List.of("Ready"));
    }

    /** After a step towards the spec. */
    MlWorkspaceStatus converging(PartRun run) {
        run.obstacle()
                .ifPresentOrElse(
                        report::notReady,
                        () -> conditions.set(
                                "Ready",
                                Status.True,
                                Reason.Ready,
                                "repository, notebook and monitoring are as asked"));
        available();
        attention();
        report.parts(run);
        return status(look.roleStands(run), look.monitoringRole(run));
    }

    /** Nothing was asked of AWS, because of what is wrong with the spec or missing beside it. */
    MlWorkspaceStatus objecting(Outcome objection) {
        report.notReady(objection);
        conditions.keep("Available").keep("Attention");
        report.keepParts();
        return status(false, last.map(MlWorkspaceStatus::monitoringRoleArn));
    }

    /** Nothing was asked of AWS, because the user suspended it. */
    MlWorkspaceStatus suspended() {
        conditions
                .keep("Ready")
                .keep("Available")
                .keep("Attention")
                .set("Suspended", Status.True, Reason.Suspended, "spec.suspend is true: only deletion goes on");
        report.keepParts();
        return status(false, last.map(MlWorkspaceStatus::monitoringRoleArn));
    }

    /** Nothing is taken down yet. */
    MlWorkspaceStatus inUse(Outcome.Blocked blocked) {
        conditions
                .keep("Ready")
                .keep("Available")
                .set("Reconciling", Status.True, blocked.reason(), blocked.message())
                .set("InUse", Status.True, blocked.reason(), blocked.message());
        report.keepParts();
        return status(false, last.map(MlWorkspaceStatus::monitoringRoleArn));
    }

    /** After a step towards its deletion. */
    MlWorkspaceStatus deleting(PartRun run) {
        report.takingDown(run, Reason.Deleting, "it is taken down because it was deleted");
        return status(false, last.map(MlWorkspaceStatus::monitoringRoleArn));
    }

    /** Whether somebody can work in it now, which a workspace that is stopped as asked can't tell by being ready. */
    private void available() {
        if (!look.notebookLooked()) {
            conditions.keep("Available");
        } else if (look.isAvailable()) {
            conditions.set("Available", Status.True, Reason.Ready, "the notebook is in service");
        } else {
            String state = look.notebook(last).map(NotebookStatus::status).orElse("not there");
            conditions.set("Available", Status.False, Reason.Stopping, "the notebook is " + state);
        }
    }

    private void attention() {
        List<Finding> findings =
                look.monitoring(last).map(MonitoringStatus::findings).orElse(List.of());
        conditions.setIf(
                !findings.isEmpty(),
                "Attention",
                Reason.NeedsAttention,
                findings.stream().map(WorkspaceReport::inWords).collect(Collectors.joining("; ")));
    }

    private static String inWords(Finding finding) {
        String what = finding.problem() + ": " + finding.kind() + " " + finding.name();
        return finding.detail() == null ? what : what + ": " + finding.detail();
    }

    private MlWorkspaceStatus status(boolean roleStands, Optional<String> monitoringRole) {
        WorkspacePlan plan = look.plan();
        var status = new MlWorkspaceStatus(
                workspace.getMetadata().getGeneration(),
                last.map(MlWorkspaceStatus::placement).orElse(null),
                roleStands
                        ? plan.roleArn()
                        : last.map(MlWorkspaceStatus::roleArn).orElse(null),
                monitoringRole.orElse(null),
                look.repository(last).orElse(null),
                look.notebook(last).orElse(null),
                look.monitoring(last).orElse(null),
                plan.startRequest().orElse(null),
                last.map(MlWorkspaceStatus::cost).orElse(null),
                conditions.build());
        return last.filter(status::equals).isPresent() || !look.notebookLooked() ? status : status.withCost(cost());
    }

    private Cost cost() {
        WorkspacePlan plan = look.plan();
        String type = plan.spec().notebook().instanceType();
        Optional<BigDecimal> price = look.isBilled() ? prices.notebook(type) : Optional.of(BigDecimal.ZERO);
        return AccruedCost.now(
                last.map(MlWorkspaceStatus::cost),
                price.orElse(BigDecimal.ZERO),
                plan.now(),
                BigDecimal.ZERO,
                plan.now(),
                price.isEmpty() ? List.of(type) : List.of());
    }
}
