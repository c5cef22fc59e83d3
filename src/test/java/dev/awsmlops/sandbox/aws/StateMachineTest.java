package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDeletingException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineLimitExceededException;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.Tag;

class StateMachineTest extends StepFunctionsTest {

    private static final String OTHER_ROLE = "arn:aws:iam::123456789012:role/other";
    private static final String SUCCEED = definition("\"A\": {\"Type\": \"Succeed\"}");
    private static final String WAIT = definition("""
            "A": {"Type": "Wait", "Seconds": 3600, "Next": "B"},
            "B": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
                  "Arguments": {"TopicArn": "%s", "Message": "done"}}""".formatted(TOPIC));

    private DescribeStateMachineResponse machine() {
        return states.describeStateMachine(r -> r.stateMachineArn(MACHINE_ARN));
    }

    @Test
    void isDescribedAsItWasMade() {
        assertThat(create("machine", SUCCEED)).isEqualTo(MACHINE_ARN);
        assertThat(machine().definition()).isEqualTo(SUCCEED);
        assertThat(machine().roleArn()).isEqualTo(ROLE);
        assertThat(machine().status()).isEqualTo(StateMachineStatus.ACTIVE);
        assertThat(machine().creationDate()).isEqualTo(SimulatedClock.START);
        assertThat(machine().revisionId()).isNull();
        assertThat(aws.running()).isEmpty();
    }

    @Test
    void ignoresAnotherRoleAndOtherTagsWhenItIsMadeAgain() {
        create("machine", SUCCEED);
        pass(Duration.ofMinutes(1));
        var again = states.createStateMachine(r -> r.name("machine")
                .definition(SUCCEED)
                .roleArn(OTHER_ROLE)
                .tags(Tag.builder().key("a").value("b").build()));
        assertThat(again.creationDate()).isEqualTo(SimulatedClock.START);
        assertThat(machine().roleArn()).isEqualTo(ROLE);
        assertThat(states.listTagsForResource(r -> r.resourceArn(MACHINE_ARN)).tags())
                .isEmpty();
        assertThat(refusal(() -> create("machine", WAIT))).isInstanceOf(StateMachineAlreadyExistsException.class);
        assertThat(refusal(() -> states.createStateMachine(r -> r.name("machine")
                        .definition(SUCCEED)
                        .roleArn(ROLE)
                        .tracingConfiguration(t -> t.enabled(true)))))
                .isInstanceOf(StateMachineAlreadyExistsException.class);
    }

    @Test
    void isNotMadeForARoleThatStatesCannotAssume() {
        aws.settings().strictRoles(true);
        assertRefused(
                () -> create("machine", SUCCEED),
                "AccessDeniedException",
                "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "a*", "a,b", "a%b"})
    void refusesNamesThatAwsDoesNotTake(String name) {
        assertThat(refusal(() -> create(name, SUCCEED))).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void isLimitedInNumber() {
        aws.settings().quota(ResourceType.STATE_MACHINE, 1);
        create("machine", SUCCEED);
        create("machine", SUCCEED);
        assertThat(refusal(() -> create("other", SUCCEED))).isInstanceOf(StateMachineLimitExceededException.class);
    }

    @Test
    void isUpdatedForExecutionsToCome() {
        create("machine", WAIT);
        String running =
                states.startExecution(r -> r.stateMachineArn(MACHINE_ARN)).executionArn();
        states.updateStateMachine(r -> r.stateMachineArn(MACHINE_ARN).definition(SUCCEED));
        assertThat(machine().definition()).isEqualTo(SUCCEED);
        assertThat(machine().roleArn()).isEqualTo(ROLE);
        assertThat(machine().revisionId()).isNotNull();
        pass(Duration.ofHours(1));
        assertThat(describe(running).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(aws.published(TOPIC)).hasSize(1);
        assertRefused(
                () -> states.updateStateMachine(r -> r.stateMachineArn(MACHINE_ARN)),
                "MissingRequiredParameter",
                "Either");
    }

    @Test
    void isDeletedWhenItsExecutionsHaveEndedWhichTheyDoAtTheirNextTransition() {
        create("machine", WAIT);
        String execution =
                states.startExecution(r -> r.stateMachineArn(MACHINE_ARN)).executionArn();
        states.deleteStateMachine(r -> r.stateMachineArn(MACHINE_ARN));
        assertThat(machine().status()).isEqualTo(StateMachineStatus.DELETING);
        assertThat(refusal(() -> create("machine", WAIT))).isInstanceOf(StateMachineDeletingException.class);
        assertThat(refusal(() -> states.startExecution(r -> r.stateMachineArn(MACHINE_ARN))))
                .isInstanceOf(StateMachineDeletingException.class);
        pass(Duration.ofMinutes(59));
        assertThat(machine().status()).isEqualTo(StateMachineStatus.DELETING);
        pass(Duration.ofMinutes(2));
        assertThat(refusal(this::machine)).isInstanceOf(StateMachineDoesNotExistException.class);
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(aws.published(TOPIC)).isEmpty();
        states.deleteStateMachine(r -> r.stateMachineArn(MACHINE_ARN));
        create("machine", WAIT);
    }

    @Test
    void isDeletedSoonAfterItsExecutionIsStopped() {
        create("machine", WAIT);
        String execution =
                states.startExecution(r -> r.stateMachineArn(MACHINE_ARN)).executionArn();
        states.deleteStateMachine(r -> r.stateMachineArn(MACHINE_ARN));
        states.stopExecution(r -> r.executionArn(execution));
        assertThat(machine().status()).isEqualTo(StateMachineStatus.DELETING);
        pass(Duration.ofSeconds(10));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void isListedInPages() {
        create("b", SUCCEED);
        create("a", SUCCEED);
        create("c", SUCCEED);
        assertThat(states.listStateMachinesPaginator(r -> r.maxResults(2)).stateMachines())
                .extracting(StateMachineListItem::name)
                .containsExactly("a", "b", "c");
    }

    @Test
    void carriesTags() {
        states.createStateMachine(r -> r.name("machine")
                .definition(SUCCEED)
                .roleArn(ROLE)
                .tags(Tag.builder().key("a").value("1").build()));
        states.tagResource(r -> r.resourceArn(MACHINE_ARN)
                .tags(Tag.builder().key("b").value("2").build()));
        states.untagResource(r -> r.resourceArn(MACHINE_ARN).tagKeys("a"));
        assertThat(states.listTagsForResource(r -> r.resourceArn(MACHINE_ARN)).tags())
                .extracting(Tag::key)
                .containsExactly("b");
        assertThat(refusal(() -> states.listTagsForResource(r -> r.resourceArn(MACHINE_ARN + "2"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void saysThatAnArnIsNone() {
        assertThat(refusal(() -> states.describeStateMachine(r -> r.stateMachineArn("machine"))))
                .isInstanceOf(InvalidArnException.class);
        assertThat(refusal(this::machine)).isInstanceOf(StateMachineDoesNotExistException.class);
    }
}
