package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.aws.StateMachine;
import dev.awsmlops.operator.aws.StateMachines;
import java.util.Optional;
import java.util.stream.Stream;

/** Dead man's switches and watches, with their executions. */
record SweptStateMachines(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.STATE_MACHINE;
    }

    @Override
    public ResourceTags tags() {
        return aws.stateMachines().tags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws.stateMachines()
                .all()
                .filter(machine -> machine.name().startsWith(ResourceName.PREFIX))
                .map(machine -> new Listed(machine.name(), machine.stateMachineArn(), false));
    }

    /** Executions are stopped first, since Step Functions delete a state machine only when the last of them has ended. */
    @Override
    public Step remove(String name, boolean kept) {
        StateMachines machines = aws.stateMachines();
        Optional<StateMachine> machine = machines.observation().now(name);
        if (machine.isEmpty()) {
            return Step.GONE;
        }
        if (machine.get().isDeleted()) {
            return Step.WAITING;
        }
        machines.running(name).toList().forEach(execution -> machines.stop(execution, "it belongs to no object"));
        machines.client().deleteStateMachine(request -> request.stateMachineArn(machines.arn(name)));
        return Step.TAKEN;
    }
}
