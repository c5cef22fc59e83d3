package dev.awsmlops.operator.sweep;

import static dev.awsmlops.operator.sweep.Leaks.GRACE_IS_OVER;
import static dev.awsmlops.operator.sweep.Leaks.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.Sweeping;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of that an object has left behind, and what is none of this operator's business. */
class LeakReportTest {

    private final Leaks leaks = new Leaks();
    private final World world = leaks.world;

    @AfterEach
    void close() {
        leaks.close();
    }

    @Test
    void whatAnObjectLeftIsToldOfAfterTheGraceAndLeftAsItIs() {
        String uid = leaks.leaveBehind(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "etl", "");
        List<String> running = world.running();
        world.aws().clearCalls();
        leaks.sweep(SweepMode.Report);

        world.pass(Duration.ofMinutes(30));
        assertThat(leaks.told()).as("after the first sweep").isEmpty();
        assertThat(leaks.counted()).hasValue(0.0);

        world.pass(GRACE_IS_OVER);
        assertThat(leaks.told())
                .hasSameSizeAs(world.resourcesOf(uid))
                .anyMatch(note -> note.startsWith("SageMaker notebook mlops-team-a-etl-"))
                .anyMatch(note -> note.startsWith("Glue dev endpoint mlops-team-a-etl-"))
                .anyMatch(note -> note.startsWith("SageMaker lifecycle config mlops-team-a-etl-"))
                .anyMatch(note -> note.startsWith("State machine mlops-team-a-etl-"))
                .anyMatch(note -> note.startsWith("IAM role mlops-team-a-etl-"))
                .allMatch(note -> note.contains(" belongs to GlueDevSession team-a/etl of uid " + uid))
                .filteredOn(note -> note.contains(" in us-east-1 "))
                .as("what is in a region, as a role is not")
                .hasSize(leaks.left(uid).size() - 1);
        assertThat(leaks.counted()).hasValue((double) world.resourcesOf(uid).size());
        assertThat(leaks.counted("SageMaker")).isEqualTo(2);
        assertThat(leaks.counted("Glue")).isEqualTo(1);
        assertThat(world.writes()).isEmpty();
        assertThat(world.running()).isEqualTo(running);
    }

    @Test
    void whatIsLeftInTheAccountOfAnotherNamespaceIsToldOfToo() {
        String role = "arn:aws:iam::222222222222:role/mlops-operator";
        SimulatedAws other = world.otherAccount("222222222222", role);
        world.annotateNamespace(Placements.ROLE_ARN, role);
        String there = "roleArn: arn:aws:iam::222222222222:role/glue-dev\nttl: 24h";
        world.startOperator();
        world.apply(Manifest.SESSION.named("stays", there));
        world.untilPhase("stays", Phase.Ready, HOUR);
        world.stopOperator();
        leaks.leaveBehind(Manifest.SESSION, "etl", there);
        leaks.sweep(SweepMode.Report);

        world.pass(Duration.ofMinutes(30).plus(GRACE_IS_OVER));
        assertThat(leaks.told()).singleElement().asString().startsWith("Glue interactive session mlops-team-a-etl-");
        assertThat(other.running()).hasSize(2);
    }

    @Test
    void theEventIsAboutTheObjectThatIsGoneAndGoesOnWhileTheLeakIsThere() {
        String uid = leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Report);
        world.pass(HOUR.multipliedBy(4));

