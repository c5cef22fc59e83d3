package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ResourceID ONE = new ResourceID("one", "team-a");
    private static final ResourceID OTHER = new ResourceID("other", "team-a");

    @Test
    void theTimeDoublesUpToTheLimit() {
        var backoff = new Backoff(Chance.HIGH);

        assertThat(times(backoff, 10))
                .containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, LIMIT.toSeconds(), LIMIT.toSeconds());
    }

    @Test
    void theLeastWaitIsHalfTheTime() {
        var backoff = new Backoff(Chance.LOW);

        assertThat(times(backoff, 9)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, LIMIT.toSeconds() / 2);
    }

    @Test
    void itNeverGivesUpAndNeverOverflows() {
        var backoff = new Backoff(Chance.LOW);

        IntStream.range(0, 100_000)
                .mapToObj(i -> backoff.afterFailure(ONE, LIMIT))
                .skip(8)
                .forEach(wait -> assertThat(wait).isEqualTo(LIMIT.dividedBy(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void waitsDifferAndStayWithinHalfAndWhole(long seed) {
        var backoff = new Backoff(new Random(seed));

        List<Duration> waits = IntStream.range(0, 200)
                .mapToObj(i -> backoff.jittered(LIMIT))
                .distinct()
                .toList();

        assertThat(waits).hasSizeGreaterThan(150).allSatisfy(wait -> assertThat(wait)
                .isBetween(LIMIT.dividedBy(2), LIMIT));
    }

    @Test
    void eachObjectIsCountedByItself() {
        var backoff = new Backoff(Chance.LOW);
        times(backoff, 5);

        assertThat(backoff.afterFailure(OTHER, LIMIT)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasResetBeginsAnew() {
        var backoff = new Backoff(Chance.LOW);
        times(backoff, 5);

        backoff.reset(ONE);

        assertThat(backoff.afterFailure(ONE, LIMIT)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anotherLimitHoldsAtOnce() {
        var backoff = new Backoff(Chance.LOW);
        times(backoff, 20);

        assertThat(backoff.afterFailure(ONE, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(30));
    }

    /** In seconds, rounded, since the highest chance stays a hair below the whole. */
    private static List<Long> times(Backoff backoff, int failures) {
        var seconds = new ArrayList<Long>();
        for (int i = 0; i < failures; i++) {
            seconds.add(backoff.afterFailure(ONE, LIMIT).plusMillis(500).toSeconds());
        }
        return seconds;
    }
}
