package dev.awsmlops.operator.testing;

import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The operator's process dies at a call to AWS, just before it or just after its effect, and a new one takes over the same
 * cluster and the same account.
 *
 * <p>A run without faults tells the calls; then there is a test for each of them at which the worlds differ.
 */
public final class Deaths {

    private final Consumer<World> life;
    private final Consumer<World> check;

    private record Death(int call, Moment moment) {}

    private Deaths(Consumer<World> life, Consumer<World> check) {
        this.life = life;
        this.check = check;
    }

    /**
     * A test for every death in a life.
     *
     * @param life what happens, in steps that are each wrapped in {@link #survive}
     * @param first the first call that counts, from 1
     * @param check what must hold afterwards
     */
    public static Stream<DynamicTest> atEveryCall(Consumer<World> life, int first, Consumer<World> check) {
        List<Call> calls = callsOf(life);
        var deaths = new Deaths(life, check);
        return IntStream.rangeClosed(first, calls.size())
                .boxed()
                .flatMap(number -> deathsAt(number, calls))
                .map(death -> DynamicTest.dynamicTest(
                        "%s call %d, %s"
                                .formatted(
                                        death.moment(),
                                        death.call(),
                                        calls.get(death.call() - 1).operation()),
                        () -> deaths.surviveDeathAt(death)));
    }

    /** The operator's calls in a life without faults. */
    public static List<Call> callsOf(Consumer<World> life) {
        try (var world = new World(quick())) {
            world.startOperator();
            life.accept(world);
            return world.calls();
        }
    }

    /** Does it, and once more with a new process if the first died over it. */
    public static void survive(World world, Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            if (!world.operatorIsDead()) {
                throw e;
            }
        }
        if (world.operatorIsDead()) {
            world.restartOperator();
            step.run();
        }
    }

    private void surviveDeathAt(Death death) {
        try (var world = new World(quick())) {
            world.aws().faults().crashAt(World.OPERATOR, death.call(), death.moment());
            world.startOperator();
            life.accept(world);
            check.accept(world);
        }
    }

    /**
     * After every call that changes something, and before the first of every pass, which is when the clock has moved on.
     * To die between two reads of one pass is to die before the first of them: neither world has changed in between.
     */
    private static Stream<Death> deathsAt(int number, List<Call> calls) {
        Call call = calls.get(number - 1);
        boolean startsPass = number == 1 || !calls.get(number - 2).time().equals(call.time());
        return Stream.concat(
                startsPass ? Stream.of(new Death(number, Moment.BEFORE)) : Stream.empty(),
                call.mutating() ? Stream.of(new Death(number, Moment.AFTER)) : Stream.empty());
    }

    /** So short that nothing is looked at twice in the same state, which would add calls but no other states. */
    private static Timings quick() {
        Map<Step, Duration> durations = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            durations.put(step, Duration.ofSeconds(4));
        }
        return new Timings(durations);
    }
}
