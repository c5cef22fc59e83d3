package dev.awsmlops.operator.workspace.monitoring;

import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.OPERATOR;
import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.ROLE;
import static dev.awsmlops.operator.workspace.monitoring.MonitoredWorkspace.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;

/** How role, state machine and schedule come, stay as they should be, and go. */
class MonitoringTest {

    private final MonitoredWorkspace workspace = new MonitoredWorkspace();
    private final String name = workspace.name();

    @AfterEach
    void close() {
        workspace.close();
    }

    private DescribeStateMachineResponse machine() {
        return workspace.stepFunctions.describeStateMachine(request ->
                request.stateMachineArn(workspace.region().stateMachines().arn(name)));
    }

    private GetScheduleResponse schedule() {
        return workspace.scheduler.getSchedule(
                request -> request.groupName(name).name(name));
    }

    private List<String> writes() {
        return workspace.aws.callsBy(OPERATOR).stream()
                .filter(Call::mutating)
                .map(Call::operation)
                .toList();
    }

    private Stream<SimulatedResource> left() {
        return workspace.aws.inventory().stream();
    }

    @Test
    void isMadeOfARoleAStateMachineAndASchedule() {
        workspace.ready();
        assertThat(machine().definition())
                .isEqualTo(MonitorDefinition.of(workspace.plan()).text());
        assertThat(machine().roleArn()).endsWith(":role/mlops-operator/" + MonitorRights.roleName(workspace.plan()));
        assertThat(schedule().scheduleExpression()).isEqualTo("rate(1 hour)");
        assertThat(schedule().target().arn()).isEqualTo(machine().stateMachineArn());
        assertThat(schedule().target().roleArn()).isEqualTo(machine().roleArn());
        assertThat(workspace.aws.inventory())
                .allSatisfy(resource -> assertThat(resource.name()).startsWith("mlops-team-a-orders-"));
    }

    @Test
    void theRoleMayOnlyLookAtThisWorkspaceAndRunItsMachine() {
        workspace.onLake("sales", "uid-5").ready();
        String role = machine().roleArn();
        assertThat(allowed(role, "states:StartExecution", machine().stateMachineArn()))
                .isTrue();
        assertThat(allowed(role, "states:StartExecution", machine().stateMachineArn() + "x"))
                .isFalse();
        assertThat(allowed(role, "sns:Publish", TOPIC)).isTrue();
        assertThat(allowed(role, "sns:Publish", TOPIC + "x")).isFalse();
        assertThat(allowed(role, "sagemaker:DescribeNotebookInstance", notebookArn("x")))
                .isFalse();
        assertThat(allowed(role, "sagemaker:StopNotebookInstance", notebookArn("")))
                .isFalse();
    }

    private boolean allowed(String role, String action, String arn) {
        return workspace.aws.allows(role, action, arn, Map.of());
    }

    private String notebookArn(String more) {
        return "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/" + name + more;
    }

    @Test
    void aRoleOfTheUsersOwnIsUsedAndTheOperatorsGoes() {
        workspace.ready();
        workspace.spec("monitoring: {roleArn: '" + ROLE + "'}");
        workspace.unsteady();
        workspace.ready();
        assertThat(machine().roleArn()).isEqualTo(ROLE);
        assertThat(schedule().target().roleArn()).isEqualTo(ROLE);
        assertThat(left()).noneMatch(resource -> resource.type() == ResourceType.ROLE);
    }

