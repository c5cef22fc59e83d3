package dev.awsmlops.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunReportTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static final Outcome READY = new Outcome.Ready("one is ready");
    private static final Outcome CRAWLING = new Outcome.InProgress(Reason.Crawling, "it crawls");
    private static final Outcome BLOCKED = new Outcome.Blocked(Reason.Waiting, "it waits");
    private static final Outcome STALLED = new Outcome.Stalled(Reason.CrawlFailed, "it failed");
    private static final Outcome FAILING = failing();

    static Stream<Arguments> worst() {
        return Stream.of(
                Arguments.of(List.of(READY, CRAWLING), CRAWLING, Status.Unknown),
                Arguments.of(List.of(CRAWLING, BLOCKED), BLOCKED, Status.False),
                Arguments.of(List.of(BLOCKED, FAILING), FAILING, Status.False),
                Arguments.of(List.of(FAILING, STALLED), STALLED, Status.False),
                Arguments.of(List.of(STALLED, READY), STALLED, Status.False),
                Arguments.of(List.of(READY, new Outcome.Idle("unused")), new Outcome.Idle("unused"), Status.False));
    }

    @ParameterizedTest
    @MethodSource("worst")
    void ofPartsThatShareAConditionTheWorstIsTold(List<Outcome> outcomes, Outcome told, Status status) {
        Condition condition = reported(outcomes).get(0);

        assertThat(condition.type()).isEqualTo("CrawlersReady");
        assertThat(condition.reason()).isEqualTo(told.reason().name());
        assertThat(condition.message()).isEqualTo(told.message());
        assertThat(condition.status()).isEqualTo(status);
    }

    @Test
    void whenAllIsWellEachOfThemIsTold() {
        assertThat(reported(List.of(READY, new Outcome.Ready("two is ready"))))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.status()).isEqualTo(Status.True);
                    assertThat(condition.message()).isEqualTo("one is ready; two is ready");
                });
    }

    @Test
    void aPartThatTheRunDidNotReachWaitsForTheOneBefore() {
        List<Part<?>> parts = List.of(new Step("BucketReady", STALLED, false), new Step("DatabaseReady", READY, false));
        var conditions = conditions(List.of());
        report(conditions, parts).parts(PartRun.converge(parts));

        assertThat(conditions.build())
                .extracting(Condition::type, Condition::reason)
                .containsExactly(tuple("BucketReady", "CrawlFailed"), tuple("DatabaseReady", "Waiting"));
    }

    @Test
    void whatAwsIsAtForLongIsSaidToTakeLong() {
        var since =
                new Condition("CrawlersReady", Status.Unknown, "Crawling", "it crawls", at(Duration.ofHours(-1)), 1L);
        var conditions = conditions(List.of(since));
        List<Part<?>> parts = List.of(new Step("CrawlersReady", CRAWLING, true));
        report(conditions, parts).parts(PartRun.converge(parts));

        assertThat(conditions.build()).singleElement().satisfies(condition -> {
            assertThat(condition.reason()).isEqualTo("TakingLong");
            assertThat(condition.message()).contains("it crawls", "ask AWS support");
        });
    }

    @Test
    void anObstacleMakesItUnreadyAndStallsItOnlyForGood() {
        var forNow = conditions(List.of());
        report(forNow, List.of()).notReady(FAILING);
        var forGood = conditions(List.of());
        report(forGood, List.of()).notReady(STALLED);

        assertThat(forNow.build()).extracting(Condition::type).containsExactly("Ready", "Reconciling");
        assertThat(forGood.build()).extracting(Condition::type).containsExactly("Ready", "Stalled");
    }

    @Test
    void whatIsKeptIsToldAsItWasWhileTheRestIsTakenDown() {
        var kept = new Condition("BucketReady", Status.True, "Ready", "the bucket is ready", at(Duration.ZERO), 1L);
        var conditions = conditions(List.of(kept));
        Step role = new Step("RoleReady", FAILING, false);
        report(conditions, List.of(new Step("BucketReady", READY, false), role))
                .takingDown(PartRun.remove(List.of(role)), Reason.Deleting, "it was deleted");

        assertThat(conditions.build())
                .extracting(Condition::type)
                .containsExactly("Ready", "Reconciling", "TeardownFailed", "BucketReady", "RoleReady");
        assertThat(conditions.build()).contains(kept);
    }

    private static List<Condition> reported(List<Outcome> outcomes) {
        List<Part<?>> parts = outcomes.stream()
                .<Part<?>>map(outcome -> new Step("CrawlersReady", outcome, true))
                .toList();
        var conditions = conditions(List.of());
        report(conditions, parts).parts(PartRun.converge(parts));
        return conditions.build();
    }

    private static Conditions conditions(List<Condition> previous) {
        return new Conditions(previous, 1, NOW);
    }

    private static RunReport report(Conditions conditions, List<Part<?>> parts) {
        return new RunReport(conditions, parts, NOW, List.of("Ready"));
    }

    private static String at(Duration fromNow) {
        return NOW.plus(fromNow).toString();
    }

    private static Outcome failing() {
        return new Outcome.Failing(new Failure(FailureKind.THROTTLED, "SlowDown", "slower, please"));
    }

    /** A part whose every step comes to the same. */
    private record Step(String condition, Outcome outcome, boolean isLeaf) implements Part<String> {

        @Override
        public Optional<String> observe() {
            return Optional.of("as it is");
        }

        @Override
        public boolean isOurs(String actual) {
            return true;
        }

        @Override
        public Outcome create() {
            return outcome;
        }

        @Override
        public Outcome update(String actual) {
            return outcome;
        }

        @Override
        public Outcome delete(String actual) {
            return outcome;
        }

        @Override
        public String describe() {
            return "the part for " + condition;
        }
    }
}
