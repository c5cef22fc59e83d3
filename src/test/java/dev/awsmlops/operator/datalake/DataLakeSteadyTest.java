package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.kubernetes.ApiCall;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ready lakes cost in calls while nothing happens. */
class DataLakeSteadyTest {

    private static final int LAKES = 12;
    private static final int INTERVALS = 12;
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    @Test
    void readyLakesCauseNoWriteAndShareTheirReads() {
        try (var world = World.withOperator()) {
            IntStream.range(0, LAKES)
                    .forEach(number -> world.apply(LakeManifest.WITH_CRAWLER.named(
                            "lake-" + number, "bucket: {name: acme-" + number + ", versioning: true}")));
            IntStream.range(0, LAKES)
                    .forEach(number -> world.untilReady(DataLake.class, "lake-" + number, Duration.ofHours(1)));
            world.pass(INTERVAL.multipliedBy(2));
            world.aws().clearCalls();
            world.cluster().forgetCalls();

            world.pass(INTERVAL.multipliedBy(INTERVALS));

            Map<String, Long> reads = world.calls().stream()
                    .collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()));
            assertThat(world.writes()).isEmpty();
            assertThat(world.cluster().calls()).noneMatch(ApiCall::isWrite);
            for (String shared : new String[] {"ListBuckets", "GetDatabases", "GetCrawlers", "ListRoles"}) {
                assertThat(reads.getOrDefault(shared, 0L))
                        .as("%s for %d lakes in %d intervals, of %s", shared, LAKES, INTERVALS, reads)
                        // The list of one's own bucket is also asked for by each drift check.
                        .isBetween(1L, shared.equals("ListBuckets") ? (long) INTERVALS + 2 * LAKES : INTERVALS);
            }
            assertThat(reads)
                    .as("each lake is looked at in full once or twice")
                    .allSatisfy((operation, count) ->
                            assertThat(count).as("%s of %s", operation, reads).isLessThanOrEqualTo(3L * LAKES));
        }
    }

    @Test
    void aLakeThatIsNotYetDueForAFullLookIsConfirmedByTheSharedListsAlone() {
        try (var world = World.withOperator()) {
            world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
            world.untilReady(DataLake.class, "orders", Duration.ofHours(1));
            world.pass(INTERVAL.multipliedBy(2));
            world.aws().clearCalls();

            world.pass(INTERVAL.multipliedBy(6));

            assertThat(world.calls())
                    .extracting(Call::operation)
                    .containsOnly("ListBuckets", "GetDatabases", "GetCrawlers", "ListRoles");
        }
    }
}
