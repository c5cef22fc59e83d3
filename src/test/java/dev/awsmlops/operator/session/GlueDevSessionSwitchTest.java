package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** The dead man's switch: the end holds when the operator is gone, and is the session's end at any time. */
class GlueDevSessionSwitchTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration WARNING = Duration.ofMinutes(15);
    private static final String OWN_ROLE = "arn:aws:iam::123456789012:role/switches";

    private final World world = World.withOperator();
    private final SfnClient stepFunctions = world.stepFunctionsConsole();
    private final SageMakerClient sageMaker = world.sageMakerConsole();
    private final IamClient iam = world.iamConsole();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEV_ENDPOINT", "DEV_ENDPOINT_WITH_NOTEBOOK", "SESSION_WITH_NOTEBOOK"})
    void theEndHoldsWhenTheOperatorIsGoneForGood(Manifest manifest) {
        ready(manifest, "");
        Instant end = Instant.parse(status().expiresAt());
        world.stopOperator();

        world.clock().set(end.minusSeconds(1));
        assertThat(world.running()).hasSize(manifest.hasNotebook() ? 2 : 1);
        world.clock().set(end.plus(HALF_AN_HOUR));

        assertThat(world.running()).isEmpty();
        assertThat(world.aws().inventory())
                .as("what bills nothing is left for the operator, should it come back")
                .allMatch(resource -> resource.type() == ResourceType.STATE_MACHINE
                        || resource.type() == ResourceType.ROLE
                        || resource.type() == ResourceType.SESSION);
        assertThat(executions()).extracting(ExecutionListItem::status).containsExactly(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aStuckEndpointKeepsNoNotebookBillingAndIsFollowedForMonths() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");
        world.stopOperator();
        Runnable release = world.aws()
                .faults()
                .hold(ResourceType.DEV_ENDPOINT, status().endpoint().name(), "TERMINATING");

        world.clock().advance(Duration.ofHours(9));
        assertThat(world.aws().inventory()).noneMatch(resource -> resource.type() == ResourceType.NOTEBOOK_INSTANCE);
        world.clock().advance(Duration.ofDays(200));
        assertThat(running()).hasSize(1);
        release.run();
        world.clock().advance(Duration.ofDays(30));

        assertThat(executions()).extracting(ExecutionListItem::status).containsExactly(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void whatFailsIsTriedAgainWithoutEndAndWithinTheLimitsOfAnExecution() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");
        world.stopOperator();
        List<Fault> failing = List.of(
                world.aws()
                        .faults()
                        .on("glue", "DeleteDevEndpoint")
                        .failBefore("InternalServiceException", "Oops", 500),
                world.aws().faults().on("sagemaker", "StopNotebookInstance").deny());

        world.clock().advance(Duration.ofDays(300));

        assertThat(running()).hasSize(1);
        assertThat(stepFunctions
                        .getExecutionHistoryPaginator(
                                request -> request.executionArn(running().get(0).executionArn()))
                        .events()
                        .stream()
                        .count())
                .isBetween(500L, 12_500L);
        failing.forEach(Fault::remove);
        world.clock().advance(Duration.ofDays(31));
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aNotebookThatIsToBeKeptIsStopped() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "notebook: {instanceType: ml.t3.medium, deletionPolicy: Retain}");
        world.stopOperator();

        world.clock().advance(Duration.ofHours(9));

        assertThat(world.running()).isEmpty();
        assertThat(sageMaker
                        .describeNotebookInstance(request -> request.notebookInstanceName(name()))
                        .notebookInstanceStatusAsString())
                .isEqualTo("Stopped");
    }

    @Test
    void aNotebookThatIsToBeKeptAfterAllIsNotDeleted() {
        ready(Manifest.SESSION_WITH_NOTEBOOK, "");

        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named(
                "orders", "notebook: {instanceType: ml.t3.medium, deletionPolicy: Retain}"));
        world.settle();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.pass(Duration.ofMinutes(2));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.stopOperator();
        world.clock().advance(Duration.ofHours(9));

        assertThat(executions())
                .extracting(ExecutionListItem::status)
                .containsExactly(ExecutionStatus.SUCCEEDED, ExecutionStatus.ABORTED);
        assertThat(sageMaker
                        .describeNotebookInstance(request -> request.notebookInstanceName(name()))
                        .notebookInstanceStatusAsString())
                .isEqualTo("Stopped");
    }

    @Test
    void aRaisedTtlMovesItBeforeItsOldEnd() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");

        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("orders", "ttl: 12h"));
        world.settle();
        world.stopOperator();
        assertThat(running()).hasSize(1);
        world.clock().advance(Duration.ofHours(11));
        assertThat(world.running()).hasSize(2);

        world.clock().advance(Duration.ofHours(2));
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aLoweredTtlMovesItForward() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");

        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("orders", "ttl: 2h"));
        world.settle();
        world.stopOperator();
        world.clock().advance(Duration.ofHours(3));

        assertThat(world.running()).isEmpty();
    }

    @Test
    void renewalMovesIt() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.pass(Duration.ofHours(6));

        world.annotate("orders", GlueDevSession.RENEW, "monday");
        world.settle();
        world.stopOperator();
        world.clock().advance(Duration.ofHours(7));
        assertThat(world.running()).hasSize(1);

        world.clock().advance(Duration.ofHours(2));
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aSuspendedSessionsSwitchMovesToo() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.apply(Manifest.DEV_ENDPOINT.named("orders", "suspend: true"));
        world.settle();

        world.apply(Manifest.DEV_ENDPOINT.named("orders", "suspend: true\nttl: 12h"));
        world.settle();
        world.stopOperator();
        world.clock().advance(Duration.ofHours(11));

        assertThat(world.running()).hasSize(1);
    }

    @Test
    void oneStoppedByHandIsStartedAgain() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.pass(Duration.ofMinutes(10));

        stepFunctions.stopExecution(
                request -> request.executionArn(running().get(0).executionArn()));
        world.until("it is started again", Duration.ofHours(2), () -> running().size() == 1);

        world.settle();
        assertThat(running().get(0).name()).endsWith("-2");
        assertThat(world.eventNotes("DriftRepaired"))
                .anySatisfy(note -> assertThat(note).contains("execution of State machine " + name()));
    }

    @Test
    void aStateMachineDeletedByHandIsMadeAgain() {
        ready(Manifest.DEV_ENDPOINT, "");

        stepFunctions.deleteStateMachine(
                request -> request.stateMachineArn(machines().get(0).stateMachineArn()));
        running()
                .forEach(execution ->
                        stepFunctions.stopExecution(request -> request.executionArn(execution.executionArn())));
        world.until("it is made again", HALF_AN_HOUR, () -> running().size() == 1);
        world.settle();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aStateMachineDeletedByHandIsNotWaitedForUntilItsExecutionEnds() {
        ready(Manifest.DEV_ENDPOINT, "");
        String before = running().get(0).executionArn();

        stepFunctions.deleteStateMachine(
                request -> request.stateMachineArn(machines().get(0).stateMachineArn()));

        world.until("another execution waits for the end", HALF_AN_HOUR, () -> running().stream()
                .anyMatch(execution -> !execution.executionArn().equals(before)));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(running()).hasSize(1);
    }

    @Test
    void aStateMachineDeletedByHandDoesNotHoldUpTheDeletion() {
        ready(Manifest.DEV_ENDPOINT, "");
        stepFunctions.deleteStateMachine(
                request -> request.stateMachineArn(machines().get(0).stateMachineArn()));

        world.delete("orders");
        world.untilGone(GlueDevSession.class, "orders", HALF_AN_HOUR);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void anExecutionThatWasNotListedYetWhenAnotherTookItsPlaceIsStoppedSoonAfter() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.annotate("orders", GlueDevSession.RENEW, "1");
        world.settle();
        String unlisted = "20261123T090000Z-01234567-1";
        stepFunctions.startExecution(
                request -> request.stateMachineArn(machines().get(0).stateMachineArn())
                        .name(unlisted)
                        .input("{\"endsAt\":\"2026-11-23T09:00:00Z\"}"));

        world.pass(Duration.ofMinutes(2));

        assertThat(running()).hasSize(1).allSatisfy(execution -> assertThat(execution.name())
                .isNotEqualTo(unlisted));
    }

    @Test
    void aDefinitionChangedByHandIsPutRight() {
        ready(Manifest.DEV_ENDPOINT, "");
        String arn = machines().get(0).stateMachineArn();
        String definition = stepFunctions
                .describeStateMachine(request -> request.stateMachineArn(arn))
                .definition();

        stepFunctions.updateStateMachine(
                request -> request.stateMachineArn(arn)
                        .definition(
                                "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Succeed\"}}}"));
        world.until("it is put right", Duration.ofHours(2), () -> stepFunctions
                .describeStateMachine(request -> request.stateMachineArn(arn))
                .definition()
                .equals(definition));
        world.settle();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(running()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEV_ENDPOINT_WITH_NOTEBOOK", "SESSION_WITH_NOTEBOOK"})
    void expiryLeavesNoStateMachineNoExecutionAndNoRole(Manifest manifest) {
        ready(manifest, "");
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(machines()).isEmpty();
        assertThat(roles()).isEmpty();
        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.writes()).containsSubsequence("StopExecution", "DeleteStateMachine", "DeleteRole");
        assertThat(status().deadMansSwitch()).isNull();
        assertThat(status().end().at()).isEqualTo(status().expiresAt());
    }

    @Test
    void itIsThereBeforeAnythingThatBillsAndGoesLast() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.writes())
                .containsSubsequence("CreateRole", "CreateStateMachine", "StartExecution", "CreateDevEndpoint")
                .containsSubsequence("DeleteDevEndpoint", "DeleteStateMachine")
                .containsSubsequence("DeleteNotebookInstanceLifecycleConfig", "StopExecution", "DeleteStateMachine")
                .containsOnlyOnce("StartExecution", "DeleteStateMachine");
    }

    @Test
    void itSaysWhenItActs() {
        ready(Manifest.DEV_ENDPOINT, "");

        Instant end = Instant.parse(status().expiresAt());
        assertThat(Instant.parse(status().deadMansSwitch().endsAt())).isBetween(end, end.plus(Duration.ofMinutes(5)));
        assertThat(status().deadMansSwitch().stateMachineArn())
                .isEqualTo("arn:aws:states:us-east-1:123456789012:stateMachine:" + name());
        assertThat(world.condition("orders", "SwitchReady").orElseThrow().message())
                .contains(status().deadMansSwitch().endsAt());
    }

    @Test
    void aSessionThatAwsEndsByItselfHasNone() {
        ready(Manifest.SESSION, "");

        assertThat(world.condition("orders", "SwitchReady")).isEmpty();
        assertThat(status().deadMansSwitch()).isNull();
        assertThat(machines()).isEmpty();
        assertThat(roles()).isEmpty();
        assertThat(world.calls()).noneMatch(call -> call.service().equals("states"));
    }

    @Test
    void aRoleThatCannotBeAssumedYetIsWaitedForAndNothingIsMadeMeanwhile() {
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.until("it is said", HALF_AN_HOUR, () -> world.condition("orders", "SwitchReady")
                .filter(condition -> condition.reason().equals("RoleNotAssumable"))
                .isPresent());
        assertThat(world.running()).isEmpty();
        assertThat(status().startedAt()).isNull();

        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(Instant.parse(status().startedAt())).isAfter(World.START);
        assertThat(Collections.frequency(world.writes(), "StartExecution")).isEqualTo(1);
    }

    @Test
    void aStartThatIsPutOffForLongMovesIt() {
        Fault failing = world.aws()
                .faults()
                .on("glue", "CreateDevEndpoint")
                .failBefore("InternalServiceException", "Oops", 500);
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.pass(Duration.ofHours(3));
        failing.remove();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        Instant end = Instant.parse(status().expiresAt());
        world.stopOperator();

        assertThat(running()).hasSize(1);
        world.clock().set(end.minusSeconds(1));
        assertThat(world.running()).hasSize(1);
        world.clock().set(end.plus(HALF_AN_HOUR));
        assertThat(world.running()).isEmpty();
    }

    @Test
    void deniedRightsAreSaidWithWhatToDoAndNothingIsMade() {
        Fault denied = world.aws().faults().on("states", "CreateStateMachine").deny();
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.until("it is said", HALF_AN_HOUR, () -> world.condition("orders", "SwitchReady")
                .filter(condition -> condition.reason().equals("AccessDenied"))
                .isPresent());

        assertThat(world.condition("orders", "Ready").orElseThrow().message())
                .contains("states:CreateStateMachine")
                .contains("mlops.session.dead-mans-switch=Disabled");
        assertThat(world.running()).isEmpty();

        denied.remove();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    @Test
    void rolesThatMayNotBeMadeAreSaidWithWhatToDo() {
        world.aws().faults().on("iam", "CreateRole").deny();
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.until("it is said", HALF_AN_HOUR, () -> world.condition("orders", "SwitchReady")
                .filter(condition -> condition.message().contains("mlops.session.switch-role-arn"))
                .isPresent());

        assertThat(world.running()).isEmpty();
    }

    @Test
    void aDisabledSwitchIsNotMade() {
        restartWith(new SwitchPolicy(false, Optional.empty()));
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");

        assertThat(machines()).isEmpty();
        assertThat(roles()).isEmpty();
        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.calls()).noneMatch(call -> call.service().equals("states"));
    }

    @Test
    void oneThatIsDisabledLaterIsRemovedAtOnceAndItsRoleWithTheSession() {
        ready(Manifest.DEV_ENDPOINT, "");

        restartWith(new SwitchPolicy(false, Optional.empty()));
        world.until("it is removed", HALF_AN_HOUR, () -> machines().isEmpty());
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.running()).hasSize(1);

        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aConfiguredRoleIsUsedAndNoneIsMade() {
        restartWith(new SwitchPolicy(true, Optional.of(OWN_ROLE)));
        ready(Manifest.DEV_ENDPOINT, "");

        assertThat(roles()).isEmpty();
        assertThat(stepFunctions
                        .describeStateMachine(request ->
                                request.stateMachineArn(machines().get(0).stateMachineArn()))
                        .roleArn())
                .isEqualTo(OWN_ROLE);
        world.stopOperator();
        world.clock().advance(Duration.ofHours(9));
        assertThat(world.running()).isEmpty();
    }

    @Test
    void aRoleThatIsConfiguredLaterIsTakenUpAndTheOtherOneGoesWithTheSession() {
        ready(Manifest.DEV_ENDPOINT, "");

        restartWith(new SwitchPolicy(true, Optional.of(OWN_ROLE)));
        world.until(
                "it is taken up",
                Duration.ofHours(2),
                () -> OWN_ROLE.equals(stepFunctions
                        .describeStateMachine(request ->
                                request.stateMachineArn(machines().get(0).stateMachineArn()))
                        .roleArn()));
        world.until(
                "it runs with it",
                HALF_AN_HOUR,
                () -> executions().size() == 2 && running().size() == 1);

        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aSessionDeletedBeforeAnythingRunsLeavesNothing() {
        world.aws().faults().on("glue", "CreateDevEndpoint").failBefore("InternalServiceException", "Oops", 500);
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.until("it has its switch", HALF_AN_HOUR, () -> running().size() == 1);

        world.delete("orders");
        world.until("orders is gone", HALF_AN_HOUR, () -> world.session("orders") == null);

        assertThat(world.aws().inventory()).isEmpty();
    }

    private void restartWith(SwitchPolicy policy) {
        world.stopOperator();
        world.policy(new SessionPolicy(Optional.empty(), Optional.empty(), Optional.empty(), WARNING, policy));
        world.startOperator();
    }

    private void ready(Manifest manifest, String changes) {
        world.apply(manifest.named("orders", changes));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    private GlueDevSessionStatus status() {
        return world.session("orders").getStatus();
    }

    private String name() {
        return status().endpoint().name();
    }

    private List<StateMachineListItem> machines() {
        return stepFunctions.listStateMachines(request -> {}).stateMachines();
    }

    private List<ExecutionListItem> executions() {
        return stepFunctions
                .listExecutions(
                        request -> request.stateMachineArn(machines().get(0).stateMachineArn()))
                .executions();
    }

    private List<ExecutionListItem> running() {
        return machines().isEmpty()
                ? List.of()
                : executions().stream()
                        .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                        .toList();
    }

    private List<String> roles() {
        return iam.listRoles(request -> request.pathPrefix("/mlops-operator/")).roles().stream()
                .map(role -> role.roleName())
                .toList();
    }
}
