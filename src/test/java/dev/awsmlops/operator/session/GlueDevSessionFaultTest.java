package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expiring;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Failed;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What AWS refuses, loses and fails at. */
class GlueDevSessionFaultTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofHours(3);

    private final World world = World.withOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void throttlingOfEveryOperationIsSatOut(Manifest manifest) {
        world.aws().faults().throttleFirst(3);

        world.apply(manifest.named("orders"));
        // Some twenty operations, each refused three times, with up to five minutes between two attempts.
        world.untilPhase("orders", Ready, LONG.multipliedBy(2));
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerToAnyWriteMakesNothingTwice(Manifest manifest) {
        world.aws()
                .faults()
                .onAny()
                .where(attempt -> attempt.mutating())
                .first(200)
                .loseResponse();

        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, LONG);

        assertThat(world.running()).hasSize(manifest.hasNotebook() ? 2 : 1);
        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLifecycleConfigThatAwsSaysItHasDeletedAndHasNotIsDeletedAgain() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders"));
        world.untilPhase("orders", Ready, LONG);
        world.aws()
                .faults()
                .on("sagemaker", "DeleteNotebookInstanceLifecycleConfig")
                .first(1)
                .ignore();

        world.delete("orders");
        world.untilGone(GlueDevSession.class, "orders", LONG);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void deniedAccessIsSaidWithTheActionAndHealsWithThePolicy() {
        Fault denied = world.aws().faults().on("glue", "CreateSession").deny();
        world.apply(Manifest.SESSION.named("orders"));
        world.until("it is said", HALF_AN_HOUR, () -> world.condition("orders", "Ready")
                .filter(ready -> ready.reason().equals("AccessDenied"))
                .isPresent());
        assertThat(world.condition("orders", "Ready").orElseThrow().message()).contains("glue:CreateSession");
        assertThat(world.condition("orders", "Stalled")).isEmpty();

        denied.remove();
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    @Test
    void aFailedEndpointIsSaidWithAwssReasonAndTriedAgainOnRenewal() {
        world.aws().faults().failNext(ResourceType.DEV_ENDPOINT, "Reverse dns resolution of ip 10.0.0.1 failed");
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));

        world.untilPhase("orders", Failed, HALF_AN_HOUR);
        assertThat(world.condition("orders", "Stalled")).get().satisfies(stalled -> {
            assertThat(stalled.reason()).isEqualTo("ProvisioningFailed");
            assertThat(stalled.message()).contains("Reverse dns resolution of ip 10.0.0.1 failed");
        });
        assertThat(world.running()).isEmpty();

        world.annotate("orders", GlueDevSession.RENEW, "once more");
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    @Test
    void aFailedSessionIsTriedAgainWithAChangedSpec() {
        world.aws().faults().failNext(ResourceType.SESSION);
        world.apply(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Failed, HALF_AN_HOUR);

        world.apply(Manifest.SESSION.named("orders", "numberOfWorkers: 4"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(world.running()).hasSize(1);
    }

    @Test
    void aFailedNotebookIsSaidAndTheSessionStillEnds() {
        world.aws().faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient capacity");
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders"));

        world.untilPhase("orders", Failed, HALF_AN_HOUR);
        assertThat(world.condition("orders", "NotebookReady").orElseThrow().message())
                .contains("Insufficient capacity");

        world.untilPhase("orders", Expired, Duration.ofHours(9));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aRoleThatCannotBeAssumedYetIsWaitedFor() {
        Fault tooEarly = world.aws()
                .faults()
                .on("glue", "CreateDevEndpoint")
                .first(3)
                .failBefore(
                        "InvalidInputException",
                        "Role arn:aws:iam::123456789012:role/glue-dev should be given assume role permissions for Glue Service.",
                        400);

        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(tooEarly.struck()).isEqualTo(3);
    }

    @Test
    void aRefusalToMakeADevEndpointIsStalledWithAwssWordsAndTheWayOut() {
        world.aws()
                .faults()
                .on("glue", "CreateDevEndpoint")
                .failBefore("InvalidInputException", "Development endpoints are no longer offered.", 400);

        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Failed, HALF_AN_HOUR);

        assertThat(world.condition("orders", "Stalled").orElseThrow().message())
                .contains("Development endpoints are no longer offered.")
                .contains("glueVersion \"2.0\" or later");
    }

    @Test
    void aUsedUpQuotaIsSaidAndWaitedFor() {
        world.aws().settings().quota(ResourceType.DEV_ENDPOINT, 0);
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.until("it is said", HALF_AN_HOUR, () -> world.condition("orders", "Ready")
                .filter(ready -> ready.reason().equals("QuotaExceeded"))
                .isPresent());

        world.aws().settings().quota(ResourceType.DEV_ENDPOINT, 5);
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    @ParameterizedTest
    @CsvSource({
        "DEV_ENDPOINT_WITH_NOTEBOOK, glue, DeleteDevEndpoint",
        "DEV_ENDPOINT_WITH_NOTEBOOK, sagemaker, StopNotebookInstance",
        "DEV_ENDPOINT_WITH_NOTEBOOK, sagemaker, DeleteNotebookInstance",
        "SESSION_WITH_NOTEBOOK, glue, DeleteSession",
        "SESSION_WITH_NOTEBOOK, sagemaker, DeleteNotebookInstanceLifecycleConfig",
    })
    void aTeardownThatFailsIsSaidKeepsNothingElseRunningAndGoesOnForEver(
            Manifest manifest, String service, String operation) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        Fault failing = world.aws().faults().on(service, operation).failBefore("InternalServiceException", "Oops", 500);

        world.untilPhase("orders", Expiring, Duration.ofHours(9));
        world.pass(LONG);

        assertThat(world.phase("orders")).isEqualTo(Expiring);
        assertThat(world.condition("orders", "TeardownFailed")).get().satisfies(failed -> {
            assertThat(failed.status()).isEqualTo(Condition.Status.True);
            assertThat(failed.message()).contains("Oops");
        });
        assertThat(world.running()).hasSizeLessThanOrEqualTo(1);
        assertThat(failing.struck()).isGreaterThan(50);

        failing.remove();
        world.untilPhase("orders", Expired, HALF_AN_HOUR);
        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.condition("orders", "TeardownFailed")).isEmpty();
    }

    @Test
    void aSessionThatCannotBeStoppedIsEndedByAwssOwnTimeOut() {
        world.apply(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.aws().faults().on("glue", "StopSession").failBefore("InternalServiceException", "Oops", 500);

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aRefusedDeletionKeepsTheFinalizerUntilAwsSaysItIsGone() {
        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        Fault denied = world.aws().faults().on("glue", "DeleteDevEndpoint").deny();

        world.delete("orders");
        world.pass(LONG);
        assertThat(world.session("orders").getMetadata().getFinalizers()).hasSize(1);
        assertThat(world.condition("orders", "TeardownFailed").orElseThrow().message())
                .contains("glue:DeleteDevEndpoint");

        denied.remove();
        world.until("orders is gone", HALF_AN_HOUR, () -> world.session("orders") == null);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aNotebookThatHangsInStoppingIsSaidAndKeepsNoEndpointRunning() {
        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        String name = world.session("orders").getStatus().notebook().name();
        Runnable release = world.aws().faults().hold(ResourceType.NOTEBOOK_INSTANCE, name, "Stopping");

        world.untilPhase("orders", Expiring, Duration.ofHours(9));
        world.pass(LONG);

        assertThat(world.condition("orders", "NotebookReady").orElseThrow().reason())
                .isEqualTo("TakingLong");
        assertThat(world.aws().inventory()).noneMatch(resource -> resource.type() == ResourceType.DEV_ENDPOINT);
        release.run();
        world.untilPhase("orders", Expired, HALF_AN_HOUR);
    }

    @Test
    void reconciliationsOfOneFailingSessionDoNotHoldUpAnother() {
        world.aws().faults().on("glue", "CreateDevEndpoint").failBefore("InternalServiceException", "Oops", 500);
        world.apply(Manifest.DEV_ENDPOINT.named("failing"));

        world.apply(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(Collections.frequency(world.writes(), "CreateSession")).isEqualTo(1);
    }

    @Test
    void somethingInvisibleForAWhileAfterItsCreationIsNotMadeTwice() {
        world.aws().faults().hideNewFor(Duration.ofMinutes(1));

        for (String name : List.of("orders", "returns")) {
            world.apply(Manifest.SESSION_WITH_NOTEBOOK.named(name));
            world.untilPhase(name, Ready, HALF_AN_HOUR);
        }

        assertThat(world.running()).hasSize(4);
    }
}
