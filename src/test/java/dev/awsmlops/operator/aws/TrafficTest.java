package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.ManualClock;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int MOST_PASSES = 8;
    private static final ResourceID SOME = object("some");

    private final ManualClock clock = new ManualClock(START);
    private final Traffic traffic = new Traffic(clock, 5);

    @Test
    void twoSecondsWorthOfCallsGoAtOnceAndOneMoreEveryFifthOfASecond() {
        var made = new AtomicInteger();
        inBackground(13, () -> {
            traffic.beforeCall("Glue");
            made.incrementAndGet();
        });

        await(() -> made.get() == 10);
        clock.forwardTo(START.plusMillis(200));
        await(() -> made.get() == 11);
        clock.forwardTo(START.plusMillis(600));
        await(() -> made.get() == 13);
    }

    @Test
    void aServiceThatIsBusyHoldsUpNoOther() {
        for (int i = 0; i < 10; i++) {
            traffic.beforeCall("Glue");
        }
        var made = new AtomicInteger();
        inBackground(1, () -> {
            traffic.beforeCall("Glue");
            made.incrementAndGet();
        });

        traffic.beforeCall("SageMaker");
        traffic.beforeCall("S3");

        assertThat(made).hasValue(0);
        clock.forwardTo(START.plusSeconds(1));
        await(() -> made.get() == 1);
    }

    @Test
    void retriesCountThoughTheyDoNotWait() {
        for (int i = 0; i < 10; i++) {
            traffic.beforeCall("Glue");
        }
        traffic.beforeRetry("Glue");
        var made = new AtomicInteger();
        inBackground(1, () -> {
            traffic.beforeCall("Glue");
            made.incrementAndGet();
        });

        clock.forwardTo(START.plusMillis(200));
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> made.get() == 0);
        clock.forwardTo(START.plusMillis(400));
        await(() -> made.get() == 1);
    }

    @Test
    void whatHadToEndFirstIsCalledForFirst() {
        for (int i = 0; i < 10; i++) {
            traffic.beforeCall("Glue");
        }
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var waiting = new CountDownLatch(3);
        pass(Urgency.NONE, "a new one", order, waiting);
        pass(Urgency.endDue(START.minusSeconds(1)), "over for a second", order, waiting);
        pass(Urgency.endDue(START.minusSeconds(60)), "over for a minute", order, waiting);
        await(() -> waiting.getCount() == 0);
        Awaitility.await().during(Duration.ofMillis(100)).until(order::isEmpty);

        clock.forwardTo(START.plusMillis(200));
        await(() -> order.size() == 1);
        clock.forwardTo(START.plusMillis(400));
        await(() -> order.size() == 2);
        clock.forwardTo(START.plusMillis(600));
        await(() -> order.size() == 3);
        assertThat(order).containsExactly("over for a minute", "over for a second", "a new one");
    }

    @Test
    void thereIsRoomForSoManyPassesAndForAsManyThatAreUrgent() {
        var hold = new CountDownLatch(1);
        var entered = new AtomicInteger();
        inBackground(
                MOST_PASSES,
                () -> traffic.pass(Urgency.NONE, SOME, () -> {
                    entered.incrementAndGet();
                    return wait(hold);
                }));
        await(() -> entered.get() == MOST_PASSES);

        assertThat(traffic.pass(Urgency.NONE, SOME, () -> "in")).isEmpty();
        assertThat(traffic.pass(Urgency.endDue(START), SOME, () -> "in")).contains("in");
        hold.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(traffic.pass(Urgency.NONE, SOME, () -> "in"))
                .contains("in"));
    }

    @Test
    void thoseThatFindNoRoomComeBackOneAfterTheOtherAndTheUrgentOnesApart() {
        assertThat(traffic.nextRoom(Urgency.NONE, object("a"))).isEqualTo(START.plusMillis(200));
        assertThat(traffic.nextRoom(Urgency.NONE, object("b"))).isEqualTo(START.plusMillis(400));
        assertThat(traffic.nextRoom(Urgency.endDue(START), object("c"))).isEqualTo(START.plusMillis(200));
        clock.forwardTo(START.plusSeconds(9));
        assertThat(traffic.nextRoom(Urgency.NONE, object("d"))).isEqualTo(START.plusMillis(9_200));
    }

    @Test
    void oneThatFindsNoRoomAgainIsNotSentToTheEndOfTheQueue() {
        traffic.nextRoom(Urgency.NONE, object("a"));
        for (int i = 0; i < 100; i++) {
            traffic.nextRoom(Urgency.NONE, object("later-" + i));
        }
        assertThat(traffic.nextRoom(Urgency.NONE, object("a"))).isEqualTo(START.plusMillis(1_600));

        traffic.pass(Urgency.NONE, object("a"), () -> "in");
        assertThat(traffic.nextRoom(Urgency.NONE, object("a")))
                .as("after it was let in")
                .isEqualTo(START.plusMillis(102 * 200));
    }

    private static ResourceID object(String name) {
        return new ResourceID(name, "team-a");
    }

    @Test
    void aClockSetBackHoldsNothingUpForLong() {
        traffic.beforeCall("Glue");
        clock.set(START.minus(Duration.ofDays(1)));

        for (int i = 0; i < 9; i++) {
            traffic.beforeCall("Glue");
        }
        var made = new AtomicInteger();
        inBackground(1, () -> {
            traffic.beforeCall("Glue");
            made.incrementAndGet();
        });
        clock.advance(Duration.ofSeconds(1));
        await(() -> made.get() == 1);
    }

    @Test
    void withoutALimitThereIsAlwaysRoom() {
        var unlimited = new Traffic(clock, 0);
        for (int i = 0; i < 1_000; i++) {
            unlimited.beforeCall("Glue");
        }
        assertThat(nested(unlimited, 3 * MOST_PASSES)).contains("in");
    }

    private static Optional<String> nested(Traffic traffic, int depth) {
        return traffic.pass(
                Urgency.NONE,
                SOME,
                () -> depth == 0 ? "in" : nested(traffic, depth - 1).orElseThrow());
    }

    private void pass(Urgency urgency, String name, List<String> order, CountDownLatch waiting) {
        inBackground(
                1,
                () -> traffic.pass(urgency, SOME, () -> {
                    waiting.countDown();
                    traffic.beforeCall("Glue");
                    return order.add(name);
                }));
    }

    private static boolean wait(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void inBackground(int times, Runnable task) {
        for (int i = 0; i < times; i++) {
            var thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(condition);
    }
}
