package dev.awsmlops.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.kubernetes.ApiCall;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ready workspaces cost in calls while nothing happens. */
class MlWorkspaceSteadyTest {

    private static final int WORKSPACES = 8;
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    @Test
    void readyWorkspacesAreConfirmedByTheSharedListsAlone() {
        try (var world = World.withOperator()) {
            IntStream.range(0, WORKSPACES)
                    .forEach(number -> world.apply(
                            WorkspaceManifest.SHORTEST.named("ws-" + number, "monitoring: {schedule: rate(1 day)}")));
            IntStream.range(0, WORKSPACES)
                    .forEach(number -> world.untilReady(MlWorkspace.class, "ws-" + number, Duration.ofHours(1)));
            world.pass(INTERVAL.multipliedBy(2));
            world.aws().clearCalls();
            world.cluster().forgetCalls();

            int intervals = 6;
            world.pass(INTERVAL.multipliedBy(intervals));

            Map<String, Long> reads = world.calls().stream()
                    .collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()));
            assertThat(world.writes()).isEmpty();
            assertThat(world.cluster().calls()).noneMatch(ApiCall::isWrite);
            assertThat(reads)
                    .as("calls for %d workspaces in %d intervals", WORKSPACES, intervals)
                    .allSatisfy((operation, count) ->
                            assertThat(count).as("%s of %s", operation, reads).isLessThanOrEqualTo(intervals + 1L));
        }
    }
}
