package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.kubernetes.ApiCall;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ready sessions cost in calls while nothing happens. */
class GlueDevSessionSteadyTest {

    private static final int SESSIONS = 12;
    private static final int INTERVALS = 12;
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final String[] SHARED = {
        "GetDevEndpoints",
        "ListSessions",
        "ListNotebookInstances",
        "ListNotebookInstanceLifecycleConfigs",
        "ListStateMachines",
        "ListRoles"
    };

    /** What no list tells of a switch: its definition, its executions, and its role's rights. */
    private static final Set<String> SWITCH_IN_FULL =
            Set.of("DescribeStateMachine", "ListExecutions", "GetRole", "GetRolePolicy");

    @Test
    void readySessionsCauseNoWriteAndShareTheirReads() {
        try (var world = World.withOperator()) {
            IntStream.range(0, SESSIONS).forEach(number -> {
                world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("session-" + number));
                world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("endpoint-" + number));
            });
            IntStream.range(0, SESSIONS).forEach(number -> {
                world.untilPhase("session-" + number, Ready, Duration.ofHours(1));
                world.untilPhase("endpoint-" + number, Ready, Duration.ofHours(1));
            });
            world.pass(INTERVAL.multipliedBy(2));
            world.aws().clearCalls();
            world.cluster().forgetCalls();

            world.pass(INTERVAL.multipliedBy(INTERVALS));

            assertThat(world.writes()).isEmpty();
            assertThat(world.cluster().calls()).noneMatch(ApiCall::isWrite);
            Map<String, Long> reads =
                    world.calls().stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
            assertThat(reads.keySet())
                    .filteredOn(operation -> !SWITCH_IN_FULL.contains(operation))
                    .containsExactlyInAnyOrder(SHARED);
            assertThat(reads).allSatisfy((operation, count) -> assertThat(count)
                    .as("%s of %s", operation, reads)
                    .isBetween(
                            1L,
                            // Each of the two kinds of session has a switch, looked at in full once or twice.
                            SWITCH_IN_FULL.contains(operation) ? 2 * 2L * SESSIONS : INTERVALS));
        }
    }

    @Test
    void aSessionWhoseSwitchIsNotYetDueForAFullLookIsConfirmedByTheSharedListsAlone() {
        try (var world = World.withOperator()) {
            world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("orders"));
            world.untilPhase("orders", Ready, Duration.ofHours(1));
            world.pass(INTERVAL.multipliedBy(2));
            world.aws().clearCalls();

            world.pass(INTERVAL.multipliedBy(6));

            assertThat(world.calls())
                    .extracting(Call::operation)
                    .containsOnly(
                            "GetDevEndpoints",
                            "ListNotebookInstances",
                            "ListNotebookInstanceLifecycleConfigs",
                            "ListStateMachines",
                            "ListRoles");
        }
    }
}
