package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static dev.awsmlops.operator.testing.Deaths.survive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Deaths;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator dies at any call to AWS in a session's life: nothing is leaked and nothing made twice. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(names = {"DEV_ENDPOINT_WITH_NOTEBOOK", "SESSION_WITH_NOTEBOOK"})
record GlueDevSessionCrashTest(Manifest manifest) {

    private static final Duration HOUR = Duration.ofHours(1);

    @TestFactory
    Stream<DynamicTest> whileItIsMadeAndWhileItExpires() {
        return Deaths.atEveryCall(this::makeAndExpire, 1, GlueDevSessionCrashTest::nothingIsLeft);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsDeleted() {
        return Deaths.atEveryCall(
                this::makeAndDelete, Deaths.callsOf(this::make).size() + 1, GlueDevSessionCrashTest::nothingIsLeft);
    }

    private static void nothingIsLeft(World world) {
        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.aws().ledger().entries())
                .as("what was ever made, each once")
                .extracting(entry -> entry.type())
                .doesNotHaveDuplicates();
    }

    private void make(World world) {
        // Long enough for a full look at what is steady; every further hour is like it.
        world.apply(manifest.named("orders", "ttl: 2h"));
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
}
