package dev.awsmlops.operator.workspace.monitoring;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.aws.Schedules;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * The schedule by which AWS runs a workspace's state machine, with the group that holds it and nothing else. They are one
 * part, so that a schedule is never put into a group that is someone else's.
 */
public final class MonitorSchedule implements Part<MonitorSchedule.Actual> {

    /** Tried again for this long when the machine cannot be started; the next run would come anyway. */
    private static final int LONGEST_RETRY_SECONDS = 900;

    private static final int RETRIES = 5;
    private static final FlexibleTimeWindow TO_THE_MINUTE =
            FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();

    /**
     * What is there.
     *
     * @param group empty when it was not looked at, because the shared list has the schedule
     */
    public record Actual(Optional<GetScheduleGroupResponse> group, Optional<GetScheduleResponse> schedule) {

        boolean isGoing() {
            return group.filter(found -> found.state() == ScheduleGroupState.DELETING)
                    .isPresent();
        }
    }

    private final WorkspacePlan plan;

    public MonitorSchedule(WorkspacePlan plan) {
        this.plan = plan;
    }

    @Override
    public String condition() {
        return Monitoring.CONDITION;
    }

    @Override
    public Optional<Actual> observe() {
        Optional<GetScheduleResponse> schedule = plan.read(schedules().observation());
        if (schedule.isPresent() && plan.steady()) {
            return Optional.of(new Actual(Optional.empty(), schedule));
        }
        schedules().groupTags().forget(groupArn());
        return schedules().group(plan.name()).map(group -> new Actual(Optional.of(group), schedule));
    }

    @Override
    public boolean isOurs(Actual actual) {
        return schedules().groupTags().isOwnedBy(plan.owner(), groupArn());
    }

    @Override
    public Outcome create() {
        schedules().client().createScheduleGroup(request -> request.name(plan.name())
                .tags(Schedules.tagsOf(plan.tags())));
        schedules().groupTags().forget(groupArn());
        return createSchedule();
    }

    @Override
    public Outcome update(Actual actual) {
        if (actual.isGoing()) {
            return new Outcome.InProgress(
                    Reason.Replacing, describe() + " was deleted by someone else; it is made again once it is gone");
        }
        if (schedules().groupTags().ensure(groupArn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        if (actual.schedule().isEmpty()) {
            return createSchedule();
        }
        if (!isRight(actual.schedule().get())) {
            schedules().client().updateSchedule(request -> request.name(plan.name())
                    .groupName(plan.name())
                    .description(description())
                    .scheduleExpression(expression())
                    .flexibleTimeWindow(TO_THE_MINUTE)
                    .state(ScheduleState.ENABLED)
                    .target(target()));
            schedules().observation().now(plan.name());
            plan.repairs().add(describe());
        }
        return ready();
    }

    /** The schedule first: while a group is being deleted its schedules may still run (API reference, DeleteScheduleGroup). */
    @Override
    public Outcome delete(Actual actual) {
        if (!actual.isGoing()) {
            emptyIfNotFound(() -> schedules().client().deleteSchedule(request -> request.name(plan.name())
                    .groupName(plan.name())));
            emptyIfNotFound(() -> schedules().client().deleteScheduleGroup(request -> request.name(plan.name())));
        }
        return new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
    }

    /** Nothing needs it. */
    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String advice() {
        return "Correct spec.monitoring.schedule, or the role in spec.monitoring.roleArn if there is one";
    }

    @Override
    public String describe() {
        return "Schedule " + plan.name();
    }

    /** Not before there is something to run: EventBridge Scheduler does not look whether its target exists. */
    private Outcome createSchedule() {
        if (plan.aws().stateMachines().observation().now(plan.name()).isEmpty()) {
            return new Outcome.InProgress(Reason.Waiting, describe() + " waits for its state machine");
        }
        schedules().client().createSchedule(request -> request.name(plan.name())
                .groupName(plan.name())
                .description(description())
                .scheduleExpression(expression())
                .flexibleTimeWindow(TO_THE_MINUTE)
                .state(ScheduleState.ENABLED)
                .target(target()));
        plan.repairs().add(describe() + " had vanished");
        return ready();
    }

    private boolean isRight(GetScheduleResponse actual) {
        Target runs = actual.target();
        return expression().equals(actual.scheduleExpression())
                && Objects.requireNonNullElse(actual.scheduleExpressionTimezone(), "UTC")
                        .equals("UTC")
                && actual.startDate() == null
                && actual.endDate() == null
                && actual.state() == ScheduleState.ENABLED
                && TO_THE_MINUTE.equals(actual.flexibleTimeWindow())
                && target().arn().equals(runs.arn())
                && target().roleArn().equals(runs.roleArn())
                && target().input().equals(runs.input());
    }

    private Target target() {
        return Target.builder()
                .arn(plan.aws().stateMachines().arn(plan.name()))
                .roleArn(MonitorRights.roleArn(plan))
                .input("{}")
                .retryPolicy(retries ->
                        retries.maximumRetryAttempts(RETRIES).maximumEventAgeInSeconds(LONGEST_RETRY_SECONDS))
                .build();
    }

    private String expression() {
        return plan.spec().monitoring().schedule();
    }

    private String description() {
        return "Monitoring of MlWorkspace " + plan.owner().namespace() + "/"
                + plan.owner().name();
    }

    private Outcome ready() {
        return new Outcome.Ready(describe() + " runs the state machine by " + expression());
    }

    private String groupArn() {
        return schedules().groupArn(plan.name());
    }

    private Schedules schedules() {
        return plan.aws().schedules();
    }
}
