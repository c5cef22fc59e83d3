package dev.awsmlops.operator.workspace.monitoring;

import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.aws.StateMachine;
import dev.awsmlops.operator.aws.StateMachines;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * The state machine that looks at a workspace.
 *
 * <p>Definition and role are compared and put right by UpdateStateMachine: CreateStateMachine takes another role or other
 * tags for the same call again and ignores them (Step Functions API reference, CreateStateMachine).
 */
public final class MonitorStateMachine implements Part<StateMachine> {

    private final WorkspacePlan plan;
    private final List<Part<?>> users;

    /** @param users the parts that run it */
    public MonitorStateMachine(WorkspacePlan plan, List<Part<?>> users) {
        this.plan = plan;
        this.users = List.copyOf(users);
    }

    @Override
    public String condition() {
        return Monitoring.CONDITION;
    }

    @Override
    public Optional<StateMachine> observe() {
        Optional<StateMachine> actual = plan.read(machines().observation());
        if (actual.isEmpty() || !plan.steady()) {
            tags().forget(arn());
        }
        return actual;
    }

    @Override
    public boolean isOurs(StateMachine actual) {
        return tags().isOwnedBy(plan.owner(), arn());
    }

    @Override
    public Outcome create() {
        machines().client().createStateMachine(request -> request.name(plan.name())
                .type(StateMachineType.STANDARD)
                .definition(MonitorDefinition.of(plan).text())
                .roleArn(MonitorRights.roleArn(plan))
                .tags(StateMachines.tagsOf(plan.tags())));
        tags().forget(arn());
        plan.repairs().add(describe() + " had vanished");
        return ready();
    }

    @Override
    public Outcome update(StateMachine actual) {
        if (actual.isDeleted()) {
            return new Outcome.InProgress(
                    Reason.Replacing, describe() + " was deleted by someone else; it is made again once it is gone");
        }
        MonitorDefinition definition = MonitorDefinition.of(plan);
        boolean rightRole = actual.roleArn().equals(MonitorRights.roleArn(plan));
        if (!rightRole || !definition.isSameAs(actual.definition())) {
            machines().client().updateStateMachine(request -> request.stateMachineArn(arn())
                    .definition(definition.text())
                    .roleArn(MonitorRights.roleArn(plan)));
            machines().observation().now(plan.name());
            if (!rightRole || !definition.doesTheSameAs(actual.definition())) {
                plan.repairs().add(describe());
            }
        }
        if (tags().ensure(arn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        return ready();
    }

    /** It is gone only after its executions have ended (Step Functions API reference, DeleteStateMachine). */
    @Override
    public Outcome delete(StateMachine actual) {
        if (!actual.isDeleted()) {
            machines().client().deleteStateMachine(request -> request.stateMachineArn(arn()));
        }
        return new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    /** Only its schedule needs it, which sees to that itself. */
    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "State machine " + plan.name();
    }

    private String arn() {
        return machines().arn(plan.name());
    }

    private Outcome ready() {
        return new Outcome.Ready(describe() + " is ready");
    }

    private StateMachines machines() {
        return plan.aws().stateMachines();
    }

    private ResourceTags tags() {
        return machines().tags();
    }
}
