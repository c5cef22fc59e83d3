package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeReportTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Outcome CREATING = new Outcome.InProgress(Reason.Creating, "the endpoint is PROVISIONING");

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Ready("m"), Status.True, Reason.Ready),
                Arguments.of(new Outcome.InProgress(Reason.Stopping, "m"), Status.Unknown, Reason.Stopping),
                Arguments.of(
                        new Outcome.Blocked(Reason.ReferenceNotReady, "m"), Status.False, Reason.ReferenceNotReady),
                Arguments.of(new Outcome.Stalled(Reason.NameTaken, "m"), Status.False, Reason.NameTaken),
                Arguments.of(new Outcome.Idle("m"), Status.False, Reason.Idle),
                Arguments.of(new Outcome.Gone("m"), Status.False, Reason.Gone),
                Arguments.of(failing(FailureKind.QUOTA), Status.False, Reason.QuotaExceeded));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void anOutcomeReadsAsACondition(Outcome outcome, Status status, Reason reason) {
        assertThat(OutcomeReport.status(outcome)).isEqualTo(status);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.message()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, Throttled",
        "ACCESS_DENIED, AccessDenied",
        "QUOTA, QuotaExceeded",
        "NOT_YET_CONSISTENT, RoleNotAssumable",
        "ALREADY_EXISTS, Conflict",
        "IN_TRANSITION, Conflict",
        "INVALID, RefusedByAws",
        "NOT_FOUND, AwsUnavailable",
        "SERVICE_FAULT, AwsUnavailable",
        "INTERNAL, InternalError",
    })
    void aFailureIsToldByItsKind(FailureKind kind, Reason reason) {
        assertThat(failing(kind).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyKindOfFailureIsToldAndNoneReadsAsReady(FailureKind kind) {
        assertThat(failing(kind).reason()).isNotIn(Reason.Ready, Reason.Gone, Reason.Idle);
    }

    @Test
    void whatAwsHasBeenAtForTooLongSaysSo() {
        Instant since = NOW.minus(Duration.ofMinutes(30)).minusSeconds(1);

        Outcome overdue = OutcomeReport.overdue(CREATING, Optional.of(since), NOW);

        assertThat(overdue.reason()).isEqualTo(Reason.TakingLong);
        assertThat(overdue.message())
                .startsWith("the endpoint is PROVISIONING. ")
                .contains("since 2026-11-20T09:29:59Z");
    }

    @Test
    void whatIsOverdueReadsTheSameHoweverMuchLongerItTakes() {
        Optional<Instant> since = Optional.of(NOW.minus(Duration.ofHours(1)));

        assertThat(OutcomeReport.overdue(CREATING, since, NOW))
                .isEqualTo(OutcomeReport.overdue(CREATING, since, NOW.plusSeconds(600)));
    }

    @Test
    void whatHasNotTakenLongIsLeftAsItIs() {
        assertThat(OutcomeReport.overdue(CREATING, Optional.of(NOW.minus(Duration.ofMinutes(30))), NOW))
                .isEqualTo(CREATING);
        assertThat(OutcomeReport.overdue(CREATING, Optional.empty(), NOW)).isEqualTo(CREATING);
    }

    @Test
    void onlyWhatAwsIsAtWorkOnCanTakeLong() {
        Optional<Instant> longAgo = Optional.of(NOW.minus(Duration.ofDays(3)));
        var stalled = new Outcome.Stalled(Reason.InvalidSpec, "wrong");

        assertThat(OutcomeReport.overdue(stalled, longAgo, NOW)).isEqualTo(stalled);
    }

    private static Outcome failing(FailureKind kind) {
        return new Outcome.Failing(new Failure(kind, "Code", "m"));
    }
}
