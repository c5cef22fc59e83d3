package dev.awsmlops.operator.sweep;

import static dev.awsmlops.operator.sweep.LeakSweeper.Result.INCOMPLETE;
import static dev.awsmlops.operator.sweep.LeakSweeper.Result.PROGRESS;
import static dev.awsmlops.operator.sweep.LeakSweeper.Result.QUIET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOST_BY_CHANCE = Duration.ofMinutes(6);

    private final Pace pace = new Pace(HOUR, new Random(1));

    @Test
    void theFirstSweepIsSoonAndNotAtTheSameTimeEverywhere() {
        List<Duration> firsts = Stream.generate(pace::first).limit(20).toList();

        assertThat(firsts).allMatch(first -> first.compareTo(MOST_BY_CHANCE) <= 0);
        assertThat(firsts).doesNotHaveDuplicates();
    }

    @Test
    void quietSweepsLieTheIntervalApartOrALittleMore() {
        assertThat(pace.after(QUIET)).isBetween(HOUR, HOUR.plus(MOST_BY_CHANCE));
        assertThat(pace.after(QUIET)).isBetween(HOUR, HOUR.plus(MOST_BY_CHANCE));
    }

    @Test
    void afterAStepItLooksSoonAndThenEverMoreSeldom() {
        assertThat(pace.after(PROGRESS)).hasMinutes(1);
        assertThat(pace.after(QUIET)).hasMinutes(2);
        assertThat(pace.after(QUIET)).hasMinutes(4);
        assertThat(pace.after(PROGRESS)).hasMinutes(1);
        for (int quiet = 0; quiet < 5; quiet++) {
            assertThat(pace.after(QUIET)).isLessThan(HOUR);
        }
        assertThat(pace.after(QUIET)).isBetween(HOUR, HOUR.plus(MOST_BY_CHANCE));
    }

    @Test
    void aFailedSweepIsMadeAgainSoonButNotForEver() {
        assertThat(pace.after(INCOMPLETE)).hasMinutes(1);
        for (int failure = 0; failure < 5; failure++) {
            assertThat(pace.after(INCOMPLETE)).isLessThan(HOUR);
        }
        assertThat(pace.after(INCOMPLETE)).isBetween(HOUR, HOUR.plus(MOST_BY_CHANCE));
        assertThat(pace.after(QUIET)).isBetween(HOUR, HOUR.plus(MOST_BY_CHANCE));
        assertThat(pace.after(INCOMPLETE)).hasMinutes(1);
    }

    @Test
    void itIsNeverSlowerThanAShortInterval() {
        var quick = new Pace(Duration.ofSeconds(10), new Random(1));

        assertThat(quick.after(PROGRESS)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }
}
