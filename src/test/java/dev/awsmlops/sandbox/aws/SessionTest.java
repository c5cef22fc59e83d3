package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.CreateSessionRequest;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.glue.model.IllegalSessionStateException;
import software.amazon.awssdk.services.glue.model.Session;
import software.amazon.awssdk.services.glue.model.SessionCommand;
import software.amazon.awssdk.services.glue.model.SessionStatus;
import software.amazon.awssdk.services.glue.model.WorkerType;

class SessionTest extends AwsTest {

    private static final String ARN = "arn:aws:glue:us-east-1:123456789012:session/explore";
    private static final Duration PROVISIONING = Duration.ofSeconds(40);

    private static Consumer<CreateSessionRequest.Builder> session(String id) {
        return r -> r.id(id)
                .role(ROLE)
                .command(c -> c.name("glueetl").pythonVersion("3"))
                .glueVersion("5.0")
                .workerType(WorkerType.G_1_X)
                .numberOfWorkers(2)
                .timeout(480)
                .idleTimeout(45);
    }

    private void create(String id) {
        glue.createSession(session(id));
    }

    private void createReady(String id) {
        create(id);
        pass(PROVISIONING);
    }

    private Session get(String id) {
        return glue.getSession(r -> r.id(id)).session();
    }

    private SessionStatus status(String id) {
        return get(id).status();
    }

    @Test
    void isReadyFortySecondsAfterItsCreation() {
        Session created = glue.createSession(session("explore")).session();
        assertThat(created.status()).isEqualTo(SessionStatus.PROVISIONING);
        assertThat(created.idleTimeout()).isEqualTo(45);
        assertThat(created.completedOn()).isNull();
        pass(PROVISIONING);
        assertThat(status("explore")).isEqualTo(SessionStatus.READY);
    }

    @Test
    void isStoppedAfterAWhileAndStaysListedUntilItIsDeleted() {
        createReady("explore");
        pass(Duration.ofMinutes(9).plusSeconds(20));
        glue.stopSession(r -> r.id("explore"));
        assertThat(status("explore")).isEqualTo(SessionStatus.STOPPING);

        pass(Duration.ofSeconds(10));
        Session stopped = get("explore");
        assertThat(stopped.status()).isEqualTo(SessionStatus.STOPPED);
        assertThat(stopped.executionTime()).isEqualTo(610.0);
        assertThat(stopped.dpuSeconds()).isEqualTo(1_220.0);
        assertThat(stopped.completedOn()).isEqualTo(clock.instant());

        pass(Duration.ofDays(30));
        assertThat(glue.listSessions(r -> {}).ids()).containsExactly("explore");
        glue.deleteSession(r -> r.id("explore"));
        assertThat(refusal(() -> get("explore"))).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void cannotBeStoppedWhileInTransition() {
        create("explore");
        assertThat(refusal(() -> glue.stopSession(r -> r.id("explore"))))
                .isInstanceOf(ConcurrentModificationException.class);
        pass(PROVISIONING);
        glue.stopSession(r -> r.id("explore"));
        assertThat(refusal(() -> glue.stopSession(r -> r.id("explore"))))
                .isInstanceOf(ConcurrentModificationException.class);
        pass(Duration.ofSeconds(10));
        assertThat(refusal(() -> glue.stopSession(r -> r.id("explore"))))
                .isInstanceOf(IllegalSessionStateException.class);
    }

    @Test
    void cannotBeDeletedWhileItLives() {
        create("explore");
        assertThat(refusal(() -> glue.deleteSession(r -> r.id("explore"))))
                .isInstanceOf(IllegalSessionStateException.class);
        pass(PROVISIONING);
        assertThat(refusal(() -> glue.deleteSession(r -> r.id("explore"))))
                .isInstanceOf(IllegalSessionStateException.class);
    }

    @Test
    void timesOutByItselfWhenItHasBeenIdleForLong() {
        createReady("explore");
        pass(Duration.ofMinutes(40));
        aws.sessionActivity("us-east-1", "explore", clock.instant());
        pass(Duration.ofMinutes(45).minusSeconds(1));
        assertThat(status("explore")).isEqualTo(SessionStatus.READY);

        pass(Duration.ofDays(1));
        Session ended = get("explore");
        assertThat(ended.status()).isEqualTo(SessionStatus.TIMEOUT);
        assertThat(ended.completedOn())
                .isEqualTo(SimulatedClock.START.plus(PROVISIONING).plus(Duration.ofMinutes(85)));
        assertThat(aws.running()).isEmpty();
        glue.deleteSession(r -> r.id("explore"));
    }

    @Test
    void timesOutByItselfHoweverBusyItIs() {
        createReady("explore");
        for (int i = 0; i < 480; i += 30) {
            pass(Duration.ofMinutes(30));
            aws.sessionActivity("us-east-1", "explore", clock.instant());
        }
        assertThat(status("explore")).isEqualTo(SessionStatus.TIMEOUT);
        assertThat(get("explore").executionTime()).isEqualTo(28_800.0);
    }

    @Test
    void livesForTwoDaysUnlessAskedOtherwise() {
        glue.createSession(r -> r.id("explore").role(ROLE).command(c -> c.name("glueetl")));
        pass(Duration.ofDays(2).minusSeconds(1));
        assertThat(status("explore")).isEqualTo(SessionStatus.READY);
        assertThat(get("explore").idleTimeout()).isEqualTo(2_880);
        pass(Duration.ofSeconds(1));
        assertThat(status("explore")).isEqualTo(SessionStatus.TIMEOUT);
    }

    @Test
    void tellsASecondOneOfTheSameIdFromOneWithOtherParameters() {
        create("explore");
        assertRefused(() -> create("explore"), "AlreadyExistsException", "explore");
        assertThat(refusal(() -> glue.createSession(r -> {
                    session("explore").accept(r);
                    r.timeout(10);
                })))
                .isInstanceOf(IdempotentParameterMismatchException.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "Glue version 2.0",
                        "InvalidInputException",
                        "greater than 2.0",
                        change(r -> r.glueVersion("2.0"))),
                Arguments.of(
                        "capacity together with workers",
                        "InvalidInputException",
                        "Max Capacity",
                        change(r -> r.maxCapacity(5.0))),
                Arguments.of(
                        "a single worker", "InvalidInputException", "at least 2", change(r -> r.numberOfWorkers(1))),
                Arguments.of(
                        "an unknown command",
                        "InvalidInputException",
                        "command",
                        change(r -> r.command(c -> c.name("pythonshell")))),
                Arguments.of(
                        "an unknown Python",
                        "ValidationException",
                        "pythonVersion",
                        change(r -> r.command(c -> c.name("glueetl").pythonVersion("4")))),
                Arguments.of("no time at all", "ValidationException", "at 'timeout'", change(r -> r.timeout(0))),
                Arguments.of("no idle time", "ValidationException", "at 'idleTimeout'", change(r -> r.idleTimeout(0))),
                Arguments.of(
                        "no command",
                        "ValidationException",
                        "'command'",
                        change(r -> r.command((SessionCommand) null))),
                Arguments.of("an id too long", "ValidationException", "at 'id'", change(r -> r.id("x".repeat(256)))),
                Arguments.of(
                        "a role of another account",
                        "InvalidInputException",
                        "should be given assume role permissions for Glue Service.",
                        change(r -> r.role("arn:aws:iam::999999999999:role/dev"))));
    }

