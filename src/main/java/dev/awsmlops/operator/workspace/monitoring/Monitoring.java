package dev.awsmlops.operator.workspace.monitoring;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.UnwantedPart;
import dev.awsmlops.operator.role.ManagedRole;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a workspace's monitoring in one pass. Where it is switched off they are those that take down what there is.
 *
 * <p>Nothing else needs them, but the role holds up what comes behind it: they come last in a workspace.
 */
public final class Monitoring {

    /** The condition that reports on its parts. */
    public static final String CONDITION = "MonitoringReady";

    private final WorkspacePlan plan;
    private final MonitorSchedule schedule;
    private final MonitorStateMachine machine;
    private final ManagedRole role;
    private final MonitorFindings findings;
    private UnwantedPart<?> unwantedRole;

    public Monitoring(WorkspacePlan plan) {
        this.plan = plan;
        this.schedule = new MonitorSchedule(plan);
        this.machine = new MonitorStateMachine(plan, List.of(schedule));
        this.role = new ManagedRole(
                plan,
                new ManagedRole.Identity(
                        MonitorRights.roleName(plan),
                        CONDITION,
                        "Give the operator that right, or write spec.monitoring.roleArn, or enabled: false there"),
                MonitorRights.needs(plan),
                plan.repairs(),
                List.of(schedule, machine));
        this.findings = new MonitorFindings(plan);
    }

    /** Those of a pass towards the spec, in the order in which they are made. */
    public List<Part<?>> parts() {
        if (!plan.spec().monitoring().isEnabled()) {
            var noSchedule = new UnwantedPart<>(plan, schedule, List.of());
            var noMachine = new UnwantedPart<>(plan, machine, List.of(noSchedule));
            return withoutRole(List.of(noSchedule, noMachine), List.of(noSchedule, noMachine));
        }
        return managesRole()
                ? List.of(role, machine, schedule, findings)
                : withoutRole(List.of(machine, schedule, findings), List.of());
    }

    /** Those that go with the workspace, whether the spec still wants them or not. */
    public List<Part<?>> partsToRemove() {
        return managesRole() || mayHaveRole() ? List.of(role, machine, schedule) : List.of(machine, schedule);
    }

    /** The role that the operator has made for it, as far as a pass has told; for the next pass to know. */
    public Optional<String> roleArn(PartRun run) {
        Optional<String> known = plan.last().map(MlWorkspaceStatus::monitoringRoleArn);
        if (managesRole()) {
            return run.of(role) == null
                    ? known
                    : Optional.of(ManagedRole.arn(plan.aws().account(), MonitorRights.roleName(plan)));
        }
        return known.filter(arn -> !(run.of(unwantedRole) instanceof Outcome.Ready));
    }

    private List<Part<?>> withoutRole(List<Part<?>> parts, List<UnwantedPart<?>> users) {
        if (!mayHaveRole()) {
            return parts;
        }
        unwantedRole = new UnwantedPart<>(plan, role, users);
        return Stream.concat(parts.stream(), Stream.of(unwantedRole)).toList();
    }

    private boolean managesRole() {
        return plan.spec().monitoring().isEnabled() && plan.spec().monitoring().roleArn() == null;
    }

    /** Whether there may be a role from when the spec was another. An operator without rights to IAM must not ask IAM. */
    private boolean mayHaveRole() {
        return plan.last().isEmpty()
                || plan.last().map(MlWorkspaceStatus::monitoringRoleArn).isPresent();
    }

    /** What the last execution found, if this pass got that far. */
    public Optional<MonitoringStatus> found() {
        return findings.found();
    }
}
