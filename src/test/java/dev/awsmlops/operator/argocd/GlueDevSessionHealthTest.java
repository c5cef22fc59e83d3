package dev.awsmlops.operator.argocd;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expiring;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Failed;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Provisioning;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static dev.awsmlops.operator.argocd.Health.Level.Degraded;
import static dev.awsmlops.operator.argocd.Health.Level.Healthy;
import static dev.awsmlops.operator.argocd.Health.Level.Progressing;
import static dev.awsmlops.operator.argocd.Health.Level.Suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Argo CD shows of a session, from statuses that the operator has written. */
class GlueDevSessionHealthTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration NINE_HOURS = Duration.ofHours(9);

    private final World world = new World();
    private final ArgoCd argo = new ArgoCd(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isProgressingUntilItCanBeUsedHealthyUntilItsEndAndHealthyOnceItHasExpired() {
        argo.sync(Manifest.SESSION_WITH_NOTEBOOK.named("orders"));
        assertHealth(Progressing, "not answered");

        world.startOperator();
        world.untilPhase("orders", Provisioning, HALF_AN_HOUR);
        assertHealth(Progressing, "is being created");

        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertHealth(
                Healthy,
                "everything is ready, until "
                        + world.session("orders").getStatus().expiresAt());

        world.pass(Duration.ofHours(8).minusMinutes(10));
        assertHealth(Healthy, "Raise spec.ttl");

        world.untilPhase("orders", Expiring, NINE_HOURS);
        assertHealth(Progressing, "its ttl of 8h is over");

        world.untilPhase("orders", Expired, HALF_AN_HOUR);
        assertHealth(Healthy, "nothing of it runs");
    }

    @Test
    void isProgressingWhileTheOperatorHasNotAnsweredANewSpec() {
        world.startOperator();
        argo.sync(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.stopOperator();

        argo.sync(Manifest.SESSION.named("orders", "ttl: 10h"));
        assertHealth(Progressing, "not answered");

        world.startOperator();
        argo.untilHealth(Healthy, GlueDevSession.class, "orders", HALF_AN_HOUR);
    }

    @Test
    void isDegradedWhenAwsCouldNotMakeIt() {
        world.aws().faults().failNext(ResourceType.DEV_ENDPOINT, "Reverse dns resolution of ip 10.0.0.1 failed");
        world.startOperator();
        argo.sync(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Failed, HALF_AN_HOUR);

        assertHealth(Degraded, "Reverse dns resolution of ip 10.0.0.1 failed");
    }

    @Test
    void isDegradedWhenItsSpecCannotBeServed() {
        world.startOperator();
        argo.sync(Manifest.SESSION.named("orders", "ttl: 25h"));
        world.settle();

        assertHealth(Degraded, "write 24h or less");
    }

    @Test
    void isProgressingWithAwssWordsWhileARightIsMissing() {
        Fault denied = world.aws().faults().on("glue", "CreateSession").deny();
        world.startOperator();
        argo.sync(Manifest.SESSION.named("orders"));
        world.pass(HALF_AN_HOUR);
        assertHealth(Progressing, "glue:CreateSession");

        denied.remove();
        argo.untilHealth(Healthy, GlueDevSession.class, "orders", HALF_AN_HOUR);
    }

    @Test
    void isDegradedWhileItsTeardownFails() {
        world.startOperator();
        argo.sync(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        Fault denied = world.aws().faults().on("glue", "DeleteDevEndpoint").deny();

        world.pass(NINE_HOURS);
        assertHealth(Degraded, "glue:DeleteDevEndpoint");

        denied.remove();
        argo.untilHealth(Healthy, GlueDevSession.class, "orders", HALF_AN_HOUR);
    }

    @Test
    void isSuspendedWhenItWasNeverMade() {
        world.startOperator();
        argo.sync(Manifest.SESSION.named("orders", "suspend: true"));
        world.settle();

        assertHealth(Suspended, "spec.suspend is true");
    }

    @Test
    void isHealthyWhenSuspendedWhileReadySoThatNoSyncHangs() {
        world.startOperator();
        argo.sync(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        argo.sync(Manifest.SESSION.named("orders", "suspend: true"));
        world.settle();

        assertHealth(Healthy, "spec.suspend is true");
    }

    @Test
    void isPendingDeletionInArgoCdWhateverTheScriptSays() {
        world.startOperator();
        argo.sync(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.aws().faults().on("glue", "DeleteDevEndpoint").deny();

        world.delete("orders");
        world.pass(Duration.ofHours(1));

        assertHealth(Progressing, "Pending deletion");
        Health byScript = HealthScript.of(GlueDevSession.class).run(world.session("orders"));
        assertThat(byScript.level()).isEqualTo(Degraded);
        assertThat(byScript.message()).contains("glue:DeleteDevEndpoint");
    }

    private void assertHealth(Health.Level level, String words) {
        Health health = argo.health(GlueDevSession.class, "orders");
        assertThat(health.level()).as(health.message()).isEqualTo(level);
        assertThat(health.message()).contains(words);
    }
}