    private static Consumer<CreateSessionRequest.Builder> change(Consumer<CreateSessionRequest.Builder> change) {
        return change;
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(
            String what, String code, String message, Consumer<CreateSessionRequest.Builder> change) {
        assertRefused(
                () -> glue.createSession(r -> {
                    session("explore").accept(r);
                    change.accept(r);
                }),
                code,
                message);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void failsWithAMessageAndCanOnlyBeDeleted() {
        aws.faults().failNext(ResourceType.SESSION, "No capacity");
        createReady("explore");
        assertThat(get("explore").status()).isEqualTo(SessionStatus.FAILED);
        assertThat(get("explore").errorMessage()).isEqualTo("No capacity");
        assertThat(refusal(() -> glue.stopSession(r -> r.id("explore"))))
                .isInstanceOf(IllegalSessionStateException.class);
        glue.deleteSession(r -> r.id("explore"));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void countsOnlyLiveOnesAgainstTheQuota() {
        aws.settings().quota(ResourceType.SESSION, 1);
        createReady("first");
        assertRefused(() -> create("second"), "ResourceNumberLimitExceededException", "limit of 1");
        glue.stopSession(r -> r.id("first"));
        create("second");
    }

    @Test
    void isListedByItsTagsInPages() {
        IntStream.range(0, 5)
                .forEach(i -> glue.createSession(r -> {
                    session("mine-" + i).accept(r);
                    r.tags(Map.of("owner", "me", "tab", "" + i));
                }));
        create("theirs");
        assertThat(glue.listSessionsPaginator(r -> r.tags(Map.of("owner", "me")).maxResults(2)).stream()
                        .flatMap(page -> page.ids().stream()))
                .containsExactly("mine-0", "mine-1", "mine-2", "mine-3", "mine-4");
        assertThat(glue.listSessions(r -> r.tags(Map.of("owner", "me", "tab", "3")))
                        .sessions())
                .extracting(Session::id)
                .containsExactly("mine-3");
    }

    @Test
    void showsItsTagsOnlyByArn() {
        glue.createSession(r -> {
            session("explore").accept(r);
            r.tags(Map.of("owner", "me"));
        });
        assertThat(glue.getTags(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("owner", "me"));
    }
}
