package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Deleting;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expiring;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Provisioning;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session from its manifest to nothing left, when AWS does as it should. */
class GlueDevSessionLifeTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final World world = World.withOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void becomesReadyAndExpiresLeavingNothingRunning(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.running()).hasSize(manifest.hasNotebook() ? 2 : 1);

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.aws().inventory()).isEmpty();
        assertThat(world.condition("orders", "Ready"))
                .get()
                .matches(Condition::isTrue)
                .extracting(Condition::reason)
                .isEqualTo("Expired");
        assertThat(world.condition("orders", "Available"))
                .get()
                .extracting(Condition::status)
                .isEqualTo(Condition.Status.False);
        assertThat(world.condition("orders", "Reconciling")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void goesThroughItsPhasesInOrder(Manifest manifest) {
        world.apply(manifest.named("orders"));

        for (Phase phase : List.of(Provisioning, Ready, Expiring, Expired)) {
            world.untilPhase("orders", phase, Duration.ofHours(9));
        }
    }

    @Test
    void saysWhereToFindEverything() {
        world.apply(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        GlueDevSession session = world.session("orders");
        GlueDevSessionStatus status = session.getStatus();
        assertThat(status.observedGeneration()).isEqualTo(session.getMetadata().getGeneration());
        assertThat(status.endpoint().name()).startsWith("mlops-team-a-orders-");
        assertThat(status.endpoint().arn())
                .isEqualTo("arn:aws:glue:us-east-1:123456789012:devEndpoint/"
                        + status.endpoint().name());
        assertThat(status.endpoint().status()).isEqualTo("READY");
        assertThat(status.endpoint().address()).isNotBlank();
        assertThat(status.notebook().status()).isEqualTo("InService");
        assertThat(status.notebook().url()).startsWith("https://").endsWith("/lab");
        Instant started = Instant.parse(status.startedAt());
        assertThat(world.calls().stream()
                        .filter(call -> call.operation().equals("CreateDevEndpoint"))
                        .map(Call::time)
                        .findFirst())
                .hasValueSatisfying(asked -> assertThat(asked).isBetween(started, started.plusSeconds(1)));
        assertThat(status.expiresAt())
                .isEqualTo(started.plus(Duration.ofHours(8)).toString());
        assertThat(status.effectiveTtl()).isEqualTo("8h");
    }

    @ParameterizedTest
    @EnumSource
    void asksForTheEndToTheSecond(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        Instant end = Instant.parse(world.session("orders").getStatus().expiresAt());
        world.aws().clearCalls();

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.calls().stream().filter(Call::mutating).map(Call::time).findFirst())
                .hasValueSatisfying(first -> assertThat(first).isBetween(end, end.plusSeconds(1)));
    }

    @ParameterizedTest
    @EnumSource
    void isTakenDownWhenDeletedWhileReady(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        world.delete("orders");
        world.untilPhase("orders", Deleting, Duration.ZERO);
        world.until("orders is gone", HALF_AN_HOUR, () -> world.session("orders") == null);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isTakenDownWhenDeletedWhileProvisioning(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Provisioning, HALF_AN_HOUR);

        world.delete("orders");
        world.until("orders is gone", Duration.ofHours(1), () -> world.session("orders") == null);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isTakenDownWhenDeletedWhileExpiring(Manifest manifest) {
        world.apply(manifest.named("orders"));
        world.untilPhase("orders", Expiring, Duration.ofHours(9));

        world.delete("orders");
        world.until("orders is gone", HALF_AN_HOUR, () -> world.session("orders") == null);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void goesAtOnceWhenDeletedAfterItExpired() {
        world.apply(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        world.delete("orders");

        world.until("orders is gone", Duration.ZERO, () -> world.session("orders") == null);
    }

    @Test
    void removesItsObjectWhenAskedTo() {
        world.apply(Manifest.SESSION.named("orders", "onExpiry: Delete"));

        world.until("orders is there", Duration.ZERO, () -> world.session("orders") != null);
        world.until("orders is gone", Duration.ofHours(9), () -> world.session("orders") == null);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void keepsAStoppedNotebookWhenAskedTo() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named(
                "orders", "notebook: {instanceType: ml.t3.medium, deletionPolicy: Retain}"));

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.running()).isEmpty();
        assertThat(world.session("orders").getStatus().notebook().status()).isEqualTo("Stopped");
    }

    @Test
    void warnsBeforeTheEnd() {
        world.apply(Manifest.SESSION.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        world.pass(Duration.ofHours(7));
        assertThat(world.condition("orders", "ExpiringSoon")).isEmpty();

        world.pass(Duration.ofMinutes(46));

        assertThat(world.condition("orders", "ExpiringSoon")).get().matches(Condition::isTrue);
        assertThat(world.events()).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("ExpiringSoon");
            assertThat(event.getNote())
                    .contains(world.session("orders").getStatus().expiresAt());
        });
    }

    @Test
    void showsWhatItCosts() {
        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.session("orders").getStatus().cost().hourlyUsd()).isEqualTo("0.930");

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        GlueDevSessionStatus.Cost cost = world.session("orders").getStatus().cost();
        assertThat(cost.hourlyUsd()).isEqualTo("0.000");
        assertThat(Double.parseDouble(cost.accruedUsd())).isBetween(7.40, 7.50);
    }
}
