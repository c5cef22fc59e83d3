package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.SettableClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chance is at its lowest here, so every wait is half of what it is at most. */
class ScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(8);
    private static final Outcome READY = new Outcome.Ready("is ready");
    private static final Outcome FAILING =
            new Outcome.Failing(new Failure(FailureKind.SERVICE_FAULT, "InternalFailure", "AWS failed"));
    private static final HasMetadata ONE = session("one");
    private static final HasMetadata OTHER = session("other");

    private final SettableClock clock = new SettableClock(NOW);
    private final Schedule schedule = new Schedule(new Backoff(Chance.LOW), INTERVAL, clock);

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of(READY, Duration.ofMinutes(4)),
                Arguments.of(new Outcome.Idle("rests"), Duration.ofMinutes(4)),
                Arguments.of(new Outcome.Gone("is gone"), Duration.ofMinutes(4)),
                Arguments.of(new Outcome.InProgress(Reason.Creating, "on its way"), Duration.ofMillis(7_500)),
                Arguments.of(
                        new Outcome.InProgress(Reason.Creating, "on its way", Duration.ofSeconds(40)),
                        Duration.ofSeconds(20)),
                Arguments.of(new Outcome.Blocked(Reason.ReferenceNotReady, "waits"), Duration.ofSeconds(30)),
                Arguments.of(new Outcome.Stalled(Reason.InvalidSpec, "wrong"), Duration.ofMinutes(15)),
                Arguments.of(FAILING, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void theMoreIsGoingOnTheSoonerItIsLookedAt(Outcome outcome, Duration wait) {
        assertThat(schedule.next(ONE, List.of(outcome), Stream.of())).isEqualTo(NOW.plus(wait));
        schedule.forget(ONE);
        assertThat(schedule.nextOfTeardown(ONE, List.of(outcome))).isEqualTo(NOW.plus(wait));
    }

    @Test
    void theSoonestOfSeveralOutcomesDecides() {
        var stalled = new Outcome.Stalled(Reason.InvalidSpec, "wrong");
        var inProgress = new Outcome.InProgress(Reason.Creating, "on its way", Duration.ofSeconds(40));

        assertThat(schedule.next(ONE, List.of(READY, inProgress, stalled), Stream.of()))
                .isEqualTo(NOW.plusSeconds(20));
    }

    @Test
    void aMomentBeforeTheNextLookDecides() {
        assertThat(schedule.next(ONE, List.of(READY), Stream.of(NOW.plusSeconds(90), NOW.plusSeconds(60))))
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aMomentAfterTheNextLookDoesNot() {
        assertThat(schedule.next(ONE, List.of(READY), Stream.of(NOW.plus(INTERVAL))))
                .isEqualTo(NOW.plus(Duration.ofMinutes(4)));
    }

    @Test
    void whereNothingWasLookedAtItIsSteady() {
        assertThat(schedule.next(ONE, List.of(), Stream.of())).isEqualTo(NOW.plus(Duration.ofMinutes(4)));
    }

    @Test
    void whatFailsIsTriedAgainEverMoreSlowlyAndWithoutEnd() {
        Instant before = NOW;
        for (int i = 0; i < 9; i++) {
            Instant next = schedule.next(ONE, List.of(FAILING), Stream.of());
            assertThat(next).isAfter(before);
            before = next;
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(schedule.next(ONE, List.of(FAILING), Stream.of()))
                    .isEqualTo(NOW.plus(Duration.ofMinutes(5).dividedBy(2)));
        }
    }

    @Test
    void aPassInWhichSeveralPartsFailCountsAsOneFailure() {
        schedule.next(ONE, List.of(FAILING, FAILING), Stream.of());

        assertThat(schedule.next(ONE, List.of(FAILING), Stream.of())).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void whatFailsBacksOffThoughSomethingElseIsInProgress() {
        var inProgress = new Outcome.InProgress(Reason.Creating, "on its way");
        fail(ONE, 20);

        assertThat(schedule.next(ONE, List.of(inProgress, FAILING), Stream.of()))
                .isEqualTo(NOW.plus(Duration.ofMinutes(5).dividedBy(2)));
        assertThat(schedule.nextOfTeardown(ONE, List.of(inProgress, FAILING))).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aMomentComesInTimeThoughSomethingFails() {
        fail(ONE, 20);

        assertThat(schedule.next(ONE, List.of(FAILING), Stream.of(NOW.plusSeconds(7))))
                .isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void aTeardownThatFailsIsTriedAtLeastOnceAMinute() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(schedule.nextOfTeardown(ONE, List.of(FAILING)))
                    .isBeforeOrEqualTo(NOW.plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void aPassWithoutFailureEndsTheBackoff() {
        fail(ONE, 6);
        schedule.next(ONE, List.of(READY), Stream.of());

        assertThat(schedule.next(ONE, List.of(FAILING), Stream.of())).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void theFailuresOfOneObjectDoNotSlowAnother() {
        fail(ONE, 6);

        assertThat(schedule.next(OTHER, List.of(FAILING), Stream.of())).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aForgottenObjectBeginsAnew() {
        fail(ONE, 6);
        schedule.forget(ONE);

        assertThat(schedule.next(ONE, List.of(FAILING), Stream.of())).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void waitsCountFromTheClock() {
        clock.pass(Duration.ofHours(1));

        assertThat(schedule.next(ONE, List.of(FAILING), Stream.of()))
                .isEqualTo(NOW.plus(Duration.ofHours(1)).plusSeconds(1));
    }

    private void fail(HasMetadata object, int times) {
        for (int i = 0; i < times; i++) {
            schedule.next(object, List.of(FAILING), Stream.of());
        }
    }

    private static HasMetadata session(String name) {
        var session = new GlueDevSession();
        session.setMetadata(
                new ObjectMetaBuilder().withNamespace("team-a").withName(name).build());
        return session;
    }

    @Test
    void whatOnlyTheStatusRemembersIsFollowedSoonAndWithBackoffWhileItCannotBeWritten() {
        assertThat(schedule.nextOnceWritten(ONE)).isEqualTo(NOW.plusSeconds(1));
        assertThat(schedule.nextOnceWritten(ONE)).isEqualTo(NOW.plusSeconds(2));
        for (int refused = 0; refused < 20; refused++) {
            schedule.nextOnceWritten(ONE);
        }
        assertThat(schedule.nextOnceWritten(ONE)).isEqualTo(NOW.plusSeconds(30));
        schedule.forget(ONE);
        assertThat(schedule.nextOnceWritten(ONE)).isEqualTo(NOW.plusSeconds(1));
    }
}
