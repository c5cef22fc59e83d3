package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = THEN.plus(Duration.ofHours(1));
    private static final Condition WAS_FALSE =
            new Condition("Ready", Status.False, "Creating", "on its way", THEN.toString(), 1L);

    @Test
    void aNewConditionBeginsNow() {
        assertThat(next(List.of())
                        .set("Ready", Status.True, Reason.Ready, "it is")
                        .build())
                .containsExactly(new Condition("Ready", Status.True, "Ready", "it is", NOW.toString(), 2L));
    }

    @Test
    void anObjectWithoutAStatusHasNoEarlierConditions() {
        assertThat(next(null).set("Ready", Status.True, Reason.Ready, "it is").build())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(NOW.toString());
    }

    @Test
    void anotherStatusIsATransition() {
        assertThat(next(List.of(WAS_FALSE))
                        .set("Ready", Status.True, Reason.Ready, "it is")
                        .build())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(NOW.toString());
    }

    @Test
    void anotherReasonMessageOrGenerationIsNot() {
        assertThat(next(List.of(WAS_FALSE))
                        .set("Ready", Status.False, Reason.Throttled, "too many calls")
                        .build())
                .containsExactly(
                        new Condition("Ready", Status.False, "Throttled", "too many calls", THEN.toString(), 2L));
    }

    @Test
    void unknownIsAStatusOfItsOwn() {
        assertThat(next(List.of(WAS_FALSE))
                        .set("Ready", Status.Unknown, Reason.Waiting, "not looked at")
                        .build())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(NOW.toString());
    }

    @Test
    void aTransitionHasWholeSecondsAsKubernetesWritesThem() {
        var conditions = new Conditions(List.of(), 1, NOW.plusMillis(999));

        assertThat(conditions.set("Ready", Status.True, Reason.Ready, "it is").build())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(NOW.toString());
    }

    @Test
    void whatIsNotSetAgainIsDropped() {
        assertThat(next(List.of(WAS_FALSE)).build()).isEmpty();
    }

    @Test
    void aConditionThatDoesNotHoldIsLeftOut() {
        assertThat(next(List.of())
                        .setIf(true, "Stalled", Reason.InvalidSpec, "wrong")
                        .setIf(false, "Reconciling", Reason.Creating, "on its way")
                        .build())
                .containsExactly(new Condition("Stalled", Status.True, "InvalidSpec", "wrong", NOW.toString(), 2L));
    }

    @Test
    void whatIsKeptStaysWordForWord() {
        assertThat(next(List.of(WAS_FALSE)).keep("Ready").keep("Available").build())
                .containsExactly(WAS_FALSE);
    }

    @Test
    void whatWentAndCameBackBeganWhenItCameBack() {
        List<Condition> gone = next(List.of(WAS_FALSE)).build();

        assertThat(next(gone)
                        .set("Ready", Status.False, Reason.Creating, "again")
                        .build())
                .extracting(Condition::lastTransitionTime)
                .containsExactly(NOW.toString());
    }

    @Test
    void sinceIsKnownOnlyForTheStatusItHadLast() {
        Conditions conditions = next(List.of(WAS_FALSE));

        assertThat(conditions.since("Ready", Status.False)).contains(THEN);
        assertThat(conditions.since("Ready", Status.True)).isEmpty();
        assertThat(conditions.since("Available", Status.False)).isEmpty();
    }

    @Test
    void theyAreInTheOrderInWhichTheyWereSet() {
        assertThat(next(List.of(WAS_FALSE))
                        .set("Available", Status.False, Reason.Creating, "not yet")
                        .keep("Ready")
                        .build())
                .extracting(Condition::type)
                .containsExactly("Available", "Ready");
    }

    private static Conditions next(List<Condition> previous) {
        return new Conditions(previous, 2, NOW);
    }
}
