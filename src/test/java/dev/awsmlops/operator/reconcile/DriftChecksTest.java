package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.ManualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftChecksTest {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final DriftChecks checks = new DriftChecks(clock, INTERVAL, new Random(1));

    @Test
    void aNewProcessLooksAtEachObjectOnce() {
        assertThat(checks.isDue(lake("a"))).isTrue();
        assertThat(checks.isDue(lake("b"))).isTrue();
        assertThat(checks.isDue(lake("a"))).isFalse();
    }

    @Test
    void anObjectIsDueAgainAfterAnIntervalGiveOrTakeATenth() {
        checks.isDue(lake("a"));

        clock.advance(INTERVAL.multipliedBy(9).dividedBy(10).minusSeconds(1));
        assertThat(checks.isDue(lake("a"))).isFalse();
        clock.advance(INTERVAL.dividedBy(5).plusSeconds(1));
        assertThat(checks.isDue(lake("a"))).isTrue();
        assertThat(checks.isDue(lake("a"))).isFalse();
    }

    @Test
    void objectsMadeTogetherAreNotCheckedTogether() {
        for (int number = 0; number < 50; number++) {
            checks.isDue(lake("lake-" + number));
        }
        Set<Integer> minutes = new HashSet<>();
        for (int minute = 0; minute < 70; minute++) {
            clock.advance(Duration.ofMinutes(1));
            for (int number = 0; number < 50; number++) {
                if (checks.isDue(lake("lake-" + number))) {
                    minutes.add(minute);
                }
            }
        }

        assertThat(minutes).hasSizeGreaterThan(5);
    }

    @Test
    void anObjectThatIsForgottenIsDue() {
        checks.isDue(lake("a"));
        checks.forget(lake("a"));

        assertThat(checks.isDue(lake("a"))).isTrue();
    }

    private static HasMetadata lake(String uid) {
        var lake = new DataLake();
        lake.setMetadata(new ObjectMetaBuilder().withUid(uid).build());
        return lake;
    }
}
