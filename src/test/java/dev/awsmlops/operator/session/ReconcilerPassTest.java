package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.Sessions.START;
import static dev.awsmlops.operator.session.Sessions.noPolicy;
import static dev.awsmlops.operator.session.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.aws.AnsweringHttp;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.aws.SettableClock;
import dev.awsmlops.operator.reconcile.Backoff;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.NamespaceAnnotations;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one pass leaves behind, where its place between two others matters. */
@EnableKubernetesMockClient(crud = true)
class ReconcilerPassTest {

    private static final Instant EXPIRY = START.plus(Duration.ofHours(8));

    private final AnsweringHttp http = new AnsweringHttp(400, "{\"__type\":\"InternalFailure\"}");
    private KubernetesClient client;

    @Test
    void aPassThatIsDeniedSaysSoAndIsTriedAgainSoon() {
        http.refusing("GetSession", "AccessDeniedException", "no glue:GetSession");
        var pass = new Pass(new SettableClock(START));

        GlueDevSessionStatus status =
                pass.reconcile(session().ttl("8h").placed().build());

        assertThat(status.phase()).isEqualTo(Phase.Pending);
        assertThat(status.conditions())
                .filteredOn(condition -> condition.type().equals("Ready"))
                .extracting(Condition::reason)
                .containsExactly("AccessDenied");
        assertThat(pass.wakeUps.next())
                .hasValueSatisfying(next -> assertThat(next).isBetween(START.plusSeconds(1), START.plusSeconds(2)));
        assertThat(http.calls()).doesNotContain("CreateSession");
    }

    @Test
    void anEndThatComesDuringAPassIsNotMissed() {
        http.refusing("GetSession", "EntityNotFoundException", "no such session")
                .refusing("CreateSession", "InvalidInputException", "refused");
        var pass = new Pass(new LeapingClock(EXPIRY.minusMillis(1), EXPIRY.plusSeconds(2)));

        pass.reconcile(session().ttl("8h").placed().startedAt(START).build());

        assertThat(pass.wakeUps.next())
                .hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(EXPIRY.plusSeconds(2)));
    }

    @Test
    void aDeletionDoesNotAskForTheStart() {
        http.refusing("GetSession", "EntityNotFoundException", "no such session");
        var pass = new Pass(new SettableClock(START));

        assertThat(pass.reconciler
                        .cleanup(session().ttl("8h").build(), pass.context())
                        .isRemoveFinalizer())
                .isTrue();
        assertThat(http.calls()).containsExactly("GetSession");
    }

    @Test
    void anEndThatCannotBeWrittenDownIsNotLookedAtWithoutPause() {
        http.refusing("GetSession", "EntityNotFoundException", "no such session");
        var pass = new Pass(new SettableClock(EXPIRY));

        for (int refused = 0; refused < 10; refused++) {
            pass.reconcile(session().ttl("8h").startedAt(START).build());
        }

        assertThat(pass.wakeUps.next())
                .hasValueSatisfying(next -> assertThat(next).isAfter(EXPIRY.plusSeconds(20)));
    }

    /** Says one instant until AWS is called, and another ever after. */
    private final class LeapingClock extends Clock {

        private final Instant before;
        private final Instant afterwards;

        LeapingClock(Instant before, Instant afterwards) {
            this.before = before;
            this.afterwards = afterwards;
        }

        @Override
        public Instant instant() {
            return http.calls().isEmpty() ? before : afterwards;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("only instants are asked of it");
        }
    }

    private final class Pass {

        private final WakeUps<GlueDevSession> wakeUps;
        private final GlueDevSessionReconciler reconciler;

        Pass(Clock clock) {
            wakeUps = new WakeUps<>(clock, Duration.ofSeconds(1));
            reconciler = new GlueDevSessionReconciler(
                    new Placements(http.aws(clock), new NamespaceAnnotations(client, clock, Duration.ofMinutes(5))),
                    new ClusterId("cluster-1"),
                    noPolicy(),
                    PriceTable.bundled(),
                    new ObjectEvents(clock, "operator-0"),
                    new Schedule(new Backoff(new Random(1)), Duration.ofMinutes(5), clock),
                    new DriftChecks(clock, Duration.ofHours(1), new Random(1)),
                    wakeUps,
                    clock);
        }

        GlueDevSessionStatus reconcile(GlueDevSession session) {
            return reconciler
                    .reconcile(session, context())
                    .getResource()
                    .map(GlueDevSession::getStatus)
                    .orElseThrow();
        }

        /** A context that has a client, and no other object than the session. */
        @SuppressWarnings("unchecked")
        Context<GlueDevSession> context() {
            return (Context<GlueDevSession>) Proxy.newProxyInstance(
                    Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "getClient" -> client;
                            case "getSecondaryResource" -> Optional.empty();
                            case "getPrimaryCache" -> null;
                            default -> throw new UnsupportedOperationException(method.getName());
                        };
                    });
        }
    }
}
