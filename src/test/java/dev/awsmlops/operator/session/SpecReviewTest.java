package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.Sessions.START;
import static dev.awsmlops.operator.session.Sessions.defaultTtl;
import static dev.awsmlops.operator.session.Sessions.longestTtl;
import static dev.awsmlops.operator.session.Sessions.noPolicy;
import static dev.awsmlops.operator.session.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReviewTest {

    private static final Map<String, Object> NOTEBOOK = Map.of("instanceType", "ml.t3.medium");

    @Test
    void aSpecThatCanBeServedMeetsNoObjection() {
        assertThat(objection(session().ttl("8h").spec("idleTimeout", "45m").spec("notebook", NOTEBOOK), noPolicy()))
                .isEmpty();
    }

    @Test
    void withoutATtlTheUserIsToldToWriteOne() {
        assertInvalid(objection(session(), noPolicy()), "write spec.ttl, such as 8h: this operator has no default ttl");
    }

    @Test
    void withoutATtlTheDefaultServes() {
        assertThat(objection(session(), defaultTtl(Duration.ofHours(8)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "soon", "99999999999d"})
    void aTtlThatIsNoDurationIsQuoted(String ttl) {
        assertInvalid(
                objection(session().ttl(ttl), defaultTtl(Duration.ofHours(8))),
                "spec.ttl \"" + ttl + "\" is not a duration longer than nothing: write such as 90m or 8h");
    }

    @Test
    void aTtlLongerThanTheLongestIsRefusedBeforeTheStart() {
        assertThat(objection(session().ttl("48h"), longestTtl(Duration.ofHours(36))))
                .contains(new Outcome.Stalled(
                        Reason.TtlTooLong, "spec.ttl 48h is longer than this operator allows: write 36h or less"));
    }

    @Test
    void aTtlAsLongAsTheLongestIsNot() {
        assertThat(objection(session().ttl("2d"), longestTtl(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    void whatRunsIsNotRefusedForItsTtl() {
        assertThat(objection(session().ttl("48h").startedAt(START), longestTtl(Duration.ofHours(36))))
                .isEmpty();
    }

    @Test
    void whatIsRenewedAfterItsEndIsRefusedForItsTtl() {
        Sessions renewed = session()
                .ttl("48h")
                .startedAt(START.minus(Duration.ofDays(9)))
                .ended(Lifetime.TTL_ELAPSED, START.minus(Duration.ofDays(7)), "48h")
                .asksForRenewal("1");

        assertThat(objection(renewed, longestTtl(Duration.ofHours(36))))
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(Outcome.Stalled.class, stalled -> assertThat(stalled.reason())
                                .isEqualTo(Reason.TtlTooLong)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "a while"})
    void anIdleTimeoutThatIsNoDurationIsQuoted(String idleTimeout) {
        assertInvalid(
                objection(session().ttl("8h").spec("idleTimeout", idleTimeout), noPolicy()),
                "spec.idleTimeout \"" + idleTimeout + "\" is not a duration longer than nothing: write such as 45m");
    }

    @Test
    void aWorkspaceIsWaitedFor() {
        Sessions session = session().ttl("8h").spec("roleArn", null).spec("workspaceRef", Map.of("name", "shared"));

        assertThat(objection(session, noPolicy())).hasValueSatisfying(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> {
                    assertThat(blocked.reason()).isEqualTo(Reason.ReferenceNotReady);
                    assertThat(blocked.message()).startsWith("MlWorkspace shared does not exist in this namespace");
                }));
    }

    @Test
    void aNotebookWhoseScriptIsTooLongForSageMakerIsRefused() {
        Map<String, String> tags = IntStream.range(0, 40)
                .boxed()
                .collect(Collectors.toMap(i -> "k".repeat(100) + i, i -> "v".repeat(256)));

        Sessions session = session().ttl("8h").spec("tags", tags);

        assertThat(objection(session, noPolicy())).as("without a notebook").isEmpty();
        assertThat(objection(session.spec("notebook", NOTEBOOK), noPolicy()))
                .hasValueSatisfying(
                        outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Stalled.class, stalled -> {
                            assertThat(stalled.reason()).isEqualTo(Reason.InvalidSpec);
                            assertThat(stalled.message()).startsWith("the notebook's start script can't be written: ");
                        }));
    }

    @Test
    void theTtlComesFirst() {
        assertInvalid(
                objection(session().spec("idleTimeout", "soon"), noPolicy()),
                "write spec.ttl, such as 8h: this operator has no default ttl");
    }

    private static Optional<Outcome> objection(Sessions session, SessionPolicy policy) {
        return SpecReview.objection(session.plan(policy, START), policy);
    }

    private static void assertInvalid(Optional<Outcome> objection, String message) {
        assertThat(objection).contains(new Outcome.Stalled(Reason.InvalidSpec, message));
    }
}
