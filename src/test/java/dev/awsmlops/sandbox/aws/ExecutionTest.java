package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.stepfunctions.SimulatedExecution;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;

class ExecutionTest extends StepFunctionsTest {

    private static final String WAIT = """
            "A": {"Type": "Wait", "Seconds": 60, "Next": "B"}, "B": {"Type": "Succeed"}""";

    @BeforeEach
    void createMachine() {
        create("machine", definition(WAIT));
    }

    private String start(String name) {
        return states.startExecution(
                        r -> r.stateMachineArn(MACHINE_ARN).name(name).input("{\"n\": 1}"))
                .executionArn();
    }

    @Test
    void isTheSameWhileItRunsAndIsStartedAgainWithTheSameInput() {
        String execution = start("one");
        assertThat(execution).isEqualTo("arn:aws:states:us-east-1:123456789012:execution:machine:one");
        pass(Duration.ofSeconds(30));
        var again = states.startExecution(
                r -> r.stateMachineArn(MACHINE_ARN).name("one").input("{ \"n\" : 1 }"));
        assertThat(again.executionArn()).isEqualTo(execution);
        assertThat(again.startDate()).isEqualTo(SimulatedClock.START);
        assertThat(refusal(() -> states.startExecution(
                        r -> r.stateMachineArn(MACHINE_ARN).name("one").input("{\"n\": 2}"))))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void keepsItsNameForNinetyDaysAfterItsEnd() {
        start("one");
        pass(Duration.ofDays(90));
        assertThat(refusal(() -> start("one"))).isInstanceOf(ExecutionAlreadyExistsException.class);
        pass(Duration.ofMinutes(2));
        start("one");
        assertThat(aws.executions("machine"))
                .extracting(SimulatedExecution::status)
                .containsExactly("RUNNING", "SUCCEEDED");
    }

    @Test
    void refusesInputThatIsNotJson() {
        assertThat(refusal(() -> states.startExecution(
                        r -> r.stateMachineArn(MACHINE_ARN).input("{n: 1"))))
                .isInstanceOf(InvalidExecutionInputException.class);
    }

    @Test
    void isStoppedWithTheReasonGiven() {
        String execution = start("one");
        pass(Duration.ofSeconds(10));
        states.stopExecution(r -> r.executionArn(execution).error("Lab.Over").cause("Enough"));
        pass(Duration.ofHours(1));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(describe(execution).error()).isEqualTo("Lab.Over");
        assertThat(describe(execution).cause()).isEqualTo("Enough");
        assertThat(describe(execution).stopDate()).isEqualTo(SimulatedClock.START.plusSeconds(10));
        assertThat(refusal(() -> describe(execution + "2"))).isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void timesOutAfterTheTimeThatItsMachineAllows() {
        String machine =
                create("short", definition(WAIT).replace("\"StartAt\"", "\"TimeoutSeconds\": 30, \"StartAt\""));
        String execution =
                states.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        pass(Duration.ofHours(1));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(describe(execution).stopDate()).isEqualTo(SimulatedClock.START.plusSeconds(30));
    }

    @Test
    void isListedNewestFirstByStatusInPages() {
        start("one");
        pass(Duration.ofMinutes(1));
        start("two");
        start("three");
        assertThat(states.listExecutionsPaginator(
                                r -> r.stateMachineArn(MACHINE_ARN).maxResults(2))
                        .executions())
                .extracting(ExecutionListItem::name)
                .containsExactly("three", "two", "one");
        assertThat(states.listExecutions(r -> r.stateMachineArn(MACHINE_ARN).statusFilter(ExecutionStatus.RUNNING))
                        .executions())
                .extracting(ExecutionListItem::name)
                .containsExactly("three", "two");
    }

    @Test
    void keepsAHistoryOfTheStatesThatItEnteredAndLeft() {
        String execution = start("one");
        pass(Duration.ofHours(1));
        assertThat(states.getExecutionHistoryPaginator(
                                r -> r.executionArn(execution).maxResults(4))
                        .events())
                .extracting(HistoryEvent::type)
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.WAIT_STATE_ENTERED,
                        HistoryEventType.WAIT_STATE_EXITED,
                        HistoryEventType.SUCCEED_STATE_ENTERED,
                        HistoryEventType.SUCCEED_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
    }

    @Test
    void endsWhenItGoesInACircleForEver() {
        String machine = create("circle", definition("""
                "A": {"Type": "Pass", "Next": "B"},
                "B": {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "C"}], "Default": "A"},
                "C": {"Type": "Succeed"}"""));
        String execution =
                states.startExecution(r -> r.stateMachineArn(machine)).executionArn();
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(describe(execution).error()).isEqualTo("States.Runtime");
    }

    @Test
    void actsInTurnWithOthersByWhenEachCameDue() {
        String publish = """
                "A": {"Type": "Wait", "Seconds": "{%% $states.input.first %%}", "Next": "B"},
                "B": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Output": "{%% $states.input %%}", "Next": "C",
                      "Arguments": {"TopicArn": "%1$s", "Message": "{%% $states.input.name %%}"}},
                "C": {"Type": "Wait", "Seconds": "{%% $states.input.then %%}", "Next": "D"},
                "D": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
                      "Arguments": {"TopicArn": "%1$s", "Message": "{%% $states.input.name %%}"}}""".formatted(TOPIC);
        String machine = create("turns", definition(publish));
        states.startExecution(r -> r.stateMachineArn(machine).input("{\"name\": \"x\", \"first\": 10, \"then\": 30}"));
        states.startExecution(r -> r.stateMachineArn(machine).input("{\"name\": \"y\", \"first\": 20, \"then\": 5}"));
        pass(Duration.ofHours(1));
        assertThat(aws.published(TOPIC))
                .extracting(message -> message.message() + message.time().getEpochSecond() % 60)
                .containsExactly("x10", "y20", "y25", "x40");
    }

    @Test
    void doesOnlyWhatItsRoleMayDoToWhatCarriesTheTag() {
        iam.createRole(r -> r.roleName("switch").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "states.amazonaws.com"}}]}"""));
        iam.putRolePolicy(r -> r.roleName("switch").policyName("delete").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "glue:DeleteDevEndpoint",
                 "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/owner": "us"}}}]}"""));
        glue.createDevEndpoint(r -> r.endpointName("ours").roleArn(ROLE).tags(Map.of("owner", "us")));
        glue.createDevEndpoint(r -> r.endpointName("theirs").roleArn(ROLE));
        pass(Duration.ofMinutes(10));
        String machine = states.createStateMachine(r -> r.name("switch")
                        .roleArn("arn:aws:iam::123456789012:role/switch")
                        .definition(definition("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:deleteDevEndpoint", "End": true,
                      "Arguments": {"EndpointName": "{% $states.input %}"}}""")))
                .stateMachineArn();
        String allowed = states.startExecution(r -> r.stateMachineArn(machine).input("\"ours\""))
                .executionArn();
        String denied = states.startExecution(r -> r.stateMachineArn(machine).input("\"theirs\""))
                .executionArn();
        assertThat(describe(allowed).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(describe(denied).error()).isEqualTo("Glue.AccessDeniedException");
        assertThat(describe(denied).cause()).contains("assumed-role/switch", "glue:DeleteDevEndpoint");
        iam.deleteRolePolicy(r -> r.roleName("switch").policyName("delete"));
        iam.deleteRole(r -> r.roleName("switch"));
        aws.settings().strictRoles(true);
        String roleless = states.startExecution(r -> r.stateMachineArn(machine).input("\"theirs\""))
                .executionArn();
        assertThat(describe(roleless).error()).isEqualTo("States.Permissions");
        assertThat(describe(roleless).startDate()).isEqualTo(clock.instant());
    }
}
