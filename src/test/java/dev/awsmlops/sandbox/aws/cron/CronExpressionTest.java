package dev.awsmlops.sandbox.aws.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-11-02 is a Monday. */
class CronExpressionTest {

    @ParameterizedTest(name = "{0} after {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            cron(15 12 * * ? *)           | 2026-11-02T08:00:00Z | 2026-11-02T12:15:00Z
            cron(15 12 * * ? *)           | 2026-11-02T12:14:59Z | 2026-11-02T12:15:00Z
            cron(15 12 * * ? *)           | 2026-11-02T12:15:00Z | 2026-11-03T12:15:00Z
            cron(0 10 * * ? *)            | 2026-12-31T10:00:00Z | 2027-01-01T10:00:00Z
            cron(0 18 ? * MON-FRI *)      | 2026-11-06T18:00:00Z | 2026-11-09T18:00:00Z
            cron(0 18 ? * 2-6 *)          | 2026-11-06T18:00:00Z | 2026-11-09T18:00:00Z
            cron(0 8 1 * ? *)             | 2026-11-02T08:00:00Z | 2026-12-01T08:00:00Z
            cron(0/15 * * * ? *)          | 2026-11-02T08:00:00Z | 2026-11-02T08:15:00Z
            cron(0/15 * * * ? *)          | 2026-11-02T23:45:00Z | 2026-11-03T00:00:00Z
            cron(*/20 * * * ? *)          | 2026-11-02T08:20:30Z | 2026-11-02T08:40:00Z
            cron(1/10 * * * ? *)          | 2026-11-02T08:50:00Z | 2026-11-02T08:51:00Z
            cron(0/10 * ? * MON-FRI *)    | 2026-11-06T23:50:00Z | 2026-11-09T00:00:00Z
            cron(0/5 8-17 ? * MON-FRI *)  | 2026-11-02T17:55:00Z | 2026-11-03T08:00:00Z
            cron(0 8-17/3 * * ? *)        | 2026-11-02T08:00:00Z | 2026-11-02T11:00:00Z
            cron(05 08 * * ? *)           | 2026-11-02T08:00:00Z | 2026-11-02T08:05:00Z
            cron(0 0 1 JAN,jul ? *)       | 2026-11-02T08:00:00Z | 2027-01-01T00:00:00Z
            cron(0 0 1 1,7 ? *)           | 2027-01-01T00:00:00Z | 2027-07-01T00:00:00Z
            cron(0 0 L * ? *)             | 2026-11-02T08:00:00Z | 2026-11-30T00:00:00Z
            cron(0 0 L FEB ? *)           | 2026-11-02T08:00:00Z | 2027-02-28T00:00:00Z
            cron(0 0 L 2 ? 2028)          | 2026-11-02T08:00:00Z | 2028-02-29T00:00:00Z
            cron(0 0 29 2 ? *)            | 2026-11-02T08:00:00Z | 2028-02-29T00:00:00Z
            cron(0 0 1,15,L * ? *)        | 2026-11-15T00:00:00Z | 2026-11-30T00:00:00Z
            cron(0 0 1W * ? *)            | 2026-07-02T00:00:00Z | 2026-08-03T00:00:00Z
            cron(0 0 15W * ? *)           | 2026-11-02T08:00:00Z | 2026-11-16T00:00:00Z
            cron(0 0 14W * ? *)           | 2026-11-02T08:00:00Z | 2026-11-13T00:00:00Z
            cron(0 0 31W MAY ? 2026)      | 2026-05-01T00:00:00Z | 2026-05-29T00:00:00Z
            cron(0 0 31W * ? *)           | 2026-08-31T00:00:00Z | 2026-10-30T00:00:00Z
            cron(0 0 ? * L *)             | 2026-11-02T08:00:00Z | 2026-11-07T00:00:00Z
            cron(0 0 ? * SUN *)           | 2026-11-02T08:00:00Z | 2026-11-08T00:00:00Z
            cron(0 0 ? * 1 *)             | 2026-11-02T08:00:00Z | 2026-11-08T00:00:00Z
            cron(0 0 1 1 ? 2030-2040/5)   | 2030-01-01T00:00:00Z | 2035-01-01T00:00:00Z
            """)
    void firesNextAt(String expression, Instant after, Instant next) {
        assertThat(CronExpression.parse(expression).next(after)).contains(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cron(0 0 1 1 ? 2020)
            cron(0 0 1 1 ? 1970-2026)
            cron(0 0 30 2 ? *)
            cron(0 0 31W FEB ? *)
            """)
    void neverFiresAgain(String expression) {
        assertThat(CronExpression.parse(expression).next(Instant.parse("2026-11-02T08:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            15 12 * * ? *             | not of the form cron
            rate(5 minutes)           | not of the form cron
            cron(15 12 * * ?)         | has 5 fields, not 6
            cron(15 12 * * ? * *)     | has 7 fields, not 6
            cron(60 12 * * ? *)       | Minutes cannot be '60'
            cron(x 12 * * ? *)        | Minutes cannot be 'x'
            cron(5-1 12 * * ? *)      | Minutes cannot be '5-1'
            cron(*/0 12 * * ? *)      | Minutes cannot be '*/0'
            cron(1, 12 * * ? *)       | Minutes cannot be ''
            cron(? 12 * * ? *)        | Minutes cannot be '?'
            cron(0 24 * * ? *)        | Hours cannot be '24'
            cron(0 0 0 * ? *)         | Day-of-month cannot be '0'
            cron(0 0 32W * ? *)       | Day-of-month cannot be '32'
            cron(0 0 W * ? *)         | Day-of-month cannot be ''
            cron(0 0 * 13 ? *)        | Month cannot be '13'
            cron(0 0 * XXX ? *)       | Month cannot be 'XXX'
            cron(0 0 ? * 0 *)         | Day-of-week cannot be '0'
            cron(0 0 ? * 8 *)         | Day-of-week cannot be '8'
            cron(0 0 ? * MON#2 *)     | Day-of-week cannot be 'MON#2'
            cron(0 0 * * ? 1969)      | Year cannot be '1969'
            cron(0 0 * * ? 2200)      | Year cannot be '2200'
            cron(0 0 * * * *)         | Exactly one of Day-of-month and Day-of-week must be '?'
            cron(0 0 ? * ? *)         | Exactly one of Day-of-month and Day-of-week must be '?'
            cron(0 0 1 * MON *)       | Exactly one of Day-of-month and Day-of-week must be '?'
            """)
    void refusesWhatAwsDoes(String expression, String why) {
        assertThatThrownBy(() -> CronExpression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest(name = "{0}: {1} minutes")
    @CsvSource(delimiter = '|', textBlock = """
            cron(0/5 * * * ? *)     | 5
            cron(0/7 * * * ? *)     | 4
            cron(0/7 8 * * ? *)     | 7
            cron(* * * * ? *)       | 1
            cron(58,1 * * * ? *)    | 3
            cron(58,1 8,10 * * ? *) | 57
            cron(58,1 0,23 * * ? *) | 3
            cron(15 12 * * ? *)     | 60
            """)
    void knowsHowFastItFires(String expression, long minutes) {
        assertThat(CronExpression.parse(expression).shortestGap()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void firesEveryTimeInTurn() {
        CronExpression cron = CronExpression.parse("cron(0 6,18 ? * SAT,SUN *)");
        Instant at = Instant.parse("2026-11-06T00:00:00Z");
        for (String expected : new String[] {"07T06", "07T18", "08T06", "08T18", "14T06"}) {
            at = cron.next(at).orElseThrow();
            assertThat(at).isEqualTo(Instant.parse("2026-11-" + expected + ":00:00Z"));
        }
    }
}
