package dev.awsmlops.operator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.SimulatedAws;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, in whatever order: every promise holds, in every life that the seeds tell. */
class SeededFaultsTest {

    private static final int THREADS = 2;
    private static final int ENOUGH_FAILURES = 5;

    @Test
    void everyPromiseHoldsInEveryLife() throws InterruptedException {
        var seeds = Seeds.fromProperties();
        List<Failure> failures = lives(seeds, aws -> {});
        assertThat(failures)
                .as("%d lives, first seed %d", seeds.count(), seeds.first())
                .isEmpty();
    }

    /** Lives all of them, on all cores, until they are over or enough have failed. */
    static List<Failure> lives(Seeds seeds, java.util.function.Consumer<SimulatedAws> tampering)
            throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Failure>();
        var next = new AtomicLong(seeds.first());
        long begin = System.nanoTime();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    var rig = new Rig();
                    for (long seed = next.getAndIncrement();
                            seed < seeds.first() + seeds.count() && failures.size() < ENOUGH_FAILURES;
                            seed = next.getAndIncrement()) {
                        Failure.of(seed, rig, tampering).ifPresent(failures::add);
                    }
                }))
                .limit(THREADS)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "%d lives from seed %d on in %.1f s, %.1f a second%n",
                Math.min(next.get() - seeds.first(), seeds.count()),
                seeds.first(),
                took.toMillis() / 1000.0,
                Math.min(next.get() - seeds.first(), seeds.count())
                        * 1.0
                        * TimeUnit.SECONDS.toMillis(1)
                        / took.toMillis());
        return List.copyOf(failures);
    }
}
