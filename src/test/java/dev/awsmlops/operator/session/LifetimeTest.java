package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.Sessions.START;
import static dev.awsmlops.operator.session.Sessions.defaultTtl;
import static dev.awsmlops.operator.session.Sessions.longestTtl;
import static dev.awsmlops.operator.session.Sessions.noPolicy;
import static dev.awsmlops.operator.session.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.End;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Renewal;
import dev.awsmlops.operator.aws.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    private static final Duration EIGHT_HOURS = Duration.ofHours(8);
    private static final Instant EXPIRY = START.plus(EIGHT_HOURS);
    private static final Instant LATER = START.plus(Duration.ofHours(2));

    @Nested
    class TheStart {

        @Test
        void aSessionThatHasNotStartedHasNoEnd() {
            Lifetime lifetime = at(START, session().ttl("8h"));

            assertThat(lifetime.ttl()).contains(EIGHT_HOURS);
            assertThat(lifetime.startedAt()).isEmpty();
            assertThat(lifetime.countsFrom()).isEmpty();
            assertThat(lifetime.expiresAt()).isEmpty();
            assertThat(lifetime.isOver()).isFalse();
        }

        @Test
        void itIsOfWholeSeconds() {
            Lifetime lifetime = at(START, session().ttl("8h")).startingAt(START.plusMillis(999));

            assertThat(lifetime.startedAt()).contains(START);
            assertThat(lifetime.expiresAt()).contains(EXPIRY);
        }

        @Test
        void aKnownStartIsKept() {
            Lifetime lifetime = at(LATER, session().ttl("8h").startedAt(START)).startingAt(LATER);

            assertThat(lifetime.startedAt()).contains(START);
        }
    }

    @Nested
    class TheEnd {

        @ParameterizedTest
        @CsvSource({"-PT1S, false", "-PT0.000000001S, false", "PT0S, true", "PT1S, true", "PT72H, true"})
        void itComesToTheSecond(Duration afterExpiry, boolean over) {
            assertThat(at(EXPIRY.plus(afterExpiry), session().ttl("8h").startedAt(START))
                            .isOver())
                    .isEqualTo(over);
        }

        @Test
        void itSaysWhyAndWhenItWasDecidedAndUnderWhichTtl() {
            Lifetime lifetime =
                    at(EXPIRY.plusSeconds(7).plusMillis(5), session().ttl("8h").startedAt(START));

            assertThat(lifetime.end())
                    .contains(
                            new End(Lifetime.TTL_ELAPSED, EXPIRY.plusSeconds(7).toString(), "8h"));
        }

        @Test
        void whatWasDecidedStaysAsItWasDecided() {
            Sessions ended = session().ttl("8h").startedAt(START).ended(Lifetime.IDLE, LATER, "8h");

            assertThat(at(EXPIRY.plusSeconds(60), ended).end())
                    .contains(new End(Lifetime.IDLE, LATER.toString(), "8h"));
        }

        @Test
        void aClockSetBackDoesNotTakeItBack() {
            assertThat(at(START, endedByTtl()).isOver()).isTrue();
            assertThat(at(START.minus(Duration.ofDays(1)), endedByTtl()).isOver())
                    .isTrue();
        }

        @Test
        void otherLabelsAndOtherFieldsDoNotTakeItBack() {
            Sessions changed =
                    endedByTtl().label("team", "b").spec("numberOfWorkers", 5).spec("onExpiry", "Stop");

            assertThat(at(EXPIRY.plusSeconds(60), changed).isOver()).isTrue();
        }

        @Test
        void aShorterTtlBringsItForward() {
            assertThat(at(LATER, session().ttl("90m").startedAt(START)).isOver())
                    .isTrue();
        }

        @Test
        void aLongerTtlInTimeMovesIt() {
            Lifetime lifetime = at(EXPIRY, session().ttl("9h").startedAt(START).effectiveTtl("8h"));

            assertThat(lifetime.isOver()).isFalse();
            assertThat(lifetime.expiresAt()).contains(EXPIRY.plus(Duration.ofHours(1)));
        }

        @Test
        void anIdleSessionEndsWheneverThatIsSeen() {
            Lifetime lifetime =
                    at(LATER, session().ttl("8h").startedAt(START)).ended(Lifetime.IDLE, LATER.plusMillis(1));

            assertThat(lifetime.isOver()).isTrue();
            assertThat(lifetime.end()).contains(new End(Lifetime.IDLE, LATER.toString(), "8h"));
        }
    }

    @Nested
    class ThePolicy {

        @Test
        void aTtlLongerThanTheLongestIsCut() {
            Lifetime lifetime = Lifetime.of(
                    session().ttl("8h").startedAt(START).build(),
                    longestTtl(Duration.ofHours(2)),
                    Optional.empty(),
                    START);

            assertThat(lifetime.ttl()).contains(Duration.ofHours(2));
            assertThat(lifetime.clamped()).isTrue();
            assertThat(lifetime.expiresAt()).contains(LATER);
        }

        @Test
        void aTtlAsLongAsTheLongestIsNot() {
            Lifetime lifetime =
                    Lifetime.of(session().ttl("480m").build(), longestTtl(EIGHT_HOURS), Optional.empty(), START);

            assertThat(lifetime.ttl()).contains(EIGHT_HOURS);
            assertThat(lifetime.clamped()).isFalse();
        }

        @Test
        void aSessionWithoutATtlHasTheDefault() {
            Lifetime lifetime = Lifetime.of(session().build(), defaultTtl(EIGHT_HOURS), Optional.empty(), START);

            assertThat(lifetime.ttl()).contains(EIGHT_HOURS);
            assertThat(lifetime.clamped()).isFalse();
        }

        @Test
        void aTtlOfItsOwnComesBeforeTheDefault() {
            assertThat(Lifetime.of(session().ttl("1h").build(), defaultTtl(EIGHT_HOURS), Optional.empty(), START)
                            .ttl())
                    .contains(Duration.ofHours(1));
        }

        @Test
        void aLongestTtlThatWasLoweredEndsWhatHasRunForLonger() {
            Lifetime lifetime = Lifetime.of(
                    session().ttl("8h").startedAt(START).effectiveTtl("8h").build(),
                    longestTtl(Duration.ofHours(1)),
                    Optional.empty(),
                    LATER);

            assertThat(lifetime.end())
                    .as("the ttl that was asked for is what a longer one is measured by")
                    .contains(new End(Lifetime.TTL_ELAPSED, LATER.toString(), "8h"));
        }

        @Test
        void allowingMoreDoesNotBringBackWhatWasCut() {
            Sessions session = session().ttl("1d").startedAt(START);
            session.after(under(longestTtl(EIGHT_HOURS), session, EXPIRY));

            assertThat(under(longestTtl(Duration.ofDays(1)), session, EXPIRY.plusSeconds(60))
                            .isOver())
                    .isTrue();
        }

        @Test
        void aLongerDefaultDoesNotBringBackWhatHasEnded() {
            Sessions session = session().startedAt(START);
            session.after(under(defaultTtl(EIGHT_HOURS), session, EXPIRY));

            assertThat(under(defaultTtl(Duration.ofDays(1)), session, EXPIRY.plusSeconds(60))
                            .isOver())
                    .isTrue();
        }

        @Test
        void aLongerTtlThanTheDefaultBringsBackWhatEndedByIt() {
            Sessions session = session().startedAt(START);
            session.after(under(defaultTtl(EIGHT_HOURS), session, EXPIRY));

            assertThat(under(defaultTtl(EIGHT_HOURS), session.ttl("9h"), EXPIRY.plusSeconds(60))
                            .isOver())
                    .isFalse();
        }

        @Test
        void anInvalidTtlsEarlierOneIsCutToo() {
            Sessions running = session().ttl("soon").startedAt(START).effectiveTtl("8h");

            assertThat(under(longestTtl(Duration.ofHours(1)), running, START).ttl())
                    .contains(Duration.ofHours(1));
        }

        @Test
        void whatHasNeitherStatusNorValidTtlEndsByTheLongest() {
            var remembered = Optional.of(new Lifetime.Remembered(START, Optional.empty()));
            Sessions lost = session().ttl("soon");

            assertThat(Lifetime.of(lost.build(), longestTtl(EIGHT_HOURS), remembered, EXPIRY.minusSeconds(1))
                            .expiresAt())
                    .contains(EXPIRY);
            assertThat(Lifetime.of(lost.build(), longestTtl(EIGHT_HOURS), remembered, EXPIRY)
                            .isOver())
                    .isTrue();
        }
    }

    @Nested
    class AnInvalidTtl {

        @ParameterizedTest
        @ValueSource(strings = {"soon", "0h", "99999999999d"})
        void theEarlierOneStaysInForce(String ttl) {
            Lifetime lifetime = at(START, session().ttl(ttl).startedAt(START).effectiveTtl("8h"));

            assertThat(lifetime.ttl()).contains(EIGHT_HOURS);
            assertThat(lifetime.clamped()).isFalse();
            assertThat(lifetime.expiresAt()).contains(EXPIRY);
        }

        @Test
        void theEarlierOneEndsTheSessionToo() {
            assertThat(at(EXPIRY, session().ttl("soon").startedAt(START).effectiveTtl("8h"))
                            .isOver())
                    .isTrue();
        }

        @Test
        void withoutAnEarlierOneThereIsNone() {
            Lifetime lifetime = at(START, session().ttl("soon"));

            assertThat(lifetime.ttl()).isEmpty();
            assertThat(lifetime.startingAt(START).expiresAt()).isEmpty();
        }

        @Test
        void withoutATtlOrADefaultTheEarlierOneStaysInForce() {
            assertThat(at(START, session().startedAt(START).effectiveTtl("8h")).expiresAt())
                    .contains(EXPIRY);
        }
    }

    @Nested
    class ARenewal {

        @Test
        void aTtlCountsFromTheLastRenewal() {
            Lifetime lifetime =
                    at(LATER.plusMillis(7), session().ttl("8h").startedAt(START).asksForRenewal("1"));

            assertThat(lifetime.startedAt()).contains(START);
            assertThat(lifetime.renewal()).contains(new Renewal("1", LATER.toString()));
            assertThat(lifetime.countsFrom()).contains(LATER);
            assertThat(lifetime.expiresAt()).contains(LATER.plus(EIGHT_HOURS));
        }

        @Test
        void theSameValueAgainChangesNothing() {
            Lifetime lifetime = at(
                    LATER,
                    session().ttl("8h").startedAt(START).asksForRenewal("1").renewed("1", START.plusSeconds(60)));

            assertThat(lifetime.countsFrom()).contains(START.plusSeconds(60));
        }

        @Test
        void anotherValueRenewsAgain() {
            Lifetime lifetime = at(
                    LATER,
                    session().ttl("8h").startedAt(START).asksForRenewal("2").renewed("1", START.plusSeconds(60)));

            assertThat(lifetime.countsFrom()).contains(LATER);
        }

        @Test
        void takingTheAnnotationAwayChangesNothing() {
            Lifetime lifetime = at(LATER, session().ttl("8h").startedAt(START).renewed("1", START.plusSeconds(60)));

            assertThat(lifetime.renewal())
                    .contains(new Renewal("1", START.plusSeconds(60).toString()));
            assertThat(lifetime.countsFrom()).contains(START.plusSeconds(60));
        }

        @Test
        void anEndedSessionStartsAfresh() {
            Instant renewed = EXPIRY.plus(Duration.ofDays(3));

            Lifetime lifetime = at(renewed, endedByTtl().asksForRenewal("1"));

            assertThat(lifetime.isOver()).isFalse();
            assertThat(lifetime.startedAt())
                    .as("billing starts with the next create")
                    .isEmpty();
            assertThat(lifetime.startingAt(renewed.plusSeconds(20)).expiresAt())
                    .contains(renewed.plusSeconds(20).plus(EIGHT_HOURS));
        }

        @Test
        void theValueOfAnEndedSessionDoesNotBringItBackAgain() {
            Sessions ended = endedByTtl().asksForRenewal("1").renewed("1", START);

            assertThat(at(EXPIRY.plusSeconds(60), ended).isOver()).isTrue();
        }

        @Test
        void aRenewedSessionEndsAgainAndThenStaysEnded() {
            Sessions session = endedByTtl().asksForRenewal("1");
            Instant renewed = EXPIRY.plus(Duration.ofDays(1));
            session.after(at(renewed, session).startingAt(renewed));
            Instant secondExpiry = renewed.plus(EIGHT_HOURS);

            assertThat(at(secondExpiry.minusSeconds(1), session).isOver()).isFalse();
            Lifetime ended = at(secondExpiry, session);
            assertThat(ended.isOver()).isTrue();
            session.after(ended);
            assertThat(at(secondExpiry.plusSeconds(1), session).isOver()).isTrue();
            assertThat(at(renewed, session).isOver()).isTrue();
        }

        @Test
        void oneThatCameWhileNobodyLookedStillCounts() {
            assertThat(at(
                                    EXPIRY.plusSeconds(60),
                                    session().ttl("8h").startedAt(START).asksForRenewal("1"))
                            .isOver())
                    .isFalse();
        }

        @Test
        void oneBeforeTheStartDoesNotMoveTheEndForward() {
            Lifetime lifetime =
                    at(START, session().ttl("8h").asksForRenewal("1").renewed("1", START.minusSeconds(600)));

            assertThat(lifetime.startingAt(START).expiresAt()).contains(EXPIRY);
        }

        @Test
        void itDoesNotExceedTheLongestTtlFromThere() {
            Lifetime lifetime = Lifetime.of(
                    session().ttl("8h").startedAt(START).asksForRenewal("1").build(),
                    longestTtl(Duration.ofHours(1)),
                    Optional.empty(),
                    START.plusSeconds(1800));

            assertThat(lifetime.expiresAt()).contains(START.plusSeconds(1800 + 3600));
        }
    }

    @Nested
    class ALongerTtl {

        @Test
        void itBringsAnEndedSessionBackWhenItsEndLiesAhead() {
            Lifetime lifetime = at(EXPIRY.plusSeconds(1799), endedByTtl().ttl("8h30m"));

            assertThat(lifetime.isOver()).isFalse();
            assertThat(lifetime.startedAt()).contains(START);
            assertThat(lifetime.expiresAt()).contains(EXPIRY.plusSeconds(1800));
        }

        @ParameterizedTest
        @CsvSource({"8h30m, 1800", "8h30m, 3600", "9h, 86400"})
        void itDoesNotWhenItsEndLiesBehind(String ttl, long secondsAfterExpiry) {
            assertThat(at(EXPIRY.plusSeconds(secondsAfterExpiry), endedByTtl().ttl(ttl))
                            .end())
                    .contains(new End(Lifetime.TTL_ELAPSED, EXPIRY.toString(), "8h"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"8h", "480m", "7h", "1s"})
        void oneThatIsNotLongerDoesNotEvenWithTheClockSetBack(String ttl) {
            assertThat(at(START, endedByTtl().ttl(ttl)).isOver()).isTrue();
        }

        @Test
        void itBringsBackWhatHadEndedUnused() {
            Sessions idle = session().ttl("9h").startedAt(START).ended(Lifetime.IDLE, LATER, "8h");

            assertThat(at(LATER.plusSeconds(60), idle).isOver()).isFalse();
        }

        @Test
        void itCountsAsFarAsThePolicyAllows() {
            Sessions ended = session().ttl("24h").startedAt(START).ended(Lifetime.TTL_ELAPSED, EXPIRY, "8h");

            assertThat(Lifetime.of(ended.build(), longestTtl(EIGHT_HOURS), Optional.empty(), EXPIRY.plusSeconds(60))
                            .isOver())
                    .isTrue();
        }

        @Test
        void aWiderLimitThanTheTtlMakesNoDifference() {
            Sessions ended = session().ttl("8h").startedAt(START).ended(Lifetime.TTL_ELAPSED, EXPIRY, "8h");

            assertThat(Lifetime.of(ended.build(), longestTtl(Duration.ofHours(24)), Optional.empty(), START)
                            .isOver())
                    .isTrue();
        }
    }

    @Nested
    class ALostStatus {

        @Test
        void theStartIsTheOneThatAwsRemembers() {
            Lifetime lifetime = remembering(session().ttl("8h"), START, null, LATER);

            assertThat(lifetime.startedAt()).contains(START);
            assertThat(lifetime.expiresAt()).contains(EXPIRY);
        }

        @Test
        void whatRanOutMeanwhileIsOver() {
            assertThat(remembering(session().ttl("8h"), START, null, EXPIRY).isOver())
                    .isTrue();
        }

        @Test
        void aStatusThatIsThereComesBeforeWhatAwsRemembers() {
            assertThat(remembering(session().ttl("8h").startedAt(START), LATER, null, LATER)
                            .startedAt())
                    .contains(START);
        }

        @Test
        void theRenewalInForceIsKnownByItsHash() {
            Lifetime lifetime =
                    remembering(session().ttl("8h").asksForRenewal("1"), START, ResourceName.hash("1"), LATER);

            assertThat(lifetime.renewal()).contains(new Renewal("1", START.toString()));
            assertThat(lifetime.expiresAt()).contains(EXPIRY);
        }

        @Test
        void theRenewalInForceDoesNotBringBackWhatRanOut() {
            Lifetime lifetime =
                    remembering(session().ttl("8h").asksForRenewal("1"), START, ResourceName.hash("1"), EXPIRY);

            assertThat(lifetime.isOver()).isTrue();
        }

        @Test
        void anotherRenewalThanTheOneInForceRenews() {
            Lifetime lifetime =
                    remembering(session().ttl("8h").asksForRenewal("2"), START, ResourceName.hash("1"), LATER);

            assertThat(lifetime.renewal()).contains(new Renewal("2", LATER.toString()));
            assertThat(lifetime.expiresAt()).contains(LATER.plus(EIGHT_HOURS));
        }

        @Test
        void aFirstRenewalRenews() {
            assertThat(remembering(session().ttl("8h").asksForRenewal("1"), START, null, LATER)
                            .countsFrom())
                    .contains(LATER);
        }

        @Test
        void aRenewalWhoseAnnotationIsGoneStillCounts() {
            Lifetime lifetime = remembering(session().ttl("8h"), LATER, ResourceName.hash("1"), LATER);

            assertThat(lifetime.expiresAt()).contains(LATER.plus(EIGHT_HOURS));
        }

        private Lifetime remembering(Sessions session, Instant countsFrom, String renewalHash, Instant now) {
            var remembered = new Lifetime.Remembered(countsFrom, Optional.ofNullable(renewalHash));
            return Lifetime.of(session.build(), noPolicy(), Optional.of(remembered), now);
        }
    }

    private static Lifetime at(Instant now, Sessions session) {
        return Lifetime.of(session.build(), noPolicy(), Optional.empty(), now);
    }

    private static Lifetime under(SessionPolicy policy, Sessions session, Instant now) {
        return Lifetime.of(session.build(), policy, Optional.empty(), now);
    }

    private static Sessions endedByTtl() {
        return session().ttl("8h").startedAt(START).ended(Lifetime.TTL_ELAPSED, EXPIRY, "8h");
    }
}
