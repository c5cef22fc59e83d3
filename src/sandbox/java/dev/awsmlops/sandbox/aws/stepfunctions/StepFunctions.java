package dev.awsmlops.sandbox.aws.stepfunctions;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.RoleCalls;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.stepfunctions.task.Integrations;
import dev.awsmlops.sandbox.aws.stepfunctions.task.TaskRunner;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;
import java.util.Comparator;
import java.util.List;

/** AWS Step Functions: state machines of the type STANDARD that speak JSONata. */
public final class StepFunctions {

    private static final Subject NEW_MACHINE = Subject.named(ResourceType.STATE_MACHINE, "name");
    private static final Subject MACHINE = Subject.arn("stateMachineArn");
    private static final Subject EXECUTION = Subject.arn("executionArn");
    private static final Subject TAGGED = Subject.arn("resourceArn");

    private final ExecutionStore store = new ExecutionStore();
    private final StateMachines machines;
    private final Executions executions;
    private final StatesTags tags;

    /**
     * The service in one account.
     *
     * @param calls what Task states make
     */
    public StepFunctions(World world, Roles roles, RoleCalls calls) {
        Integrations integrations = new Integrations(calls);
        ResourceStore<StateMachine> machineStore = world.store(ResourceType.STATE_MACHINE);
        machines = new StateMachines(world, roles, integrations, machineStore, store);
        executions = new Executions(world, machines, store, new TaskRunner(world, roles, calls, integrations));
        tags = new StatesTags(machineStore);
        world.byItself(store);
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateStateMachine", NEW_MACHINE, machines::create)
                .read("DescribeStateMachine", MACHINE, machines::describe)
                .write("UpdateStateMachine", MACHINE, machines::update)
                .write("DeleteStateMachine", MACHINE, machines::delete)
                .read("ListStateMachines", Subject.NONE, machines::list)
                .read("ValidateStateMachineDefinition", Subject.NONE, machines::validate)
                .write("StartExecution", MACHINE, executions::start)
                .read("DescribeExecution", EXECUTION, executions::describe)
                .read("ListExecutions", MACHINE, executions::list)
                .write("StopExecution", EXECUTION, executions::stop)
                .read("GetExecutionHistory", EXECUTION, executions::history)
                .write("TagResource", TAGGED, tags::add)
                .write("UntagResource", TAGGED, tags::remove)
                .read("ListTagsForResource", TAGGED, tags::list);
        return new SimulatedService("states", new JsonProtocol("1.0", "AWSStepFunctions"), operations);
    }

    /** All executions of machines of the name that there have been, the newest first. */
    public List<SimulatedExecution> executions(String stateMachineName) {
        return store.all()
                .filter(execution -> execution.machine().name().equals(stateMachineName))
                .sorted(Comparator.comparing(
                                (Execution execution) -> execution.id().number())
                        .reversed())
                .map(Execution::seen)
                .toList();
    }
}
