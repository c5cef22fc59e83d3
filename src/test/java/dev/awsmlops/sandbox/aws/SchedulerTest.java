package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.stepfunctions.SimulatedExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.ValidationException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The simulated clock starts on Monday, 2026-11-02, at 08:00 UTC. */
class SchedulerTest extends StepFunctionsTest {

    private final SchedulerClient scheduler = client(SchedulerClient.builder(), "operator");

    @BeforeEach
    void createMachine() {
        create("machine", definition("\"A\": {\"Type\": \"Succeed\"}"));
    }

    private void schedule(String expression, Consumer<CreateScheduleRequest.Builder> more) {
        scheduler.createSchedule(r -> more.accept(r.name("nightly")
                .scheduleExpression(expression)
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .target(t -> t.arn(MACHINE_ARN).roleArn(ROLE).input("{\"by\": \"schedule\"}"))));
    }

    private void schedule(String expression) {
        schedule(expression, more -> {});
    }

    private List<Instant> starts() {
        return aws.executions("machine").stream()
                .map(SimulatedExecution::startedAt)
                .sorted()
                .toList();
    }

    @Test
    void startsExecutionsByItselfWithItsInput() {
        schedule("cron(0 9 * * ? *)");
        pass(Duration.ofDays(2));
        assertThat(starts())
                .containsExactly(Instant.parse("2026-11-02T09:00:00Z"), Instant.parse("2026-11-03T09:00:00Z"));
        var last = states.listExecutions(r -> r.stateMachineArn(MACHINE_ARN))
                .executions()
                .get(0);
        assertThat(last.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(describe(last.executionArn()).output()).isEqualTo("{\"by\":\"schedule\"}");
        assertThat(aws.callsBy("role/dev")).extracting(Call::operation).containsOnly("StartExecution");
    }

    @Test
    void keepsTheTimeOfDayAcrossTheEndOfDaylightSavingTime() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2027-10-30T00:00:00Z")));
        schedule("cron(30 9 * * ? *)", r -> r.scheduleExpressionTimezone("Europe/Berlin"));
        pass(Duration.ofDays(2));
        assertThat(starts())
                .containsExactly(Instant.parse("2027-10-30T07:30:00Z"), Instant.parse("2027-10-31T08:30:00Z"));
    }

    @Test
    void runsOnceInTheHourThatComesTwice() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2027-10-30T12:00:00Z")));
        schedule("cron(30 2 * * ? *)", r -> r.scheduleExpressionTimezone("Europe/Berlin"));
        pass(Duration.ofDays(1));
        assertThat(starts()).containsExactly(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void skipsTheHourThatDoesNotExist() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2027-03-27T12:00:00Z")));
        schedule("cron(30 2 * * ? *)", r -> r.scheduleExpressionTimezone("Europe/Berlin"));
        pass(Duration.ofDays(2));
        assertThat(starts()).containsExactly(Instant.parse("2027-03-29T00:30:00Z"));
    }

    @Test
    void firesOnceAtAMomentAndGoesIfToldTo() {
        schedule("at(2026-11-02T12:00:00)", r -> r.scheduleExpressionTimezone("America/New_York")
                .actionAfterCompletion(ActionAfterCompletion.DELETE));
        pass(Duration.ofHours(8));
        assertThat(scheduler.getSchedule(r -> r.name("nightly")).state()).isEqualTo(ScheduleState.ENABLED);
        pass(Duration.ofDays(3));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T17:00:00Z"));
        assertThat(refusal(() -> scheduler.getSchedule(r -> r.name("nightly"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void beginsToFireAtARateAtOnce() {
        schedule("rate(2 hours)");
        pass(Duration.ofHours(4));
        assertThat(starts())
                .containsExactly(
                        SimulatedClock.START,
                        SimulatedClock.START.plus(Duration.ofHours(2)),
                        SimulatedClock.START.plus(Duration.ofHours(4)));
    }

    @Test
    void firesOnlyBetweenItsDates() {
        schedule("rate(1 hour)", r -> r.startDate(SimulatedClock.START.plus(Duration.ofMinutes(90)))
                .endDate(SimulatedClock.START.plus(Duration.ofHours(3))));
        pass(Duration.ofDays(1));
        assertThat(starts())
                .containsExactly(
                        SimulatedClock.START.plus(Duration.ofMinutes(90)),
                        SimulatedClock.START.plus(Duration.ofMinutes(150)));
    }

    @Test
    void doesNotFireWhileItIsDisabled() {
        schedule("rate(1 hour)", r -> r.state(ScheduleState.DISABLED));
        pass(Duration.ofDays(1));
        assertThat(starts()).isEmpty();
        scheduler.updateSchedule(r -> r.name("nightly")
                .scheduleExpression("cron(0 9 * * ? *)")
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .target(t -> t.arn(MACHINE_ARN).roleArn(ROLE)));
        pass(Duration.ofHours(1));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-03T09:00:00Z"));
        assertThat(scheduler.getSchedule(r -> r.name("nightly")).target().input())
                .as("an update replaces all")
                .isNull();
    }

    @Test
    void startsNothingWithoutTheRightTo() {
        iam.createRole(r -> r.roleName("timer").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "scheduler.amazonaws.com"}}]}"""));
        pass(Duration.ofSeconds(10));
        schedule(
                "cron(0 * * * ? *)",
                r -> r.target(t -> t.arn(MACHINE_ARN).roleArn("arn:aws:iam::123456789012:role/timer")));
        pass(Duration.ofHours(1));
        assertThat(starts()).isEmpty();
        assertThat(aws.callsBy("role/timer")).extracting(Call::error).allSatisfy(error -> assertThat(error)
                .contains("AccessDeniedException"));
        iam.putRolePolicy(r -> r.roleName("timer").policyName("start").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "states:StartExecution", "Resource": "%s"}]}""".formatted(MACHINE_ARN)));
        pass(Duration.ofHours(1));
        assertThat(starts()).containsExactly(Instant.parse("2026-11-02T10:00:00Z"));
    }

