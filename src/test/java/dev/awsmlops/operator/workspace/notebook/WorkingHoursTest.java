package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.WorkingHoursSpec;
import dev.awsmlops.operator.api.v1alpha1.WorkingHoursSpec.Day;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

    /** Every row: the hours, a moment, whether it is one of work, and what the clock did last and does next. */
    @ParameterizedTest(name = "{0} {1} {2} at {4}: {9}")
    @CsvSource(quoteCharacter = '"', textBlock = """
        # days,    hours,       zone,             moment,               works, lastStart,            lastStop,             next,                 what
        "",        08:00-18:00, UTC,              2026-11-23T07:59:59Z, false, 2026-11-20T08:00:00Z, 2026-11-20T18:00:00Z, 2026-11-23T08:00:00Z, a Monday before work
        "",        08:00-18:00, UTC,              2026-11-23T08:00:00Z, true,  2026-11-23T08:00:00Z, 2026-11-20T18:00:00Z, 2026-11-23T18:00:00Z, the first moment
        "",        08:00-18:00, UTC,              2026-11-23T17:59:59Z, true,  2026-11-23T08:00:00Z, 2026-11-20T18:00:00Z, 2026-11-23T18:00:00Z, the last moment
        "",        08:00-18:00, UTC,              2026-11-23T18:00:00Z, false, 2026-11-23T08:00:00Z, 2026-11-23T18:00:00Z, 2026-11-24T08:00:00Z, the first moment after work
        "",        08:00-18:00, UTC,              2026-11-28T12:00:00Z, false, 2026-11-27T08:00:00Z, 2026-11-27T18:00:00Z, 2026-11-30T08:00:00Z, a Saturday
        "",        08:00-18:30, Europe/Berlin,    2026-11-23T07:00:00Z, true,  2026-11-23T07:00:00Z, 2026-11-20T17:30:00Z, 2026-11-23T17:30:00Z, by the clock in Berlin
        "",        08:00-18:00, Asia/Kolkata,     2026-11-23T02:30:00Z, true,  2026-11-23T02:30:00Z, 2026-11-20T12:30:00Z, 2026-11-23T12:30:00Z, half-hour offsets
        "Fri",     22:00-06:00, UTC,              2026-11-28T05:59:59Z, true,  2026-11-27T22:00:00Z, 2026-11-21T06:00:00Z, 2026-11-28T06:00:00Z, overnight into a day that is not named
        "Fri",     22:00-06:00, UTC,              2026-11-27T05:00:00Z, false, 2026-11-20T22:00:00Z, 2026-11-21T06:00:00Z, 2026-11-27T22:00:00Z, the early morning of the day that is named
        "Wed",     09:00-10:00, UTC,              2026-11-25T10:00:00Z, false, 2026-11-25T09:00:00Z, 2026-11-25T10:00:00Z, 2026-12-02T09:00:00Z, one day a week
        "Sun",     02:30-12:00, Europe/Berlin,    2026-03-29T00:59:59Z, false, 2026-03-22T01:30:00Z, 2026-03-22T11:00:00Z, 2026-03-29T01:00:00Z, before a start that the clock leaps over
        "Sun",     02:30-12:00, Europe/Berlin,    2026-03-29T01:00:00Z, true,  2026-03-29T01:00:00Z, 2026-03-22T11:00:00Z, 2026-03-29T10:00:00Z, a start that the clock leaps over
        "Sat",     20:00-02:30, Europe/Berlin,    2026-03-29T00:59:59Z, true,  2026-03-28T19:00:00Z, 2026-03-22T01:30:00Z, 2026-03-29T01:00:00Z, before a stop that the clock leaps over
        "Sat",     20:00-02:30, Europe/Berlin,    2026-03-29T01:00:00Z, false, 2026-03-28T19:00:00Z, 2026-03-29T01:00:00Z, 2026-04-04T18:00:00Z, a stop that the clock leaps over
        "Sun",     02:10-02:50, Europe/Berlin,    2026-03-29T01:00:00Z, false, 2026-03-22T01:10:00Z, 2026-03-22T01:50:00Z, 2026-04-05T00:10:00Z, work of which nothing is left
        "Mon,Sun", 08:00-18:00, Europe/Berlin,    2026-03-29T06:00:00Z, true,  2026-03-29T06:00:00Z, 2026-03-23T17:00:00Z, 2026-03-29T16:00:00Z, an hour earlier from the leap on
        "Sun",     02:30-12:00, Europe/Berlin,    2026-10-25T00:30:00Z, true,  2026-10-25T00:30:00Z, 2026-10-18T10:00:00Z, 2026-10-25T11:00:00Z, a start that comes twice is the first one
        "Sat",     20:00-02:30, Europe/Berlin,    2026-10-25T00:30:00Z, true,  2026-10-24T18:00:00Z, 2026-10-18T00:30:00Z, 2026-10-25T01:30:00Z, at the first coming of a stop that comes twice
        "Sat",     20:00-02:30, Europe/Berlin,    2026-10-25T01:30:00Z, false, 2026-10-24T18:00:00Z, 2026-10-25T01:30:00Z, 2026-10-31T19:00:00Z, at its second coming
        "Sat,Sun", 02:20-02:10, Europe/Berlin,    2026-10-25T00:20:00Z, true,  2026-10-25T00:20:00Z, 2026-10-19T00:10:00Z, 2026-10-26T01:10:00Z, work that begins before the last day's has stopped
        "",        08:00-18:00, America/New_York, 2026-03-06T23:00:00Z, false, 2026-03-06T13:00:00Z, 2026-03-06T23:00:00Z, 2026-03-09T12:00:00Z, a weekend with a leap in it
        "",        08:00-18:00, America/New_York, 2026-10-30T22:00:00Z, false, 2026-10-30T12:00:00Z, 2026-10-30T22:00:00Z, 2026-11-02T13:00:00Z, a weekend that is an hour longer
        """)
    void workGoesByTheClockOnTheWall(
            String days,
            String hours,
            String zone,
            Instant moment,
            boolean works,
            Instant lastStart,
            Instant lastStop,
            Instant next,
            String what) {
        WorkingHours working = hours(days, hours, zone);

        assertThat(working.contains(moment)).as(what).isEqualTo(works);
        assertThat(working.lastStart(moment)).as(what).isEqualTo(lastStart);
        assertThat(working.lastStop(moment)).as(what).isEqualTo(lastStop);
        assertThat(working.nextChange(moment)).as(what).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "Mon, 08:00-18:00, Europe/Berlin",
        "Sun, 02:30-02:20, Europe/Berlin",
        "Sat, 22:15-02:45, America/New_York",
        "Sun, 01:30-03:30, Australia/Lord_Howe",
    })
    void followingTheChangesForAYearWorkAndRestTakeTurnsAsContainsSays(String days, String hours, String zone) {
        WorkingHours working = hours(days, hours, zone);
        Instant moment = Instant.parse("2026-01-01T00:00:00Z");
        boolean works = working.contains(moment);

        for (int change = 0; change < 104; change++) {
            Instant next = working.nextChange(moment);
            assertThat(next).isAfter(moment);
            assertThat(working.contains(next.minusMillis(1)))
                    .as("before %s", next)
                    .isEqualTo(works);
            assertThat(working.contains(next)).as("at %s", next).isEqualTo(!works);
            assertThat(works ? working.lastStop(next) : working.lastStart(next)).isEqualTo(next);
            works = !works;
            moment = next;
        }
    }

    @Test
    void aTimeZoneThatNobodyKnowsIsSaidWithWhatToWrite() {
        var spec = new WorkingHoursSpec("08:00", "18:00", null, "Europe/Atlantis");

        assertThat(WorkingHours.of(spec)).isEmpty();
        assertThat(WorkingHours.objection(spec)).get().asString().contains("Europe/Atlantis", "Europe/Berlin");
        assertThat(WorkingHours.objection(new WorkingHoursSpec("08:00", "18:00", null, "UTC")))
                .isEmpty();
    }

    @Test
    void noScheduleIsNoHoursAndNoObjection() {
        assertThat(WorkingHours.of(null)).isEmpty();
        assertThat(WorkingHours.objection(null)).isEmpty();
    }

    /** @param days such as {@code Mon,Sun}; the usual ones where it is empty */
    static WorkingHours hours(String days, String hours, String zone) {
        String[] times = hours.split("-", 2);
        List<Day> named = days.isEmpty()
                ? null
                : Stream.of(days.split(",", 0)).map(Day::valueOf).toList();
        return WorkingHours.of(new WorkingHoursSpec(times[0], times[1], named, zone))
                .orElseThrow();
    }
}