    @Test
    void whatSomebodyElseChangedIsPutRight() {
        workspace.ready();
        workspace.stepFunctions.updateStateMachine(
                request -> request.stateMachineArn(machine().stateMachineArn())
                        .definition(
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}")
                        .roleArn(ROLE));
        workspace.scheduler.updateSchedule(request -> request.groupName(name)
                .name(name)
                .scheduleExpression("rate(7 days)")
                .state(ScheduleState.DISABLED)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(schedule().target()));
        workspace.unsteady();
        workspace.ready();
        assertThat(machine().definition()).contains("List sessions");
        assertThat(machine().roleArn()).isNotEqualTo(ROLE);
        assertThat(schedule().scheduleExpression()).isEqualTo("rate(1 hour)");
        assertThat(schedule().state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(workspace.repaired()).contains("State machine " + name, "Schedule " + name);
    }

    @Test
    void aSessionThatComesToUseTheNotebookIsNoDrift() {
        workspace.ready();
        workspace.usedBy("explore", "uid-2", "{expiresAt: '2026-11-23T09:30:00Z'}");
        workspace.steady();
        workspace.aws.clearCalls();
        assertThat(workspace.pass().all(Outcome.Ready.class)).isTrue();
        assertThat(machine().definition()).contains("uid-2");
        assertThat(workspace.repaired()).isEmpty();
        workspace.pass();
        assertThat(writes()).containsExactly("UpdateStateMachine");
    }

    @Test
    void aScheduleThatVanishedIsMadeAgain() {
        workspace.ready();
        workspace.scheduler.deleteSchedule(request -> request.groupName(name).name(name));
        workspace.unsteady();
        workspace.ready();
        assertThat(schedule().state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(workspace.repaired()).contains("Schedule " + name + " had vanished");
    }

    @Test
    void aScheduleGroupOfSomebodyElseIsLeftAlone() {
        workspace.scheduler.createScheduleGroup(request -> request.name(name));
        for (int passes = 0; passes < 10; passes++) {
            workspace.pass();
            workspace.clock.advance(Duration.ofSeconds(5));
        }
        assertThat(workspace.pass().first(Outcome.Stalled.class))
                .get()
                .extracting(Outcome::message)
                .asString()
                .contains("Schedule " + name + " exists already");
        assertThat(writes()).doesNotContain("CreateSchedule");
        removed();
        assertThat(writes()).doesNotContain("DeleteScheduleGroup", "DeleteSchedule");
    }

    @Test
    void goesInTheOrderScheduleMachineRole() {
        workspace.ready();
        workspace.aws.clearCalls();
        removed();
        assertThat(left()).isEmpty();
        List<String> order = new ArrayList<>(writes());
        order.retainAll(List.of("DeleteSchedule", "DeleteScheduleGroup", "DeleteStateMachine", "DeleteRole"));
        assertThat(order).containsExactly("DeleteSchedule", "DeleteScheduleGroup", "DeleteStateMachine", "DeleteRole");
    }

    private void removed() {
        for (int passes = 0; passes < 60; passes++) {
            PartRun run = workspace.removalPass();
            if (run.all(Outcome.Gone.class)) {
                return;
            }
            workspace.clock.advance(Duration.ofSeconds(5));
        }
        throw new AssertionError(
                "not gone after a while: " + workspace.removalPass().outcomes());
    }

    @Test
    void switchedOffWhatThereIsGoesAndNothingIsLookedFor() {
        workspace.ready();
        workspace.spec("monitoring: {enabled: false}");
        workspace.unsteady();
        workspace.ready();
        assertThat(left()).isEmpty();
        workspace.steady();
        workspace.aws.clearCalls();
        assertThat(workspace.pass().all(Outcome.Ready.class)).isTrue();
        assertThat(workspace.aws.callsBy(OPERATOR)).isEmpty();
    }

    @Test
    void aRunIsReadOnceItCanHaveEndedWithTwoCalls() {
        workspace.ready();
        workspace.leaveAlone(Duration.ofMinutes(62));
        workspace.pass();
        workspace.steady();
        workspace.aws.clearCalls();
        for (int passes = 0; passes < 12; passes++) {
            workspace.leaveAlone(Duration.ofMinutes(5));
            workspace.pass();
        }
        assertThat(reads("ListExecutions")).isEqualTo(1);
        assertThat(reads("DescribeExecution")).isEqualTo(1);
        assertThat(reads("DescribeStateMachine") + reads("GetSchedule") + reads("GetScheduleGroup"))
                .as("reads of what nobody changes")
                .isZero();
    }

    private long reads(String operation) {
        return workspace.aws.callsBy(OPERATOR).stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    @Test
    void aFailedRunShowsItsError() {
        workspace.ready();
        workspace.stepFunctions.updateStateMachine(
                request -> request.stateMachineArn(machine().stateMachineArn())
                        .definition(
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Fail\",\"Error\":\"Odd\",\"Cause\":\"somebody's own\"}}}"));
        workspace.leaveAlone(Duration.ofMinutes(62));
        assertThat(workspace.status().lastExecution().status()).isEqualTo("FAILED");
        assertThat(workspace.status().lastExecution().error()).isEqualTo("Odd: somebody's own");
        assertThat(workspace.status().findings()).isNull();
    }
}
