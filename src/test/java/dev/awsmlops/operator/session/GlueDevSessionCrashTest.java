package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator's process dies at any call to AWS, just before it or just after its effect, and a new one takes over the
 * same cluster and the same account.
 *
 * <p>A run without faults tells the calls; then there is a test for each of them at which the worlds differ.
 */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(names = {"DEV_ENDPOINT_WITH_NOTEBOOK", "SESSION_WITH_NOTEBOOK"})
record GlueDevSessionCrashTest(Manifest manifest) {

    private static final Duration HOUR = Duration.ofHours(1);

    @TestFactory
    Stream<DynamicTest> whileItIsMadeAndWhileItExpires() {
        return atEveryCall(this::makeAndExpire, 1);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsDeleted() {
        return atEveryCall(this::makeAndDelete, callsOf(this::make).size() + 1);
    }

    private interface Life {
        void in(World world);
    }

    private record Death(int call, Moment moment) {}

    private static Stream<DynamicTest> atEveryCall(Life life, int first) {
        List<Call> calls = callsOf(life);
        return IntStream.rangeClosed(first, calls.size())
                .boxed()
                .flatMap(number -> deathsAt(number, calls))
                .map(death -> DynamicTest.dynamicTest(
                        "%s call %d, %s"
                                .formatted(
                                        death.moment(),
                                        death.call(),
                                        calls.get(death.call() - 1).operation()),
                        () -> surviveDeathAt(life, death)));
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

    private static List<Call> callsOf(Life life) {
        try (var world = new World(quick())) {
            world.startOperator();
            life.in(world);
            return world.calls();
        }
    }

    private static void surviveDeathAt(Life life, Death death) {
        try (var world = new World(quick())) {
            world.aws().faults().crashAt(World.OPERATOR, death.call(), death.moment());
            world.startOperator();
            life.in(world);

            assertThat(world.aws().inventory()).isEmpty();
            assertThat(world.aws().ledger().entries())
                    .as("what was ever made, each once")
                    .extracting(entry -> entry.type())
                    .doesNotHaveDuplicates();
        }
    }

    private void make(World world) {
        world.apply(manifest.named("orders"));
        survive(world, () -> world.untilPhase("orders", Ready, HOUR));
        assertThat(world.running()).hasSize(2);
    }

    private void makeAndExpire(World world) {
        make(world);
        survive(world, () -> world.untilPhase("orders", Expired, Duration.ofHours(9)));
    }

    private void makeAndDelete(World world) {
        make(world);
        world.delete("orders");
        survive(world, () -> world.until("orders is gone", HOUR, () -> world.session("orders") == null));
    }

    /** Does it, and once more with a new process if the first died over it. */
    private static void survive(World world, Runnable step) {
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

    /** So short that nothing is looked at twice in the same state, which would add calls but no other states. */
    private static Timings quick() {
        Map<Step, Duration> durations = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            durations.put(step, Duration.ofSeconds(4));
        }
        return new Timings(durations);
    }
}
