package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.SettableClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.health.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeUpsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final GlueDevSession A = session("a");
    private static final GlueDevSession B = session("b");
    private static final GlueDevSession C = session("c");

    private final SettableClock clock = new SettableClock(NOW);
    private final WakeUps<GlueDevSession> wakeUps = new WakeUps<>(clock, Duration.ofMillis(1));
    private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        wakeUps.setEventHandler(
                event -> woken.add(event.getRelatedCustomResourceID().getName()));
    }

    @AfterEach
    void stop() {
        wakeUps.stop();
    }

    @Test
    void whateverIsDueIsWokenEarliestFirst() throws InterruptedException {
        wakeUps.at(NOW.minusSeconds(1), B);
        wakeUps.at(NOW, C);
        wakeUps.at(NOW.minusSeconds(3), A);

        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("a");
        assertThat(nextWoken()).isEqualTo("b");
        assertThat(nextWoken()).isEqualTo("c");
    }

    @Test
    void objectsThatAreDueTogetherAreAllWoken() throws InterruptedException {
        wakeUps.at(NOW, B);
        wakeUps.at(NOW, A);

        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("a");
        assertThat(nextWoken()).isEqualTo("b");
    }

    @Test
    void nothingIsWokenBeforeItsTimeAndThenAtOnce() throws InterruptedException {
        wakeUps.at(NOW.plusSeconds(10), A);
        wakeUps.start();

        clock.set(NOW.plusSeconds(10).minusNanos(1));
        clock.awaitLooks(3);
        assertThat(woken).isEmpty();

        clock.set(NOW.plusSeconds(10));
        assertThat(nextWoken()).isEqualTo("a");
    }

    @Test
    void aClockSetForwardWakesWhatItHasPassed() throws InterruptedException {
        wakeUps.at(NOW.plus(Duration.ofDays(2)), A);
        wakeUps.at(NOW.plus(Duration.ofDays(1)), B);
        wakeUps.start();

        clock.pass(Duration.ofDays(3));

        assertThat(nextWoken()).isEqualTo("b");
        assertThat(nextWoken()).isEqualTo("a");
    }

    @Test
    void aClockSetBackLosesNoWakeUp() throws InterruptedException {
        wakeUps.at(NOW.plusSeconds(10), A);
        wakeUps.start();
        clock.pass(Duration.ofHours(-1));
        clock.awaitLooks(3);
        assertThat(woken).isEmpty();

        clock.set(NOW.plusSeconds(10));

        assertThat(nextWoken()).isEqualTo("a");
    }

    @Test
    void aLaterCallReplacesTheEarlierOne() throws InterruptedException {
        wakeUps.at(NOW, A);
        wakeUps.at(NOW.plusSeconds(10), A);
        wakeUps.at(NOW.plusSeconds(5), A);
        assertThat(wakeUps.next()).contains(NOW.plusSeconds(5));
        wakeUps.start();
        clock.awaitLooks(3);
        assertThat(woken).isEmpty();

        clock.pass(Duration.ofSeconds(60));

        assertThat(nextWoken()).isEqualTo("a");
        wakeUps.at(NOW, B);
        assertThat(nextWoken()).as("a has been woken once").isEqualTo("b");
        assertThat(wakeUps.next()).isEmpty();
    }

    @Test
    void theEarliestOfAllIsNext() {
        wakeUps.at(NOW.plusSeconds(10), A);
        wakeUps.at(NOW.plusSeconds(5), B);

        assertThat(wakeUps.next()).contains(NOW.plusSeconds(5));
    }

    @Test
    void aDeletedObjectIsForgotten() throws InterruptedException {
        wakeUps.at(NOW, A);
        wakeUps.at(NOW, B);

        wakeUps.onResourceDeleted(A);
        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("b");
        assertThat(wakeUps.next()).isEmpty();
    }

    @Test
    void deletingAnObjectThatAwaitsNothingChangesNothing() {
        wakeUps.at(NOW, A);

        wakeUps.onResourceDeleted(B);

        assertThat(wakeUps.next()).contains(NOW);
    }

    @Test
    void objectsOfOneNameInTwoNamespacesAreTwo() throws InterruptedException {
        GlueDevSession elsewhere = session("a");
        elsewhere.getMetadata().setNamespace("team-b");
        wakeUps.at(NOW, A);
        wakeUps.at(NOW, elsewhere);

        wakeUps.onResourceDeleted(A);
        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("a");
    }

    @Test
    void itIsHealthyOnlyWhileItRuns() {
        assertThat(wakeUps.getStatus()).isEqualTo(Status.UNHEALTHY);
        wakeUps.start();
        assertThat(wakeUps.getStatus()).isEqualTo(Status.HEALTHY);
        wakeUps.stop();
        assertThat(wakeUps.getStatus()).isEqualTo(Status.UNHEALTHY);
    }

    @Test
    void itIsUnhealthyOnceItsTickerHasDied() {
        wakeUps.setEventHandler(event -> {
            throw new IllegalStateException("the handler is broken");
        });
        wakeUps.at(NOW, A);

        wakeUps.start();

        Awaitility.await().until(() -> wakeUps.getStatus() == Status.UNHEALTHY);
    }

    @Test
    void whatWaitedWhileItWasStoppedIsWokenWhenItStartsAgain() throws InterruptedException {
        wakeUps.start();
        wakeUps.stop();
        wakeUps.at(NOW, A);

        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("a");
        assertThat(wakeUps.getStatus()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void anObjectCanAskToBeWokenAgainWhileItIsWoken() throws InterruptedException {
        var times = new AtomicInteger();
        wakeUps.setEventHandler(event -> {
            if (times.incrementAndGet() < 3) {
                wakeUps.at(NOW, A);
            } else {
                woken.add("thrice");
            }
        });
        wakeUps.at(NOW, A);

        wakeUps.start();

        assertThat(nextWoken()).isEqualTo("thrice");
    }

    private String nextWoken() throws InterruptedException {
        return woken.poll(20, TimeUnit.SECONDS);
    }

    private static GlueDevSession session(String name) {
        var session = new GlueDevSession();
        session.setMetadata(
                new ObjectMetaBuilder().withNamespace("team-a").withName(name).build());
        return session;
    }
}
