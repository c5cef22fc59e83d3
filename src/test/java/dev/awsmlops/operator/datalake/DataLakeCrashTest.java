package dev.awsmlops.operator.datalake;

import static dev.awsmlops.operator.testing.Deaths.survive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.Deaths;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The operator dies at any call to AWS in a lake's life: nothing is leaked, nothing made twice, no crawl forgotten. */
@Execution(ExecutionMode.CONCURRENT)
class DataLakeCrashTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TestFactory
    Stream<DynamicTest> whileItIsMade() {
        return Deaths.atEveryCall(DataLakeCrashTest::make, 1, DataLakeCrashTest::isMadeOnce);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsChanged() {
        return Deaths.atEveryCall(
                DataLakeCrashTest::makeAndChange,
                Deaths.callsOf(DataLakeCrashTest::make).size() + 1,
                DataLakeCrashTest::isMadeOnce);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsDeleted() {
        return Deaths.atEveryCall(
                DataLakeCrashTest::makeAndDelete,
                Deaths.callsOf(DataLakeCrashTest::make).size() + 1,
                world -> assertThat(world.aws().inventory()).isEmpty());
    }

    private static void isMadeOnce(World world) {
        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .contains(ResourceType.BUCKET, ResourceType.DATABASE, ResourceType.ROLE, ResourceType.CRAWLER)
                .doesNotHaveDuplicates();
        assertThat(world.lake("orders").getStatus().tables().count())
                .as("tables, which only a crawl finds")
                .isEqualTo(1);
    }

    private static void make(World world) {
        world.putObjects("acme-orders", "raw/orders/day=1/a.csv");
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders", "bucket: " + bucket("")));
        survive(world, () -> untilReady(world));
    }

    private static void makeAndChange(World world) {
        make(world);
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named(
                "orders", "bucket: " + bucket(", encryption: {type: SSE-KMS}") + """

                        database: {deletionPolicy: Delete, description: Orders of ACME}
                        crawlers:
                          - name: landing
                            targets: [{zone: raw}]
                            schedule: cron(0 6 * * ? *)
                        """));
        survive(world, () -> untilReady(world));
    }

    private static void makeAndDelete(World world) {
        make(world);
        world.handle(DataLake.class, "orders").delete();
        survive(world, () -> world.until("orders is gone", HOUR, () -> world.lake("orders") == null));
    }

    private static String bucket(String more) {
        return "{name: acme-orders, provisioning: Adopt, versioning: true, deletionPolicy: Delete" + more + "}";
    }

    private static void untilReady(World world) {
        world.until("orders is ready", HOUR, () -> world.isReady(DataLake.class, "orders"));
    }
}
