package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Expired;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Failed;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Pending;
import static dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase.Ready;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ttl: counted, raised, lowered, renewed, cut by policy, and kept whatever clocks and restarts do. */
class GlueDevSessionTimeTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration WARNING = Duration.ofMinutes(15);

    private final World world = World.withOperator();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineMissedWhileTheOperatorWasDownIsActedOnAtItsStart(Manifest manifest) {
        ready(manifest, "");
        world.stopOperator();
        world.clock().advance(Duration.ofHours(20));

        world.startOperator();
        world.untilPhase("orders", Expired, HALF_AN_HOUR);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRestartChangesNothingOfTheEnd(Manifest manifest) {
        ready(manifest, "");
        String end = status().expiresAt();

        world.restartOperator();
        world.pass(Duration.ofHours(1));

        assertThat(status().expiresAt()).isEqualTo(end);
        assertThat(world.phase("orders")).isEqualTo(Ready);
    }

    @ParameterizedTest
    @EnumSource
    void aLostStatusIsRebuiltFromAws(Manifest manifest) {
        ready(manifest, "");
        String start = status().startedAt();
        world.stopOperator();
        world.clock().advance(Duration.ofHours(2));
        world.handle("orders").editStatus(session -> {
            session.setStatus(null);
            return session;
        });

        world.startOperator();
        world.untilPhase("orders", Ready, Duration.ZERO);

        assertThat(status().startedAt()).isEqualTo(start);
        assertThat(status().expiresAt())
                .isEqualTo(Instant.parse(start).plus(Duration.ofHours(8)).toString());
    }

    @ParameterizedTest
    @EnumSource
    void aRaisedTtlPutsTheEndOff(Manifest manifest) {
        ready(manifest, "");

        world.apply(manifest.named("orders", "ttl: 10h"));
        world.pass(Duration.ofHours(9));

        assertThat(world.phase("orders")).isEqualTo(Ready);
        assertThat(status().expiresAt()).isEqualTo(startPlus(Duration.ofHours(10)));
        world.untilPhase("orders", Expired, Duration.ofHours(2));
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void theTagsInAwsSayTheNewEnd() {
        ready(Manifest.SESSION_WITH_NOTEBOOK, "");

        world.apply(Manifest.SESSION_WITH_NOTEBOOK.named("orders", "ttl: 10h"));
        world.settle();

        String end = startPlus(Duration.ofHours(10));
        assertThat(world.aws().running()).hasSize(2).allSatisfy(resource -> assertThat(resource.tags())
                .containsEntry("aws-mlops.dev/expires-at", end));
    }

    @Test
    void aTtlLoweredBelowWhatHasPassedEndsItAtOnce() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.pass(Duration.ofHours(2));

        world.apply(Manifest.DEV_ENDPOINT.named("orders", "ttl: 1h"));
        world.untilPhase("orders", Expired, HALF_AN_HOUR);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredSessionComesBackWithALongerTtl(Manifest manifest) {
        ready(manifest, "");
        world.untilPhase("orders", Expired, Duration.ofHours(9));

        world.apply(manifest.named("orders", "ttl: 12h"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        assertThat(status().expiresAt()).isEqualTo(startPlus(Duration.ofHours(12)));
        world.untilPhase("orders", Expired, Duration.ofHours(5));
    }

    @Test
    void anExpiredSessionStaysSoWhenItsManifestIsAppliedAgain() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.untilPhase("orders", Expired, Duration.ofHours(9));
        world.aws().clearCalls();

        world.apply(Manifest.DEV_ENDPOINT.named("orders"));
        GlueDevSession labelled = Manifest.DEV_ENDPOINT.named("orders", "tags: {team: a}");
        labelled.getMetadata().setLabels(Map.of("team", "a"));
        world.apply(labelled);
        world.pass(Duration.ofDays(1));

        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(status().observedGeneration())
                .isEqualTo(world.session("orders").getMetadata().getGeneration());
        assertThat(world.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void renewalStartsTheTtlAnew(Manifest manifest) {
        ready(manifest, "");
        world.pass(Duration.ofHours(6));

        renew("monday");
        world.settle();

        assertThat(status().expiresAt())
                .isEqualTo(world.now()
                        .truncatedTo(SECONDS)
                        .plus(Duration.ofHours(8))
                        .toString());
        world.pass(Duration.ofHours(7));
        assertThat(world.phase("orders")).isEqualTo(Ready);
        world.untilPhase("orders", Expired, Duration.ofHours(2));
    }

    @ParameterizedTest
    @EnumSource
    void renewalBringsAnExpiredSessionBack(Manifest manifest) {
        ready(manifest, "");
        world.untilPhase("orders", Expired, Duration.ofHours(9));
        world.pass(Duration.ofHours(3));
        Instant renewed = world.now().truncatedTo(SECONDS);

        renew("tuesday");
        world.untilPhase("orders", Ready, HALF_AN_HOUR);

        // Until the role of its switch can be assumed nothing is made, and nothing billed.
        Duration switchTakes = manifest == Manifest.SESSION ? Duration.ZERO : Duration.ofMinutes(1);
        assertThat(Instant.parse(status().startedAt())).isBetween(renewed, renewed.plus(switchTakes));
        assertThat(status().expiresAt()).isEqualTo(startPlus(Duration.ofHours(8)));
    }

    @Test
    void theSameRenewalCountsOnce() {
        ready(Manifest.SESSION, "");
        renew("monday");
        world.settle();
        String end = status().expiresAt();
        world.pass(Duration.ofHours(1));

        renew("monday");
        world.restartOperator();
        world.settle();

        assertThat(status().expiresAt()).isEqualTo(end);
    }

    @Test
    void aClockThatJumpsForwardEndsItAndOneThatJumpsBackDoesNotBringItBack() {
        ready(Manifest.DEV_ENDPOINT_WITH_NOTEBOOK, "");

        world.clock().advance(Duration.ofHours(30));
        world.untilPhase("orders", Expired, HALF_AN_HOUR);
        world.clock().set(World.START.plus(Duration.ofHours(1)));
        world.restartOperator();
        world.pass(Duration.ofHours(2));

        assertThat(world.phase("orders")).isEqualTo(Expired);
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aClockSetBackPutsTheEndNoLaterOnTheClock() {
        ready(Manifest.DEV_ENDPOINT, "");
        String end = status().expiresAt();

        world.clock().set(World.START.minus(Duration.ofHours(3)));
        world.settle();

        assertThat(status().expiresAt()).isEqualTo(end);
        world.untilPhase("orders", Expired, Duration.ofHours(12));
    }

    @Test
    void theOperatorsDefaultTtlServesASessionThatNamesNone() {
        world.stopOperator();
        world.policy(new SessionPolicy(
                Optional.of(Duration.ofHours(2)), Optional.empty(), Optional.empty(), WARNING, SwitchPolicy.ENABLED));
        world.startOperator();

        ready(Manifest.SESSION, "ttl: null");

        assertThat(status().effectiveTtl()).isEqualTo("2h");
        world.untilPhase("orders", Expired, Duration.ofHours(3));
    }

    @Test
    void withoutATtlAndWithoutADefaultNothingIsMade() {
        world.apply(Manifest.SESSION.named("orders", "ttl: null"));
        world.settle();
        assertThat(world.phase("orders")).isEqualTo(Pending);

        assertThat(world.condition("orders", "Stalled")).get().satisfies(stalled -> {
            assertThat(stalled.reason()).isEqualTo("InvalidSpec");
            assertThat(stalled.message()).contains("write spec.ttl");
        });
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aTtlBeyondTheLongestIsRefusedAndNothingIsMade() {
        world.apply(Manifest.SESSION.named("orders", "ttl: 25h"));
        world.settle();
        assertThat(world.phase("orders")).isEqualTo(Pending);

        assertThat(world.condition("orders", "Stalled")).get().satisfies(stalled -> {
            assertThat(stalled.reason()).isEqualTo("TtlTooLong");
            assertThat(stalled.message()).contains("write 24h or less");
        });
        assertThat(world.writes()).isEmpty();

        world.apply(Manifest.SESSION.named("orders", "ttl: 24h"));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
    }

    @Test
    void aRunningSessionsTtlIsCutToALongestThatWasLowered() {
        ready(Manifest.DEV_ENDPOINT, "");
        world.stopOperator();
        world.policy(new SessionPolicy(
                Optional.empty(), Optional.of(Duration.ofHours(4)), Optional.empty(), WARNING, SwitchPolicy.ENABLED));

        world.startOperator();
        world.settle();

        assertThat(status().effectiveTtl()).isEqualTo("4h");
        assertThat(world.condition("orders", "TtlClamped")).get().matches(Condition::isTrue);
        world.untilPhase("orders", Expired, Duration.ofHours(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEV_ENDPOINT_WITH_NOTEBOOK", "SESSION_WITH_NOTEBOOK"})
    void suspensionStopsNeitherExpiryNorDeletion(String manifest) {
        ready(Manifest.valueOf(manifest), "");
        world.apply(Manifest.valueOf(manifest).named("orders", "suspend: true"));
        world.settle();
        assertThat(world.condition("orders", "Suspended")).get().matches(Condition::isTrue);

        world.untilPhase("orders", Expired, Duration.ofHours(9));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aSuspendedSessionIsNotMade() {
        world.apply(Manifest.SESSION.named("orders", "suspend: true"));
        world.pass(Duration.ofHours(1));

        assertThat(world.writes()).isEmpty();
        assertThat(world.phase("orders")).isEqualTo(Pending);
    }

    @Test
    void awsItselfEndsASessionWithNoOperatorLeft() {
        ready(Manifest.SESSION, "");
        world.stopOperator();

        world.clock().advance(Duration.ofHours(9));

        assertThat(world.running()).isEmpty();
    }

    private void ready(Manifest manifest, String changes) {
        world.apply(manifest.named("orders", changes));
        world.untilPhase("orders", Ready, HALF_AN_HOUR);
        assertThat(world.phase("orders")).isNotEqualTo(Failed);
    }

    private void renew(String value) {
        world.annotate("orders", GlueDevSession.RENEW, value);
    }

    private String startPlus(Duration ttl) {
        return Instant.parse(status().startedAt()).plus(ttl).toString();
    }

    private GlueDevSessionStatus status() {
        return world.session("orders").getStatus();
    }
}
