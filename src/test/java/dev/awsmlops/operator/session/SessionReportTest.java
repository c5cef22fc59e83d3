package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.Sessions.START;
import static dev.awsmlops.operator.session.Sessions.noPolicy;
import static dev.awsmlops.operator.session.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.aws.AnsweringHttp;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.aws.SettableClock;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS has nothing at first, and takes what it is asked to create. */
class SessionReportTest {

    private static final Instant EXPIRY = START.plus(Duration.ofHours(8));
    private static final Instant LATER = START.plus(Duration.ofMinutes(10));
    private static final Map<String, Object> NOTEBOOK = Map.of(
            "instanceType", "ml.t3.medium",
            "volumeSizeGiB", 5,
            "platformIdentifier", "notebook-al2023-v1",
            "directInternetAccess", "Enabled",
            "rootAccess", "Enabled",
            "deletionPolicy", "Delete");

    @FunctionalInterface
    private interface Pass {
        GlueDevSessionStatus of(SessionReport report, SessionLook look);
    }

    private static final Pass CONVERGING = (report, look) -> report.converging(PartRun.converge(look.parts()));
    private static final Pass EXPIRING = (report, look) -> report.expiring(PartRun.remove(look.parts()));

    private final SessionCost costs = new SessionCost(PriceTable.bundled());
    private final AnsweringHttp http = new AnsweringHttp(400, "{\"__type\":\"InternalFailure\"}")
            .refusing("GetSession", "EntityNotFoundException", "no such session")
            .answering("CreateSession", "{}")
            .answering("ListSessions", "{}")
            .refusing("DescribeNotebookInstanceLifecycleConfig", "ValidationException", "RecordNotFound")
            .answering(
                    "CreateNotebookInstanceLifecycleConfig",
                    "{\"NotebookInstanceLifecycleConfigArn\":\"arn:aws:sagemaker:eu-central-1:123456789012:c/x\"}")
            .refusing("DescribeNotebookInstance", "ValidationException", "RecordNotFound");
    private final AwsRegion aws = http.aws(new SettableClock(START)).region(null);

    @Test
    void theSameLookAndTheSameOutcomesGiveTheSameStatus() {
        GlueDevSession session = existing().build();

        assertThat(at(LATER, session, CONVERGING)).isEqualTo(at(LATER, session, CONVERGING));
    }

