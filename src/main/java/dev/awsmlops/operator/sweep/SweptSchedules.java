package dev.awsmlops.operator.sweep;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ResourceTags;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;

/** The schedules that run workspaces' state machines, each with the group that says whose it is. */
record SweptSchedules(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.SCHEDULE;
    }

    @Override
    public ResourceTags tags() {
        return aws.schedules().groupTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws.schedules().groups().map(group -> new Listed(group.name(), group.arn(), false));
    }

    /** The schedule first: while a group is being deleted its schedules may still run (API reference, DeleteScheduleGroup). */
    @Override
    public Step remove(String name, boolean kept) {
        Optional<GetScheduleGroupResponse> group = aws.schedules().group(name);
        if (group.isEmpty()) {
            return Step.GONE;
        }
        if (group.get().state() == ScheduleGroupState.DELETING) {
            return Step.WAITING;
        }
        var scheduler = aws.schedules().client();
        emptyIfNotFound(() ->
                scheduler.deleteSchedule(request -> request.groupName(name).name(name)));
        emptyIfNotFound(() -> scheduler.deleteScheduleGroup(request -> request.name(name)));
        return Step.TAKEN;
    }
}