        List<Event> told = world.events().stream()
                .filter(event -> event.getReason().equals("Leaked"))
                .toList();
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getRegarding().getKind()).isEqualTo("GlueDevSession");
            assertThat(event.getRegarding().getName()).isEqualTo("etl");
            assertThat(event.getRegarding().getUid()).isEqualTo(uid);
            assertThat(event.getSeries().getCount()).isGreaterThan(1);
        });
    }

    @Test
    void aLeakThatSomebodyHasSeenToIsOneNoMore() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "");
        leaks.sweep(SweepMode.Report);
        world.pass(GRACE_IS_OVER);
        assertThat(leaks.counted("Glue")).isEqualTo(1);

        String session = world.aws().inventory().get(0).name();
        try (var glue = world.glueConsole()) {
            glue.stopSession(request -> request.id(session));
            world.pass(Duration.ofMinutes(10));
            glue.deleteSession(request -> request.id(session));
        }
        world.pass(GRACE_IS_OVER);

        assertThat(leaks.counted()).hasValue(0.0);
        assertThat(leaks.toldAsEnded()).as("what the operator has ended").isEmpty();
    }

    @Test
    void anotherObjectOfThatNameDoesNotAccountForWhatTheFirstLeft() {
        String uid = leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Report);
        world.apply(Manifest.SESSION.named("etl", "ttl: 24h"));
        world.untilPhase("etl", Phase.Ready, HOUR);
        world.pass(GRACE_IS_OVER);

        assertThat(leaks.told()).singleElement().asString().contains(uid);
    }

    @Test
    void anotherClustersThingsAndThoseWithoutAllTheTagsAreNotJudged() {
        var another = Leaks.nobody("another-cluster", "GlueDevSession");
        leaks.makeConfigs(1, Leaks.nameFor(another), another.tags());
        leaks.makeConfigs(1, "mlops-untagged-", Map.of());
        leaks.makeConfigs(1, "mlops-half-", Map.of("aws-mlops.dev/cluster", World.CLUSTER, "aws-mlops.dev/uid", "x"));
        var later = Leaks.nobody(World.CLUSTER, "KindOfALaterVersion");
        leaks.makeConfigs(1, "mlops-later-", later.tags());
        leaks.sweep(SweepMode.Report);
        world.pass(HOUR.multipliedBy(6));

        assertThat(leaks.counted()).hasValue(0.0);
        assertThat(readsOfTags(Leaks.nameFor(another)))
                .as("whose it is does not change")
                .isEqualTo(1);
    }

    @Test
    void whatIsInANamespaceThatTheOperatorDoesNotServeIsNotJudged() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "");
        world.sweeping(
                new Sweeping(new SweepPolicy(SweepMode.Delete, HOUR, HOUR), Set.of("team-b"), new AtomicBoolean(true)));
        world.startOperator();
        world.pass(HOUR.multipliedBy(4));

        assertThat(leaks.told()).isEmpty();
        assertThat(world.running()).isNotEmpty();
    }

    @Test
    void leaksAreFoundInEveryRegionThatAnObjectNames() {
        world.startOperator();
        world.apply(Manifest.SESSION.named("stays", "ttl: 24h\nregion: eu-west-1"));
        world.untilPhase("stays", Phase.Ready, HOUR);
        world.stopOperator();
        world.stopOperator();
        leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h\nregion: eu-west-1");
        leaks.sweep(SweepMode.Report);
        world.pass(GRACE_IS_OVER);

        assertThat(leaks.told())
                .singleElement()
                .asString()
                .startsWith("Glue interactive session mlops-team-a-etl-")
                .contains(" in eu-west-1 ");
    }

    @Test
    void nothingIsALeakWhileTheKubernetesApiDoesNotSaySo() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        world.aws().clearCalls();
        world.cluster()
                .refuse(
                        12,
                        HttpURLConnection.HTTP_FORBIDDEN,
                        call -> call.verb().equals("get") && call.resource().startsWith("gluedevsessions"));
        leaks.sweep(SweepMode.Delete);
        world.pass(HOUR.multipliedBy(3));
        assertThat(sweeps()).as("tried again").isGreaterThan(4);
        assertThat(leaks.told()).isEmpty();
        assertThat(world.writes()).isEmpty();

        world.until("it is taken down", HOUR.multipliedBy(12), () -> !leaks.toldAsEnded()
                .isEmpty());
    }

    @Test
    void everyPageOfAListIsLookedAt() {
        var nobody = Leaks.nobody(World.CLUSTER, "GlueDevSession");
        leaks.makeConfigs(230, Leaks.nameFor(nobody) + "-", nobody.tags());
        leaks.sweep(SweepMode.Report);
        world.pass(GRACE_IS_OVER);

        assertThat(leaks.counted("SageMaker")).isEqualTo(230);
    }

    @Test
    void aProcessThatStandsByDoesNotSweepUntilItLeads() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        world.aws().clearCalls();
        var leads = new AtomicBoolean();
        world.sweeping(new Sweeping(new SweepPolicy(SweepMode.Report, HOUR, HOUR), Set.of(), leads));
        world.startOperator();
        world.pass(HOUR.multipliedBy(4));
        assertThat(sweeps()).isZero();

        leads.set(true);
        world.pass(GRACE_IS_OVER);
        assertThat(leaks.told()).hasSize(1);

        leads.set(false);
        world.pass(HOUR);
        long before = sweeps();
        world.pass(HOUR.multipliedBy(4));
        assertThat(sweeps()).isEqualTo(before);
    }

    @Test
    void aNewProcessTellsOfItAgainAfterItsOwnGrace() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Report);
        world.pass(GRACE_IS_OVER);
        assertThat(leaks.counted()).hasValue(1.0);

        leaks.sweep(SweepMode.Report);
        world.pass(Duration.ofMinutes(30));
        assertThat(leaks.counted()).hasValue(0.0);
        world.pass(GRACE_IS_OVER);
        assertThat(leaks.counted()).hasValue(1.0);
    }

    @Test
    void aServiceThatIsDeniedHidesNoLeakOfAnother() {
        leaks.leaveBehind(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "etl", "");
        world.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(attempt -> attempt.service().equals("sagemaker"))
                .deny();
        leaks.sweep(SweepMode.Report);
        world.pass(HOUR.multipliedBy(3));

        assertThat(leaks.counted("SageMaker")).isZero();
        assertThat(leaks.counted("Glue")).isEqualTo(1);
        assertThat(leaks.counted("SFN")).isEqualTo(1);
    }

    @Test
    void aLeakStaysOneWhileItsServiceCannotBeAsked() {
        leaks.leaveBehind(Manifest.SESSION, "etl", "ttl: 24h");
        leaks.sweep(SweepMode.Report);
        world.pass(GRACE_IS_OVER);

        var throttled = world.aws()
                .faults()
                .on("glue", "ListSessions")
                .by(World.OPERATOR)
                .throttle();
        world.pass(HOUR.multipliedBy(2));
        assertThat(throttled.struck()).isPositive();
        assertThat(leaks.counted("Glue")).isEqualTo(1);
    }

    private long sweeps() {
        return world.calls().stream()
                .filter(call -> call.operation().equals("ListScheduleGroups"))
                .count();
    }

    private long readsOfTags(String part) {
        return world.calls().stream()
                .filter(call -> call.operation().equals("ListTags"))
                .flatMap(call -> call.resource().stream())
                .filter(resource -> resource.contains(part))
                .count();
    }
}
