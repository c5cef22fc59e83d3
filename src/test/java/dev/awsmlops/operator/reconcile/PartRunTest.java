package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartRunTest {

    private static final Outcome READY = new Outcome.Ready("is ready");
    private static final Outcome ON_ITS_WAY = new Outcome.InProgress(Reason.Creating, "is on its way");
    private static final Outcome STALLED = new Outcome.Stalled(Reason.RefusedByAws, "is refused");
    private static final Outcome BLOCKED = new Outcome.Blocked(Reason.ReferenceNotReady, "waits");
    private static final Outcome IDLE = new Outcome.Idle("rests");
    private static final Outcome GONE = new Outcome.Gone("is gone");
    private static final Outcome FAILING =
            new Outcome.Failing(new Failure(FailureKind.SERVICE_FAULT, "InternalFailure", "AWS failed"));

    private final List<String> log = new ArrayList<>();
    private final FakePart first = new FakePart("first", log);
    private final FakePart second = new FakePart("second", log);
    private final FakePart third = new FakePart("third", log);
    private final RuntimeException fault = new IllegalStateException("the part is broken");

    @Test
    void whatIsMissingIsCreatedAndWhatIsThereIsUpdatedInOrder() {
        second.present();

        PartRun.converge(List.of(first, second, third));

        assertThat(log).containsExactly("create first", "update second", "create third");
    }

    static Stream<Outcome> outcomesThatLetOthersGoOn() {
        return Stream.of(READY, ON_ITS_WAY, IDLE);
    }

    @ParameterizedTest
    @MethodSource("outcomesThatLetOthersGoOn")
    void laterPartsGoOnPastOneThatStandsOrIsOnItsWay(Outcome outcome) {
        first.answering(outcome);

        PartRun run = PartRun.converge(List.of(first, second));

        assertThat(log).containsExactly("create first", "create second");
        assertThat(run.outcomes()).containsExactly(outcome, new Outcome.Ready("done"));
    }

    static Stream<Outcome> outcomesThatStopTheRun() {
        return Stream.of(STALLED, BLOCKED, GONE, new Outcome.Failing(null));
    }

    @ParameterizedTest
    @MethodSource("outcomesThatStopTheRun")
    void laterPartsAreNotTouchedBehindOneThatIsNotComing(Outcome outcome) {
        first.answering(outcome);

        PartRun run = PartRun.converge(List.of(first, second.present(), third));

        assertThat(log).containsExactly("create first");
        assertThat(run.outcomes()).containsExactly(outcome);
        assertThat(run.of(second)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidInputException", "ValidationException", "OperationNotSupportedException"})
    void anInvalidRequestIsTerminalTowardsTheSpec(String code) {
        PartRun run = PartRun.converge(List.of(first.failing(code), second));

        assertThat(run.of(first)).isInstanceOfSatisfying(Outcome.Stalled.class, stalled -> {
            assertThat(stalled.reason()).isEqualTo(Reason.RefusedByAws);
            assertThat(stalled.message()).contains(code, "said AWS");
        });
        assertThat(run.of(second)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidInputException", "ThrottlingException", "InternalServiceException"})
    void anInvalidRequestIsTriedAgainInTeardownLikeAnyOtherFailure(String code) {
        PartRun run = PartRun.remove(List.of(first.present().failing(code)));

        assertThat(run.of(first)).isInstanceOfSatisfying(Outcome.Failing.class, failing -> assertThat(
                        failing.failure().code())
                .isEqualTo(code));
    }

    @Test
    void aPartThatCanNotBeLookedAtIsNeitherCreatedNorTakenForGone() {
        first.failingToLook("AccessDeniedException");

        assertThat(PartRun.converge(List.of(first)).of(first))
                .isInstanceOfSatisfying(
                        Outcome.Failing.class,
                        failing -> assertThat(failing.failure().kind()).isEqualTo(FailureKind.ACCESS_DENIED));
        assertThat(PartRun.remove(List.of(first)).of(first)).isInstanceOf(Outcome.Failing.class);
        assertThat(log).isEmpty();
    }

    @Test
    void aFailureStopsTheRunTowardsTheSpec() {
        PartRun run = PartRun.converge(List.of(first.failing("ThrottlingException"), second));

        assertThat(run.of(first)).isInstanceOf(Outcome.Failing.class);
        assertThat(log).containsExactly("create first");
    }

    @Test
    void somethingOfTheSameNameThatIsNotOursIsNotUpdated() {
        PartRun run = PartRun.converge(List.of(first.foreign(), second));

        assertThat(log).isEmpty();
        assertThat(run.of(first)).isInstanceOfSatisfying(Outcome.Stalled.class, stalled -> {
            assertThat(stalled.reason()).isEqualTo(Reason.NameTaken);
            assertThat(stalled.message()).startsWith("the first exists already");
        });
    }

    @Test
    void somethingOfTheSameNameThatIsNotOursIsNotDeleted() {
        PartRun run = PartRun.remove(List.of(first.foreign()));

        assertThat(log).isEmpty();
        assertThat(run.of(first)).isEqualTo(new Outcome.Gone("the first is not this object's and is left alone"));
    }

    @Test
    void teardownGoesInReverse() {
        PartRun run = PartRun.remove(List.of(first.present(), second.present(), third.present()));

        assertThat(log).containsExactly("delete third", "delete second", "delete first");
        assertThat(run.outcomes()).hasSize(3);
    }

    @Test
    void whatIsNotThereNeedsNoDeleting() {
        PartRun run = PartRun.remove(List.of(first));

        assertThat(log).isEmpty();
        assertThat(run.of(first)).isEqualTo(new Outcome.Gone("the first does not exist"));
    }

    @Test
    void onePartThatFailsKeepsNoOtherOneFromItsEnd() {
        third.present().failing("InternalServiceException");
        second.failingToLook("ThrottlingException");

        PartRun run = PartRun.remove(List.of(first.present().answering(GONE), second, third));

        assertThat(log).containsExactly("delete third", "delete first");
        assertThat(run.of(first)).isEqualTo(GONE);
        assertThat(run.of(second)).isInstanceOf(Outcome.Failing.class);
        assertThat(run.of(third)).isInstanceOf(Outcome.Failing.class);
        assertThat(run.all(Outcome.Gone.class)).isFalse();
    }

    static Stream<Outcome> outcomesThatAreNotGone() {
        return Stream.of(READY, ON_ITS_WAY, STALLED, BLOCKED, IDLE);
    }

    @ParameterizedTest
    @MethodSource("outcomesThatAreNotGone")
    void aPartInUseWaitsUntilItsUserIsGone(Outcome outcome) {
        first.present().usedBy(second);

        PartRun run = PartRun.remove(List.of(first, second.present().answering(outcome)));

        assertThat(log).containsExactly("delete second");
        assertThat(run.of(first)).isEqualTo(new Outcome.InProgress(Reason.Waiting, "waits until the second is gone"));
    }

    @Test
    void aPartWhoseUserFailsWaitsToo() {
        first.present().usedBy(second);

        PartRun run = PartRun.remove(List.of(first, second.failingToLook("InternalServiceException")));

        assertThat(run.of(first)).isInstanceOf(Outcome.InProgress.class);
        assertThat(log).isEmpty();
    }

    @Test
    void aPartWhoseUserIsGoneIsDeletedInTheSamePass() {
        first.present().usedBy(second);

        PartRun.remove(List.of(first, second.present().answering(GONE)));

        assertThat(log).containsExactly("delete second", "delete first");
    }

    @Test
    void everyUserMustBeGone() {
        first.present().usedBy(second).usedBy(third);

        PartRun run = PartRun.remove(List.of(first, second.present().answering(ON_ITS_WAY), third));

        assertThat(run.of(first)).isEqualTo(new Outcome.InProgress(Reason.Waiting, "waits until the second is gone"));
    }

    @Test
    void aPartThatBreaksKeepsNoOtherFromBeingTakenDown() {
        second.breakingToLook(new DateTimeParseException("a tag is no time", "soon", 0));

        PartRun run =
                PartRun.remove(List.of(first.present(), second, third.present().breaking(fault)));

        assertThat(log).containsExactly("delete third", "delete first");
        assertThat(run.of(second)).satisfies(PartRunTest::isOurFault);
        assertThat(run.of(third)).isEqualTo(new Outcome.Failing(Failure.internal(fault)));
    }

    @Test
    void aPartThatBreaksStopsTheRunTowardsTheSpecAsAFailureThatIsTriedAgain() {
        PartRun run = PartRun.converge(List.of(first.breaking(fault), second));

        assertThat(run.outcomes()).singleElement().satisfies(PartRunTest::isOurFault);
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                Arguments.of(List.of(ON_ITS_WAY, FAILING, STALLED), STALLED),
                Arguments.of(List.of(STALLED, FAILING, ON_ITS_WAY), STALLED),
                Arguments.of(List.of(READY, ON_ITS_WAY, FAILING), FAILING),
                Arguments.of(List.of(FAILING, ON_ITS_WAY, IDLE), FAILING),
                Arguments.of(List.of(IDLE, BLOCKED, ON_ITS_WAY), BLOCKED));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void theObstacleIsWhatStallsBeforeWhatFailsBeforeWhatIsOnItsWay(List<Outcome> outcomes, Outcome obstacle) {
        third.present().answering(outcomes.get(0));
        second.present().answering(outcomes.get(1));
        first.present().answering(outcomes.get(2));

        assertThat(PartRun.remove(List.of(first, second, third)).obstacle()).contains(obstacle);
    }

    @Test
    void aPartOnItsWayIsNoObstacleToOneThatIsRefusedBehindIt() {
        first.answering(ON_ITS_WAY);

        assertThat(PartRun.converge(List.of(first, second.failing("InvalidInputException")))
                        .obstacle())
                .containsInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void theFirstUnsettledOutcomeIsNeitherReadyNorAtRest() {
        first.answering(READY);
        second.answering(IDLE);
        third.answering(ON_ITS_WAY);

        assertThat(PartRun.converge(List.of(first, second, third)).obstacle()).contains(ON_ITS_WAY);
        assertThat(PartRun.converge(List.of(first, second)).obstacle()).isEmpty();
    }

    @Test
    void kindsOfOutcomesAreTold() {
        first.answering(READY);
        second.answering(ON_ITS_WAY);
        PartRun run = PartRun.converge(List.of(first, second));

        assertThat(run.any(Outcome.InProgress.class)).isTrue();
        assertThat(run.any(Outcome.Stalled.class)).isFalse();
        assertThat(run.all(Outcome.Ready.class)).isFalse();
        assertThat(PartRun.converge(List.of(first)).all(Outcome.Ready.class)).isTrue();
    }

    @Test
    void theOutcomesOfARunAreWhatTheyAre() {
        PartRun run = PartRun.converge(List.of(first));

        assertThatThrownBy(() -> run.outcomes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void isOurFault(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failing.class, failing -> assertThat(
                        failing.failure().kind())
                .isEqualTo(FailureKind.INTERNAL));
    }
}
