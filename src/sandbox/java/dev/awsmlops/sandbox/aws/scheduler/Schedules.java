package dev.awsmlops.sandbox.aws.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Optional;

/** The operations on schedules (API reference, under the names of the operations). */
final class Schedules {

    private final World world;
    private final Roles roles;
    private final ResourceStore<Schedule> store;
    private final ScheduleGroups groups;

    Schedules(World world, Roles roles, ResourceStore<Schedule> store, ScheduleGroups groups) {
        this.world = world;
        this.roles = roles;
        this.store = store;
        this.groups = groups;
    }

    ObjectNode create(Request request) {
        String name = SchedulerRules.name(request, "Name");
        String group = SchedulerRules.name(request, "GroupName");
        ScheduleSpec spec = ScheduleSpec.of(request);
        groups.requireActive(request, group);
        if (store.taken(request, group + "/" + name)) {
            throw SchedulerRules.conflict("Schedule %s already exists.".formatted(name));
        }
        if (world.settings().exceeds(store.type(), store.count(request) + 1)) {
            throw new ServiceFailure("ServiceQuotaExceededException", "Account quota for schedules exceeded.", 402);
        }
        requireAssumable(request, spec);
        Schedule schedule = new Schedule(world, request, group, name, spec);
        store.add(schedule);
        return arn(schedule);
    }

    ObjectNode get(Request request) {
        return required(request).describe();
    }

    ObjectNode update(Request request) {
        Schedule schedule = required(request);
        ScheduleSpec spec = ScheduleSpec.of(request);
        requireAssumable(request, spec);
        schedule.update(spec, request.now());
        return arn(schedule);
    }

    ObjectNode delete(Request request) {
        required(request).delete(request.now());
        return Output.empty();
    }

    ObjectNode list(Request request) {
        Optional<String> group = request.text("GroupName");
        Optional<String> prefix = request.text("NamePrefix");
        Optional<String> state = request.text("State");
        List<Schedule> matching = store.list(request).stream()
                .filter(schedule -> group.isEmpty() || schedule.group().equals(group.get()))
                .filter(schedule -> schedule.ownName().startsWith(prefix.orElse("")))
                .filter(schedule ->
                        state.isEmpty() || state.get().equals(schedule.spec().enabled() ? "ENABLED" : "DISABLED"))
                .toList();
        Page<Schedule> page = Page.of(world, request, matching, Schedule::name, false, 100, 100);
        return new Output()
                .objects(
                        "Schedules",
                        page.items().stream().map(Schedule::summary).toList())
                .put("NextToken", page.next())
                .json();
    }

    private static ObjectNode arn(Schedule schedule) {
        return new Output().put("ScheduleArn", schedule.arn()).json();
    }

    private Schedule required(Request request) {
        String name = SchedulerRules.name(request, "Name");
        return store.find(request, SchedulerRules.name(request, "GroupName") + "/" + name)
                .orElseThrow(() -> SchedulerRules.notFound("Schedule %s does not exist.".formatted(name)));
    }

    /** In AWS's words (terraform-provider-aws scheduler/schedule.go retries on them). */
    private void requireAssumable(Request request, ScheduleSpec spec) {
        if (!roles.assumable(request, spec.target().path("RoleArn").asText(), Invoker.PRINCIPAL)) {
            throw SchedulerRules.invalid(
                    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
    }
}
