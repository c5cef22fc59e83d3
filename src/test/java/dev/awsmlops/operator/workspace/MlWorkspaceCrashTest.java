package dev.awsmlops.operator.workspace;

import static dev.awsmlops.operator.testing.Deaths.survive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.Deaths;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The operator dies at any call to AWS in a workspace's life: nothing is leaked, made twice or committed twice. */
@Execution(ExecutionMode.CONCURRENT)
class MlWorkspaceCrashTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TestFactory
    Stream<DynamicTest> whileItIsMade() {
        return Deaths.atEveryCall(MlWorkspaceCrashTest::make, 1, MlWorkspaceCrashTest::isMadeOnce);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsChanged() {
        return Deaths.atEveryCall(MlWorkspaceCrashTest::makeAndChange, callsToMake(), MlWorkspaceCrashTest::isMadeOnce);
    }

    @TestFactory
    Stream<DynamicTest> whileItIsDeleted() {
        return Deaths.atEveryCall(MlWorkspaceCrashTest::makeAndDelete, callsToMake(), world -> assertThat(
                        world.aws().inventory())
                .isEmpty());
    }

    private static int callsToMake() {
        return Deaths.callsOf(MlWorkspaceCrashTest::make).size() + 1;
    }

    private static void isMadeOnce(World world) {
        assertThat(world.aws().inventory())
                .as("what there is")
                .hasSize(9)
                .extracting(SimulatedResource::name, SimulatedResource::type)
                .doesNotHaveDuplicates();
        try (var codeCommit = world.codeCommitConsole()) {
            String head = codeCommit
                    .getBranch(
                            request -> request.repositoryName("team-a-returns").branchName("main"))
                    .branch()
                    .commitId();
            assertThat(codeCommit
                            .getCommit(request ->
                                    request.repositoryName("team-a-returns").commitId(head))
                            .commit()
                            .parents())
                    .as("commits before the first")
                    .isEmpty();
        }
    }

    private static void make(World world) {
        world.apply(WorkspaceManifest.WITH_EVERYTHING_DELETED.named("returns", "dataLakeRef: null"));
        survive(world, () -> untilReady(world));
    }

    private static void makeAndChange(World world) {
        make(world);
        world.apply(WorkspaceManifest.WITH_EVERYTHING_DELETED.named("returns", """
                dataLakeRef: null
                notebook: {instanceType: ml.m5.2xlarge, idleTimeout: 2h}
                repository: {deletionPolicy: Delete, description: Returns of ACME}
                monitoring: {schedule: rate(2 hours)}
                """));
        survive(world, () -> untilReady(world));
    }

    private static void makeAndDelete(World world) {
        make(world);
        world.handle(MlWorkspace.class, "returns").delete();
        survive(world, () -> world.until("returns is gone", HOUR, () -> world.workspace("returns") == null));
    }

    private static void untilReady(World world) {
        world.until("returns is ready", HOUR, () -> world.isReady(MlWorkspace.class, "returns"));
    }
}