    @Test
    void aStatusThatStillHoldsIsNotChangedByTimeNorIsItsCost() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));
        GlueDevSessionStatus again = at(START, session, CONVERGING);
        session.setStatus(again);

        assertThat(again.cost()).isNotNull();
        assertThat(at(LATER, session, CONVERGING)).isEqualTo(again);
    }

    @Test
    void costIsReckonedAnewWhenSomethingElseIsWritten() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));
        session.getMetadata().setGeneration(2L);

        GlueDevSessionStatus next = at(LATER, session, CONVERGING);

        assertThat(next.observedGeneration()).isEqualTo(2);
        assertThat(next.cost().asOf()).isEqualTo(LATER.toString());
    }

    @Test
    void costStaysAsItWasWhileAwsDoesNotSayWhatThereIs() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));
        http.refusing("GetSession", "AccessDeniedException", "no glue:GetSession");

        GlueDevSessionStatus next = at(LATER, session, CONVERGING);

        assertThat(next.phase()).isEqualTo(Phase.Provisioning);
        assertThat(next.endpoint()).isEqualTo(session.getStatus().endpoint());
        assertThat(next.cost()).isEqualTo(session.getStatus().cost());
    }

    @Test
    void whatStallsIsSaidBeforeWhatIsOnItsWay() {
        http.refusing("CreateNotebookInstance", "ValidationException", "no such instance type");
        GlueDevSessionStatus status =
                at(START, session().ttl("8h").spec("notebook", NOTEBOOK).build(), CONVERGING);

        assertThat(status.conditions())
                .extracting(Condition::type, Condition::reason)
                .contains(
                        tuple("Ready", "RefusedByAws"),
                        tuple("Stalled", "RefusedByAws"),
                        tuple("EndpointReady", "Creating"),
                        tuple("NotebookReady", "RefusedByAws"));
        assertThat(condition(status, "Reconciling")).isEmpty();
        assertThat(status.phase()).isEqualTo(Phase.Failed);
    }

    @Test
    void aFailureBeforeTheStartIsKnownIsSaidAndDecidesNothing() {
        var denied = new Outcome.Failing(new Failure(FailureKind.ACCESS_DENIED, "AccessDenied", "no glue:GetSession"));
        GlueDevSessionStatus status = at(
                START,
                session().ttl("8h").build(),
                (report, look) -> report.objecting(denied, PartRun.converge(List.of())));

        assertThat(status.phase()).isEqualTo(Phase.Pending);
        assertThat(status.startedAt()).isNull();
        assertThat(status.cost()).isNull();
        assertThat(condition(status, "Reconciling")).hasValueSatisfying(reconciling -> {
            assertThat(reconciling.reason()).isEqualTo("AccessDenied");
            assertThat(reconciling.message()).isEqualTo("no glue:GetSession");
        });
    }

    @Test
    void whatIsGoneAtItsEndIsExpiredAndCostsNoMore() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));

        GlueDevSessionStatus expired = at(EXPIRY, session, EXPIRING);

        assertThat(expired.phase()).isEqualTo(Phase.Expired);
        assertThat(expired.endpoint()).isNull();
        assertThat(expired.end()).isEqualTo(new GlueDevSessionStatus.End("TtlElapsed", EXPIRY.toString(), "8h"));
        assertThat(expired.cost().hourlyUsd()).isEqualTo("0.000");
        assertThat(expired.conditions())
                .as("what is gone has no condition")
                .extracting(Condition::type, Condition::status, Condition::reason)
                .containsExactly(tuple("Ready", Status.True, "Expired"), tuple("Available", Status.False, "Expired"));
        assertThat(expired.conditions().get(0).message())
                .startsWith("ended because its ttl of 8h is over; nothing of it runs. Raise spec.ttl");
    }

    @Test
    void whatHasExpiredStaysAsItIs() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));
        session.setStatus(at(EXPIRY, session, EXPIRING));

        assertThat(at(EXPIRY.plus(Duration.ofDays(30)), session, (report, look) -> report.stillExpired()))
                .isEqualTo(session.getStatus());
    }

    @Test
    void theTimeForWhichItWasGoneDoesNotCountAsTakingLong() {
        GlueDevSession session = session().ttl("8h").build();
        session.setStatus(at(START, session, CONVERGING));
        session.setStatus(at(EXPIRY, session, EXPIRING));
        session.getMetadata().setAnnotations(Map.of(GlueDevSession.RENEW, "1"));

        GlueDevSessionStatus renewed = at(EXPIRY.plus(Duration.ofDays(4)), session, CONVERGING);

        assertThat(condition(renewed, "EndpointReady"))
                .hasValueSatisfying(endpoint -> assertThat(endpoint.reason()).isEqualTo("Creating"));
    }

    @Test
    void aTeardownThatFailsSaysSoAndIsNotOver() {
        GlueDevSession session = existing().build();
        http.refusing("GetSession", "AccessDeniedException", "no glue:GetSession");

        GlueDevSessionStatus status = at(EXPIRY, session, EXPIRING);

        assertThat(status.phase()).isEqualTo(Phase.Expiring);
        assertThat(condition(status, "TeardownFailed")).hasValueSatisfying(failed -> {
            assertThat(failed.status()).isEqualTo(Status.True);
            assertThat(failed.message())
                    .contains("no glue:GetSession")
                    .endsWith(". It is tried again until it is done");
        });
        assertThat(condition(status, "Reconciling")).hasValueSatisfying(reconciling -> assertThat(reconciling.reason())
                .isEqualTo("Expiring"));
    }

    @Test
    void aTeardownThatGetsOnSaysSoNoMore() {
        GlueDevSession session = existing().build();
        http.refusing("GetSession", "AccessDeniedException", "no glue:GetSession");
        session.setStatus(at(EXPIRY, session, EXPIRING));
        http.refusing("GetSession", "EntityNotFoundException", "no such session");

        assertThat(condition(at(EXPIRY.plusSeconds(60), session, EXPIRING), "TeardownFailed"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-PT15M1S, false", "-PT15M, true", "-PT1S, true"})
    void theEndIsAnnouncedFromTheWarningOn(Duration beforeExpiry, boolean announced) {
        GlueDevSessionStatus status = at(EXPIRY.plus(beforeExpiry), existing().build(), CONVERGING);

        assertThat(condition(status, "ExpiringSoon").map(Condition::message))
                .isEqualTo(
                        announced
                                ? Optional.of("ends at " + EXPIRY + ". Raise spec.ttl, or change the annotation "
                                        + GlueDevSession.RENEW + ", to keep it")
                                : Optional.empty());
    }

    @Test
    void anEndIsNotAnnouncedBeforeTheStart() {
        GlueDevSession brief = session().ttl("5m").build();
        var waiting = new Outcome.Blocked(Reason.ReferenceNotReady, "waits");

        assertThat(condition(
                        at(START, brief, (report, look) -> report.objecting(waiting, PartRun.converge(List.of()))),
                        "ExpiringSoon"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, the default ttl", "2d, spec.ttl 2d"})
    void aTtlThatIsCutIsNamed(String ttl, String named) {
        var policy = new SessionPolicy(
                Optional.of(Duration.ofDays(1)),
                Optional.of(Duration.ofHours(8)),
                Optional.empty(),
                Duration.ZERO,
                Sessions.NO_SWITCH);
        Sessions running = session().startedAt(START);

        GlueDevSessionStatus status = at(LATER, (ttl == null ? running : running.ttl(ttl)).build(), policy, CONVERGING);

        assertThat(condition(status, "TtlClamped").map(Condition::message))
                .contains(named + " is longer than this operator allows, and is cut to 8h");
    }

    private GlueDevSessionStatus at(Instant now, GlueDevSession session, Pass pass) {
        return at(now, session, noPolicy(), pass);
    }

    private GlueDevSessionStatus at(Instant now, GlueDevSession session, SessionPolicy policy, Pass pass) {
        var look = Sessions.look(Sessions.plan(session, policy, now, aws), policy);
        return pass.of(new SessionReport(session, look, policy, costs), look);
    }

    private static Optional<Condition> condition(GlueDevSessionStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private static Sessions existing() {
        return session().ttl("8h").startedAt(START);
    }
}
