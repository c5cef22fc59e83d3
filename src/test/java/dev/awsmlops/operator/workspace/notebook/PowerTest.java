package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.WorkspaceNotebookSpec.State;
import dev.awsmlops.operator.workspace.notebook.Power.Cause;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {

    /** Working hours are 08:00 to 18:00 UTC from Monday to Friday; 2026-11-23 is a Monday. Times without a date are its. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
        # sentence,                                                                                       state,   hours, idle,  asked, session, now,   on,    cause,   next
        one that is to run and has no hours runs for good,                                                Running, false, "",    "",    "",      12:00, true,  STATE,   ""
        one that is to be stopped is stopped for good,                                                    Stopped, false, "",    "",    "",      12:00, false, STATE,   ""
        one that is to be stopped is stopped within its hours too,                                        Stopped, true,  "",    "",    "",      12:00, false, STATE,   ""
        a request does not start one that is to be stopped,                                               Stopped, true,  "",    11:00, "",      12:00, false, STATE,   ""
        within its hours it runs until they end,                                                          Running, true,  "",    "",    "",      12:00, true,  HOURS,   2026-11-23T18:00:00Z
        outside its hours it is stopped until they begin,                                                 Running, true,  "",    "",    "",      19:00, false, HOURS,   2026-11-24T08:00:00Z
        a request since its hours ended has it run until they end again,                                  Running, true,  "",    18:30, "",      19:00, true,  REQUEST, 2026-11-24T18:00:00Z
        a request in the very moment in which its hours ended counts,                                     Running, true,  "",    18:00, "",      19:00, true,  REQUEST, 2026-11-24T18:00:00Z
        a request from before its hours ended does not keep it running,                                   Running, true,  "",    17:59, "",      19:00, false, HOURS,   2026-11-24T08:00:00Z
        a request before its hours begin has it run until they end,                                       Running, true,  "",    06:00, "",      07:00, true,  REQUEST, 2026-11-23T18:00:00Z
        a session has it run outside its hours and ends with nothing of the clock's,                      Running, true,  "",    "",    18:30,   19:00, true,  SESSION, ""
        a session has one run that is to be stopped,                                                      Stopped, false, "",    "",    11:00,   12:00, true,  SESSION, ""
        without hours one that nobody used stays stopped,                                                 Running, false, 11:00, "",    "",      12:00, false, IDLE,    ""
        a request from before it stopped itself does not start it,                                        Running, false, 11:00, 10:00, "",      12:00, false, IDLE,    ""
        a request since it stopped itself starts it,                                                      Running, false, 11:00, 11:30, "",      12:00, true,  STATE,   ""
        within its hours one that nobody used stays stopped until they begin again,                       Running, true,  11:00, "",    "",      12:00, false, IDLE,    2026-11-24T08:00:00Z
        one that nobody used before its hours began is started by their beginning,                        Running, true,  07:00, "",    "",      12:00, true,  HOURS,   2026-11-23T18:00:00Z
        one that nobody used after a request outside its hours stays stopped until they begin,            Running, true,  20:00, 19:00, "",      21:00, false, IDLE,    2026-11-24T08:00:00Z
        one that nobody used is stopped by its hours like any other,                                      Running, true,  11:00, "",    "",      19:00, false, HOURS,   2026-11-24T08:00:00Z
        a session that nobody used the notebook of does not start it again,                               Running, false, 11:00, "",    10:00,   12:00, false, IDLE,    ""
        a session that was attached since starts it,                                                      Running, false, 11:00, "",    11:30,   12:00, true,  SESSION, ""
        a request starts what a session's user let idle,                                                  Stopped, false, 11:00, 11:30, 10:00,   12:00, true,  SESSION, ""
        the beginning of hours starts what a session's user let idle,                                     Running, true,  07:30, "",    07:00,   08:00, true,  SESSION, ""
        hours that are not in force start nothing that a session's user let idle,                         Stopped, true,  07:30, "",    07:00,   08:00, false, IDLE,    ""
        until the hours begin what a session's user let idle stays stopped,                               Running, true,  07:30, "",    07:00,   07:45, false, IDLE,    2026-11-23T08:00:00Z
        stopping itself in the very moment of the request counts,                                         Running, false, 11:00, 11:00, "",      12:00, false, IDLE,    ""
        """)
    void itRunsWhenItIsWanted(
            String sentence,
            State state,
            boolean hours,
            String idle,
            String asked,
            String session,
            String now,
            boolean on,
            Cause cause,
            String next) {
        var wishes = new Power.Wishes(
                state,
                hours ? Optional.of(WorkingHoursTest.hours("", "08:00-18:00", "UTC")) : Optional.empty(),
                onMonday(idle),
                onMonday(asked),
                onMonday(session));

        Power power = Power.of(wishes, onMonday(now).orElseThrow());

        assertThat(power.on()).as(sentence + ": " + power.why()).isEqualTo(on);
        assertThat(power.cause()).as(sentence).isEqualTo(cause);
        assertThat(power.why()).isNotBlank();
        assertThat(power.nextChange())
                .as(sentence)
                .isEqualTo(next.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(next)));
        assertThat(power.next())
                .isEqualTo(next.isEmpty() ? Optional.empty() : Optional.of((on ? "stop at " : "start at ") + next));
    }

    private static Optional<Instant> onMonday(String time) {
        return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse("2026-11-23T" + time + ":00Z"));
    }
}
