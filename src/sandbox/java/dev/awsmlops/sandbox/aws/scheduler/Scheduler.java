package dev.awsmlops.sandbox.aws.scheduler;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.RoleCalls;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.RestJsonOperation;
import dev.awsmlops.sandbox.aws.wire.RestJsonProtocol;
import java.util.List;

/** EventBridge Scheduler, as far as schedules start executions of state machines. */
public final class Scheduler {

    private static final Subject SCHEDULE = Subject.named(ResourceType.SCHEDULE, "GroupName", "Name");
    private static final Subject GROUP = Subject.named(ResourceType.SCHEDULE_GROUP, "Name");
    private static final Subject TAGGED = Subject.arn("ResourceArn");

    private static final String ONE_SCHEDULE = "/schedules/{Name}";
    private static final String ONE_GROUP = "/schedule-groups/{Name}";
    private static final String TAGS = "/tags/{ResourceArn}";

    private final Schedules schedules;
    private final ScheduleGroups groups;

    /**
     * The service in one account.
     *
     * @param calls what schedules make
     */
    public Scheduler(World world, Roles roles, RoleCalls calls) {
        ResourceStore<Schedule> scheduleStore = world.store(ResourceType.SCHEDULE);
        ResourceStore<ScheduleGroup> groupStore = world.store(ResourceType.SCHEDULE_GROUP);
        groups = new ScheduleGroups(world, groupStore, scheduleStore);
        schedules = new Schedules(world, roles, scheduleStore, groups);
        world.byItself(new Invoker(world, roles, calls, scheduleStore));
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateSchedule", SCHEDULE, schedules::create)
                .read("GetSchedule", SCHEDULE, schedules::get)
                .write("UpdateSchedule", SCHEDULE, schedules::update)
                .write("DeleteSchedule", SCHEDULE, schedules::delete)
                .read("ListSchedules", Subject.NONE, schedules::list)
                .write("CreateScheduleGroup", GROUP, groups::create)
                .read("GetScheduleGroup", GROUP, groups::get)
                .write("DeleteScheduleGroup", GROUP, groups::delete)
                .read("ListScheduleGroups", Subject.NONE, groups::list)
                .write("TagResource", TAGGED, groups::tag)
                .write("UntagResource", TAGGED, groups::untag)
                .read("ListTagsForResource", TAGGED, groups::listTags);
        return new SimulatedService("scheduler", new RestJsonProtocol(wire()), operations);
    }

    /** The paths of the API reference. "If omitted, the default schedule group is used." */
    private static List<RestJsonOperation> wire() {
        return List.of(
                grouped("POST", "CreateSchedule"),
                grouped("GET", "GetSchedule"),
                grouped("PUT", "UpdateSchedule"),
                grouped("DELETE", "DeleteSchedule"),
                wire("GET", "ListSchedules", "/schedules"),
                wire("POST", "CreateScheduleGroup", ONE_GROUP),
                wire("GET", "GetScheduleGroup", ONE_GROUP),
                wire("DELETE", "DeleteScheduleGroup", ONE_GROUP),
                wire("GET", "ListScheduleGroups", "/schedule-groups"),
                wire("POST", "TagResource", TAGS),
                wire("DELETE", "UntagResource", TAGS),
                wire("GET", "ListTagsForResource", TAGS));
    }

    private static RestJsonOperation grouped(String method, String name) {
        return wire(method, name, ONE_SCHEDULE).usually("GroupName", SchedulerRules.DEFAULT_GROUP);
    }

    private static RestJsonOperation wire(String method, String name, String path) {
        return RestJsonOperation.of("software.amazon.awssdk.services.scheduler.model", method, name, path);
    }
}
