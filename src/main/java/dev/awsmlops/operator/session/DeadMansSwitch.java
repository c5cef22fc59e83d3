package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.SwitchStatus;
import dev.awsmlops.operator.aws.StateMachine;
import dev.awsmlops.operator.aws.StateMachines;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * Ends a session in AWS should the operator, or the whole cluster, be gone by then: a state machine with one execution that
 * waits for the end.
 *
 * <p>It stands before anything that bills is made, and goes after everything that it guards. When the end moves, the new
 * execution is started before the old one is stopped.
 */
final class DeadMansSwitch implements Part<StateMachine> {

    static final String CONDITION = "SwitchReady";

    /** When an execution that was started a moment ago is listed for sure, or nearly so. */
    private static final Duration LISTED = Duration.ofMinutes(1);

    private final SwitchPlan plan;
    private final List<Part<?>> guarded;
    private Optional<SwitchStatus> seen;
    private boolean started;

    /** @param guarded the parts that it outlives */
    DeadMansSwitch(SwitchPlan plan, List<Part<?>> guarded) {
        this.plan = plan;
        this.guarded = List.copyOf(guarded);
        this.seen = plan.last();
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<StateMachine> observe() {
        Optional<StateMachine> found = plan.read(machines().observation());
        if (found.isEmpty()) {
            machines().tags().forget(arn());
            seen = role().map(role -> new SwitchStatus(null, role, null));
        }
        return found;
    }

    @Override
    public boolean isOurs(StateMachine actual) {
        return machines().tags().isOwnedBy(plan.owner(), arn());
    }

    @Override
    public Outcome create() {
        if (!plan.isWanted()) {
            return new Outcome.Ready(describe() + " is gone: this operator has switched it off");
        }
        String definition = SwitchDefinition.of(plan);
        Instant creation = machines()
                .client()
                .createStateMachine(request -> request.name(plan.name())
                        .definition(definition)
                        .roleArn(plan.roleArn())
                        .type(StateMachineType.STANDARD)
                        .tags(StateMachines.tagsOf(plan.tags())))
                .creationDate();
        machines().tags().forget(arn());
        plan.repairs().add(describe() + " had vanished");
        return keepInStep(creation, definition);
    }

    @Override
    public Outcome update(StateMachine actual) {
        if (!plan.isWanted()) {
            return delete(actual);
        }
        if (actual.isDeleted()) {
            stopAll("its state machine was deleted");
            return new Outcome.Blocked(
                    Reason.Waiting, describe() + " was deleted by someone else; it is made again once it is gone");
        }
        if (plan.steady() && lastEndsAt().filter(this::isInStep).isPresent()) {
            return ready(lastEndsAt().get());
        }
        if (machines().tags().ensure(arn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        String definition = SwitchDefinition.of(plan);
        if (!plan.roleArn().equals(actual.roleArn()) || !SwitchDefinition.agree(definition, actual.definition())) {
            return change(definition);
        }
        return keepInStep(actual.creationDate(), definition);
    }

    @Override
    public Outcome delete(StateMachine actual) {
        stopAll("the session has ended");
        if (!actual.isDeleted()) {
            machines().client().deleteStateMachine(request -> request.stateMachineArn(arn()));
        }
        return new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
    }

    @Override
    public List<Part<?>> usedBy() {
        return guarded;
    }

    @Override
    public boolean isLeaf() {
        return !plan.isWanted();
    }

    @Override
    public String ifDenied() {
        return "Give the operator that right, or do without the dead man's switch: mlops.session.dead-mans-switch=Disabled";
    }

    @Override
    public String describe() {
        return "State machine " + plan.name();
    }

    /** As AWS has said in this pass, or in the last one that has looked; empty when there is nothing. */
    Optional<SwitchStatus> seen() {
        return seen;
    }

    /**
     * Whether this pass has started an execution, so that the others must be looked for once more: one for an end that held for
     * a moment only may not have been listed. "This operation is eventually consistent. The results are best effort and may
     * not reflect very recent updates and changes" (Step Functions API reference, {@code ListExecutions}).
     */
    boolean started() {
        return started;
    }

    /**
     * Step Functions delete a state machine only when the last of its executions has ended (API reference, {@code
     * DeleteStateMachine}), whoever has asked for it: the one that waits for the end would hold it up until then, and end
     * nothing if the end has moved meanwhile.
     */
    private void stopAll(String why) {
        machines().running(plan.name()).toList().forEach(execution -> machines().stop(execution, why));
    }

    /**
     * An execution started within seconds of an update may still run the old definition (Step Functions API reference, {@code
     * UpdateStateMachine}), so the new one is started in a later pass.
     */
    private Outcome change(String definition) {
        machines().client().updateStateMachine(request -> request.stateMachineArn(arn())
                .definition(definition)
                .roleArn(plan.roleArn()));
        plan.repairs().add("definition and role of " + describe());
        return new Outcome.Blocked(Reason.Updating, describe() + " is being updated");
    }

    private Outcome keepInStep(Instant creation, String definition) {
        String made = SwitchExecution.made(creation, definition, plan.roleArn());
        List<ExecutionListItem> executions = machines().executions(plan.name()).toList();
        Optional<SwitchExecution> inStep = executions.stream()
                .filter(DeadMansSwitch::isRunning)
                .flatMap(execution -> SwitchExecution.named(execution.name()).stream())
                .filter(execution -> execution.made().equals(made) && isInStep(execution.endsAt()))
                .findFirst();
        SwitchExecution kept = inStep.orElseGet(() -> start(made, executions));
        executions.stream()
                .filter(execution -> isRunning(execution) && !execution.name().equals(kept.name()))
                .forEach(execution -> machines().stop(execution, "another execution has taken its place"));
        return ready(kept.endsAt());
    }

    private SwitchExecution start(String made, List<ExecutionListItem> executions) {
        var next = SwitchExecution.after(
                expiry(),
                made,
                executions.stream()
                        .flatMap(execution -> SwitchExecution.named(execution.name()).stream())
                        .toList());
        machines().start(plan.name(), next.name(), next.input());
        started = true;
        if (lastEndsAt().filter(this::isInStep).isPresent()) {
            plan.repairs().add("the execution of " + describe() + " had ended");
        }
        return next;
    }

    private Outcome ready(Instant endsAt) {
        seen = Optional.of(new SwitchStatus(arn(), role().orElse(null), endsAt.toString()));
        return new Outcome.Ready(
                describe() + " ends it at " + endsAt + ", should the operator not have done so by then",
                started ? Optional.of(LISTED) : Optional.empty());
    }

    private boolean isInStep(Instant endsAt) {
        return SwitchExecution.covers(endsAt, expiry());
    }

    private Instant expiry() {
        return plan.session().lifetime().expiresAt().orElseThrow();
    }

    private Optional<Instant> lastEndsAt() {
        return plan.last().map(SwitchStatus::endsAt).map(Instant::parse);
    }

    /** The role that was made for it, now or under an earlier policy. */
    private Optional<String> role() {
        return plan.managesRole() ? Optional.of(plan.roleArn()) : plan.last().map(SwitchStatus::roleArn);
    }

    private static boolean isRunning(ExecutionListItem execution) {
        return execution.status() == ExecutionStatus.RUNNING;
    }

    private StateMachines machines() {
        return plan.aws().stateMachines();
    }

    private String arn() {
        return machines().arn(plan.name());
    }
}