    @Test
    void refusesARoleThatItCannotAssume() {
        aws.settings().strictRoles(true);
        assertThat(refusal(() -> schedule("rate(1 hour)")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("must allow AWS EventBridge Scheduler to assume the role");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', textBlock = """
            every day               | UTC         | not of the form cron
            rate(0 hours)           | UTC         | not of the form cron
            rate(5 weeks)           | UTC         | not of the form cron
            cron(0 9 * * *)         | UTC         | has 5 fields
            at(2026-13-02T12:00:00) | UTC         | 2026-13-02
            rate(5 minutes)         | Berlin/East | ScheduleExpressionTimezone
            """)
    void refusesExpressionsThatAwsDoesNotTake(String expression, String zone, String message) {
        assertThat(refusal(() -> schedule(expression, r -> r.scheduleExpressionTimezone(zone))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isKnownByItsNameWithinItsGroup() {
        schedule("cron(0 9 * * ? *)");
        assertThat(refusal(() -> schedule("cron(0 9 * * ? *)"))).isInstanceOf(ConflictException.class);
        assertThat(refusal(() -> schedule("cron(0 9 * * ? *)", r -> r.groupName("lab"))))
                .isInstanceOf(ResourceNotFoundException.class);
        scheduler.createScheduleGroup(r -> r.name("lab"));
        schedule("cron(0 9 * * ? *)", r -> r.groupName("lab"));
        assertThat(scheduler
                        .getSchedule(r -> r.name("nightly").groupName("lab"))
                        .arn())
                .isEqualTo("arn:aws:scheduler:us-east-1:123456789012:schedule/lab/nightly");
        assertThat(scheduler.listSchedulesPaginator(r -> r.maxResults(1)).schedules())
                .extracting(ScheduleSummary::groupName)
                .containsExactly("default", "lab");
        assertThat(scheduler
                        .listSchedules(r -> r.groupName("lab").namePrefix("night"))
                        .schedules())
                .hasSize(1);
        assertThat(scheduler.listSchedules(r -> r.namePrefix("daily")).schedules())
                .isEmpty();
        scheduler.deleteSchedule(r -> r.name("nightly"));
        assertThat(refusal(() -> scheduler.deleteSchedule(r -> r.name("nightly"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(aws.inventory())
                .filteredOn(resource -> resource.type() == ResourceType.SCHEDULE)
                .extracting(SimulatedResource::name)
                .containsExactly("lab/nightly");
    }

    @Test
    void goesWithItsGroup() {
        String group = scheduler
                .createScheduleGroup(r ->
                        r.name("lab").tags(Tag.builder().key("team").value("a").build()))
                .scheduleGroupArn();
        scheduler.tagResource(r ->
                r.resourceArn(group).tags(Tag.builder().key("more").value("b").build()));
        scheduler.untagResource(r -> r.resourceArn(group).tagKeys("team"));
        assertThat(scheduler.listTagsForResource(r -> r.resourceArn(group)).tags())
                .extracting(Tag::key)
                .containsExactly("more");
        schedule("rate(1 hour)", r -> r.groupName("lab").startDate(SimulatedClock.START.plusSeconds(60)));
        scheduler.deleteScheduleGroup(r -> r.name("lab"));
        assertThat(scheduler.getScheduleGroup(r -> r.name("lab")).state()).isEqualTo(ScheduleGroupState.DELETING);
        assertThat(refusal(() -> scheduler.createScheduleGroup(r -> r.name("lab"))))
                .isInstanceOf(ConflictException.class);
        pass(Duration.ofMinutes(5));
        assertThat(refusal(() -> scheduler.getScheduleGroup(r -> r.name("lab"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(starts()).isEmpty();
        assertThat(refusal(() -> scheduler.deleteScheduleGroup(r -> r.name("default"))))
                .isInstanceOf(ValidationException.class);
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.STATE_MACHINE);
    }
}
