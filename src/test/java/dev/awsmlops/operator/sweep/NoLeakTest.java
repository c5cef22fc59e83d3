package dev.awsmlops.operator.sweep;

import static dev.awsmlops.operator.sweep.Leaks.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs to an object is never taken for a leak, and costs a sweep next to nothing. */
class NoLeakTest {

    /** What nobody but a sweep asks. */
    private static final String[] OF_SWEEPS = {
        "ListDevEndpoints", "ListCrawlers", "ListCodeRepositories", "ListScheduleGroups"
    };

    private static final String[] TAG_READS = {"GetTags", "ListTags", "ListTagsForResource"};

    private final Leaks leaks = new Leaks();
    private final World world = leaks.world;

    @AfterEach
    void close() {
        leaks.close();
    }

    /** Sweeps as often as can be, that give no grace, fall into every moment of the object's life. */
    @ParameterizedTest
    @EnumSource
    void aSessionThatIsMadeAndEndsIsNeverTakenForALeak(Manifest manifest) {
        world.sweeping(new SweepPolicy(SweepMode.Delete, Duration.ofSeconds(30), Duration.ZERO));
        world.startOperator();
        world.apply(manifest.named("etl", "ttl: 1h"));
        world.untilPhase("etl", Phase.Ready, HOUR);
        world.untilPhase("etl", Phase.Expired, HOUR.multipliedBy(2));

        assertThat(leaks.told()).isEmpty();
        assertThat(world.writes()).filteredOn("CreateSession"::equals).hasSizeLessThan(2);
    }

    @Test
    void oneOfEachKindWithItsKernelsIsLeftAlone() {
        leaks.sweep(SweepMode.Delete);
        world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
        world.apply(WorkspaceManifest.WITH_HOURS.named("churn"));
        world.untilReady(DataLake.class, "orders", HOUR);
        world.untilReady(MlWorkspace.class, "churn", HOUR);
        startKernels();
        world.pass(HOUR.multipliedBy(5));

        assertThat(leaks.counted()).hasValue(0.0);
        assertThat(leaks.told()).isEmpty();
        assertThat(world.writes()).doesNotContain("StopSession", "DeleteSession", "DeleteCrawler", "DeleteRole");
    }

    @Test
    void aSweepCostsAListOfEachTypeHoweverManyObjectsThereAre() {
        world.aws().clearCalls();
        Map<String, Long> few = callsOfSweeps(1, 3);
        Map<String, Long> many = callsOfSweeps(5, 3);

        assertThat(few.keySet()).contains(OF_SWEEPS);
        for (String operation : OF_SWEEPS) {
            assertThat(many.get(operation))
                    .as(operation)
                    .isEqualTo(few.get(operation))
                    .isBetween(2L, 3L);
        }
        assertThat(many.keySet()).doesNotContain(TAG_READS);
    }

    private Map<String, Long> callsOfSweeps(int sessions, int hours) {
        leaks.sweep(SweepMode.Report);
        IntStream.range(0, sessions)
                .forEach(number -> world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("session-" + number, "ttl: 24h")));
        IntStream.range(0, sessions).forEach(number -> world.untilPhase("session-" + number, Phase.Ready, HOUR));
        // The first sweep and the first full looks are behind it then.
        world.pass(HOUR);
        world.aws().clearCalls();
        world.pass(HOUR.multipliedBy(hours));
        return world.calls().stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
    }

    private void startKernels() {
        var owner = Ownership.of(world.workspace("churn"), World.CLUSTER);
        try (var glue = world.glueConsole()) {
            for (String id :
                    new String[] {Leaks.nameFor(owner) + "-0b86a5d3-6c4f-4f0e-9d0e-0f7f3a1b2c3d", "features-of-mine"}) {
                glue.createSession(request -> request.id(id)
                        .role("arn:aws:iam::123456789012:role/glue-dev")
                        .glueVersion("5.0")
                        .command(command -> command.name("glueetl").pythonVersion("3"))
                        .tags(owner.tags()));
            }
        }
    }
}
