package dev.awsmlops.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchExecutionTest {

    private static final Instant EXPIRY = Instant.parse("2026-11-23T16:00:00Z");

    @Test
    void itsNameTellsAllThatIsToBeKnownOfIt() {
        SwitchExecution execution = SwitchExecution.after(EXPIRY, "0123abcd", List.of());

        assertThat(execution.name()).isEqualTo("20261123T160500Z-0123abcd-1");
        assertThat(SwitchExecution.named(execution.name())).contains(execution);
        assertThat(execution.input()).isEqualTo("{\"endsAt\":\"2026-11-23T16:05:00Z\"}");
    }

    /** Source: Step Functions API reference, StartExecution. */
    @Test
    void itsNameIsOneThatStepFunctionsTake() {
        assertThat(SwitchExecution.after(EXPIRY, "0123abcd", List.of()).name()).matches("[0-9A-Za-z_-]{1,80}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-hand", "20261123T160500Z-0123abcd", "20261123T160500Z-0123abcd-x", ""})
    void anotherNameIsNoSwitches(String name) {
        assertThat(SwitchExecution.named(name)).isEmpty();
    }

    @Test
    void aNameIsNotUsedAgain() {
        var first = SwitchExecution.after(EXPIRY, "0123abcd", List.of());
        var second = SwitchExecution.after(EXPIRY, "0123abcd", List.of(first));
        var otherMachine = SwitchExecution.after(EXPIRY, "ffffffff", List.of(first, second));

        assertThat(SwitchExecution.after(EXPIRY, "0123abcd", List.of(second, first, otherMachine))
                        .attempt())
                .isEqualTo(3);
        assertThat(otherMachine.attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, false", "PT0S, true", "PT1S, true", "PT5M, true", "PT5M1S, false", "PT2H, false"})
    void itIsRightWhenItActsAtTheEndOrLittleLaterAndNeverBefore(Duration after, boolean right) {
        assertThat(SwitchExecution.covers(EXPIRY.plus(after), EXPIRY)).isEqualTo(right);
    }

    @Test
    void aStartThatSlidesByMinutesLeavesItAsItIs() {
        Instant endsAt = SwitchExecution.after(EXPIRY, "0123abcd", List.of()).endsAt();

        assertThat(SwitchExecution.covers(endsAt, EXPIRY.plus(Duration.ofMinutes(5))))
                .isTrue();
        assertThat(SwitchExecution.covers(endsAt, EXPIRY.plus(Duration.ofMinutes(6))))
                .isFalse();
    }

    @Test
    void whatItIsMadeFromTellsItApart() {
        String made = SwitchExecution.made(EXPIRY, "{}", "arn:a");

        assertThat(made)
                .isEqualTo(SwitchExecution.made(EXPIRY.plusMillis(3), "{}", "arn:a"))
                .isNotEqualTo(SwitchExecution.made(EXPIRY.plusSeconds(1), "{}", "arn:a"))
                .isNotEqualTo(SwitchExecution.made(EXPIRY, "{ }", "arn:a"))
                .isNotEqualTo(SwitchExecution.made(EXPIRY, "{}", "arn:b"));
    }
}
