package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sessions cost in calls while AWS is at work on them. */
class GlueDevSessionWaitTest {

    @Test
    void oneThatIsWaitedForCostsOneCallALook() {
        try (var world = World.withOperator()) {
            world.apply(Manifest.DEV_ENDPOINT.named("etl"));
            world.untilPhase("etl", Ready, Duration.ofHours(1));

            Map<String, Long> calls = count(world);
            long looks = calls.get("GetDevEndpoint") + calls.get("GetDevEndpoints");
            assertThat(looks).isGreaterThan(30);
            assertThat(calls.values().stream().mapToLong(Long::longValue).sum() - looks)
                    .as("calls besides: %s", calls)
                    .isLessThan(looks);
        }
    }

    @Test
    void manyThatAreWaitedForShareTheLooks() {
        int sessions = 30;
        try (var world = World.withOperator()) {
            IntStream.range(0, sessions).forEach(number -> world.apply(Manifest.SESSION.named("s" + number)));
            IntStream.range(0, sessions).forEach(number -> world.untilPhase("s" + number, Ready, Duration.ofHours(1)));

            Map<String, Long> calls = count(world);
            assertThat(calls.get("CreateSession")).isEqualTo(sessions);
            // Before it is made, after it was, when it is ready, and one of two looks in between.
            assertThat(calls.get("GetSession")).as("%s", calls).isLessThanOrEqualTo(4L * sessions);
        }
    }

    private static Map<String, Long> count(World world) {
        return world.calls().stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
    }
}
