package dev.awsmlops.operator.sweep;

import static dev.awsmlops.operator.sweep.Leaks.GRACE_IS_OVER;
import static dev.awsmlops.operator.sweep.Leaks.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How leaks are taken down by an operator that is told to. */
class LeakTakeDownTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Leaks leaks = new Leaks();
    private final World world = leaks.world;

    @AfterEach
    void close() {
        leaks.close();
    }

    @Test
    void everythingOfASessionGoesAndWhatNeedsAnotherThingGoesFirst() {
        String uid = leaks.leaveBehind(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "etl", "ttl: 24h");
        int resources = leaks.left(uid).size();
        world.aws().clearCalls();
        leaks.sweep(SweepMode.Delete);
        world.pass(Duration.ofMinutes(40));
        assertThat(world.writes()).as("within the grace").isEmpty();

        world.until(
                "nothing is left", HOUR.multipliedBy(3), () -> leaks.left(uid).isEmpty());
        leaks.changedInOrder(
                "StopNotebookInstance",
                "DeleteNotebookInstance",
                "DeleteNotebookInstanceLifecycleConfig",
                "DeleteStateMachine",
                "DeleteRole");
        leaks.changedInOrder("DeleteDevEndpoint", "StopExecution", "DeleteStateMachine");

        world.pass(HOUR.multipliedBy(2));
        assertThat(leaks.counted()).hasValue(0.0);
        assertThat(leaks.told()).hasSize(resources);
        assertThat(leaks.toldAsEnded()).hasSize(resources).allMatch(note -> note.endsWith(" is deleted"));
    }

    @Test
    void aKernelsSessionIsFoundWhateverItsNameIs() {
        String uid = leaks.leaveBehind(Manifest.SESSION_WITH_NOTEBOOK, "etl", "ttl: 24h");
        var owner = new Ownership(World.CLUSTER, "GlueDevSession", World.NAMESPACE, "etl", uid);
        startKernel("features-of-mine", owner);
        leaks.sweep(SweepMode.Delete);

        world.until(
                "nothing is left", HOUR.multipliedBy(4), () -> leaks.left(uid).isEmpty());
    }

    @Test
    void aWorkspaceLeavesItsRepositoryAndALakeItsDataAndNothingElse() {
        world.startOperator();
        world.putObjects("acme-orders", "raw/orders/a.csv");
        world.apply(LakeManifest.WITH_TWO_CRAWLERS.named("orders", """
                bucket: {name: acme-orders, provisioning: Adopt}
                roleArn: null
                """));
        world.untilReady(DataLake.class, "orders", HOUR);
        world.apply(WorkspaceManifest.WITH_EVERYTHING_DELETED.named("churn"));
        world.untilReady(MlWorkspace.class, "churn", HOUR);
        world.stopOperator();
        world.vanish(MlWorkspace.class, "churn");
        world.vanish(DataLake.class, "orders");
        world.aws().clearCalls();
        leaks.sweep(SweepMode.Delete);

        world.pass(HOUR.multipliedBy(8));

        assertThat(world.aws().inventory().stream().map(SimulatedResource::type))
                .containsOnly(ResourceType.BUCKET, ResourceType.DATABASE, ResourceType.TABLE, ResourceType.REPOSITORY);
        assertThat(leaks.counted()).as("data is no leak").hasValue(0.0);
        leaks.changedInOrder("DeleteSchedule", "DeleteScheduleGroup", "DeleteStateMachine", "DeleteRole");
        leaks.changedInOrder("DeleteNotebookInstance", "DeleteCodeRepository");
    }

    @Test
    void aNotebookThatWasKeptIsNoLeakAndItsScriptsAreKeptWithIt() {
        world.startOperator();
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("etl", "notebook: {deletionPolicy: Retain}"));
        world.untilPhase("etl", Phase.Ready, HOUR);
        String uid = world.session("etl").getMetadata().getUid();
        world.delete("etl");
        world.untilGone(GlueDevSession.class, "etl", HOUR);
        List<ResourceType> kept = leaks.left(uid);
        assertThat(kept)
                .containsExactlyInAnyOrder(ResourceType.NOTEBOOK_INSTANCE, ResourceType.NOTEBOOK_LIFECYCLE_CONFIG);
        world.aws().clearCalls();

        leaks.sweep(SweepMode.Delete);
        world.pass(HOUR.multipliedBy(6));

        assertThat(leaks.left(uid)).isEqualTo(kept);
        assertThat(leaks.counted()).hasValue(0.0);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aNotebookThatWasToBeKeptIsOnlyStopped() {
        world.startOperator();
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("etl", "ttl: 24h"));
        world.untilPhase("etl", Phase.Ready, HOUR);
        // Thought of later, which the notebook is to know too.
        String uid = world.session("etl").getMetadata().getUid();
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("etl", "ttl: 24h\nnotebook: {deletionPolicy: Retain}"));
        world.pass(HALF_AN_HOUR);
        world.stopOperator();
        world.vanish(GlueDevSession.class, "etl");
        world.aws().clearCalls();

        leaks.sweep(SweepMode.Delete);
        world.pass(HOUR.multipliedBy(6));

        assertThat(world.resourcesOf(uid))
                .extracting(SimulatedResource::type, SimulatedResource::state)
                .contains(tuple(ResourceType.NOTEBOOK_INSTANCE, "Stopped"));
        assertThat(leaks.left(uid))
                .containsExactlyInAnyOrder(ResourceType.NOTEBOOK_INSTANCE, ResourceType.NOTEBOOK_LIFECYCLE_CONFIG);
        assertThat(leaks.toldAsEnded()).anyMatch(note -> note.endsWith(" is stopped, and kept with its volume"));
        assertThat(leaks.counted()).hasValue(0.0);
    }

    @Test
    void whatMayStillBeNeededWaitsUntilItIsKnownThatItIsNot() {
        String uid = leaks.leaveBehind(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "etl", "ttl: 24h");
        var denied = world.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(attempt -> attempt.operation().equals("ListNotebookInstances"))
                .deny();
        leaks.sweep(SweepMode.Delete);
        world.pass(HOUR.multipliedBy(4));
        assertThat(leaks.left(uid))
                .contains(
                        ResourceType.NOTEBOOK_INSTANCE,
                        ResourceType.NOTEBOOK_LIFECYCLE_CONFIG,
                        ResourceType.STATE_MACHINE,
                        ResourceType.ROLE)
                .doesNotContain(ResourceType.DEV_ENDPOINT);

        denied.remove();
        world.until(
                "nothing is left", HOUR.multipliedBy(6), () -> leaks.left(uid).isEmpty());
    }

    @Test
    void oneThatCannotBeDeletedHoldsUpNoOther() {
        String uid = leaks.leaveBehind(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "etl", "ttl: 24h");
        var denied = world.aws()
                .faults()
                .on("glue", "DeleteDevEndpoint")
                .by(World.OPERATOR)
                .deny();
        leaks.sweep(SweepMode.Delete);
        world.pass(HOUR.multipliedBy(4));

        assertThat(leaks.left(uid))
                .containsExactlyInAnyOrder(ResourceType.DEV_ENDPOINT, ResourceType.STATE_MACHINE, ResourceType.ROLE);
        assertThat(leaks.counted("Glue")).isEqualTo(1);

        denied.remove();
        world.until(
                "nothing is left", HOUR.multipliedBy(4), () -> leaks.left(uid).isEmpty());
    }

    @Test
    void aNewProcessGoesOnWhereTheLastOneWas() {
        String uid = leaks.leaveBehind(Manifest.SESSION_WITH_NOTEBOOK, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Delete);
        world.until("it stops", HOUR.multipliedBy(3), () -> world.writes().contains("StopNotebookInstance"));

        leaks.sweep(SweepMode.Delete);
        world.until(
                "nothing is left", HOUR.multipliedBy(4), () -> leaks.left(uid).isEmpty());
    }

    @Test
    void whatSomebodyTakesOverInTimeIsNotTouched() {
        String uid = leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Delete);
        world.pass(HALF_AN_HOUR);
        SimulatedResource session = world.resourcesOf(uid).get(0);
        try (var glue = world.glueConsole()) {
            glue.untagResource(request -> request.resourceArn(session.arn()).tagsToRemove("aws-mlops.dev/uid"));
        }
        world.pass(GRACE_IS_OVER.multipliedBy(2));

        assertThat(world.writes()).doesNotContain("StopSession", "DeleteSession");
        assertThat(world.running()).contains("SESSION " + session.name());
    }

    private void startKernel(String id, Ownership owner) {
        try (var glue = world.glueConsole()) {
            glue.createSession(request -> request.id(id)
                    .role("arn:aws:iam::123456789012:role/glue-dev")
                    .glueVersion("5.0")
                    .command(command -> command.name("glueetl").pythonVersion("3"))
                    .tags(owner.tags()));
        }
    }
}
