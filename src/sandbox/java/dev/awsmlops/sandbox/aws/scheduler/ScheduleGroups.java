package dev.awsmlops.sandbox.aws.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations on groups and their tags (API reference, under the names of the operations). Every account has the
 * group {@code default}, which cannot be deleted; it does not count as a resource here.
 */
final class ScheduleGroups {

    private final World world;
    private final ResourceStore<ScheduleGroup> store;
    private final ResourceStore<Schedule> schedules;

    ScheduleGroups(World world, ResourceStore<ScheduleGroup> store, ResourceStore<Schedule> schedules) {
        this.world = world;
        this.store = store;
        this.schedules = schedules;
    }

    /** Refuses to make a schedule in a group that is not there, or is being deleted. */
    void requireActive(Request request, String group) {
        if (!group.equals(SchedulerRules.DEFAULT_GROUP) && !find(request, group).active(request.now())) {
            throw SchedulerRules.conflict("Schedule group %s is being deleted.".formatted(group));
        }
    }

    ObjectNode create(Request request) {
        String name = SchedulerRules.name(request, "Name");
        Map<String, String> tags = tags(request);
        if (name.equals(SchedulerRules.DEFAULT_GROUP) || store.taken(request, name)) {
            throw SchedulerRules.conflict("Schedule group %s already exists.".formatted(name));
        }
        ScheduleGroup group = new ScheduleGroup(world, request, name, tags);
        store.add(group);
        return new Output().put("ScheduleGroupArn", group.arn()).json();
    }

    ObjectNode get(Request request) {
        String name = SchedulerRules.name(request, "Name");
        if (name.equals(SchedulerRules.DEFAULT_GROUP)) {
            return new Output()
                    .put("Arn", ResourceType.SCHEDULE_GROUP.arn(request.region(), request.account(), name))
                    .put("Name", name)
                    .put("State", "ACTIVE")
                    .put("CreationDate", Instant.EPOCH)
                    .json();
        }
        return find(request, name).describe(request.now());
    }

    /** "Deleting a schedule group results in EventBridge Scheduler deleting all schedules associated with the group." */
    ObjectNode delete(Request request) {
        String name = SchedulerRules.name(request, "Name");
        if (name.equals(SchedulerRules.DEFAULT_GROUP)) {
            throw SchedulerRules.invalid("Cannot delete the default schedule group.");
        }
        ScheduleGroup group = find(request, name);
        if (!group.active(request.now())) {
            throw SchedulerRules.conflict("Schedule group %s is being deleted.".formatted(name));
        }
        schedules.list(request).stream()
                .filter(schedule -> schedule.group().equals(name))
                .forEach(schedule -> schedule.delete(request.now()));
        group.delete(request.now());
        return Output.empty();
    }

    ObjectNode list(Request request) {
        String prefix = request.text("NamePrefix").orElse("");
        List<ScheduleGroup> matching = store.list(request).stream()
                .filter(group -> group.name().startsWith(prefix))
                .toList();
        Page<ScheduleGroup> page = Page.of(world, request, matching, ScheduleGroup::name, false, 100, 100);
        return new Output()
                .objects(
                        "ScheduleGroups",
                        page.items().stream()
                                .map(group -> group.describe(request.now()))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode tag(Request request) {
        tagged(request).tags().putAll(tags(request));
        return Output.empty();
    }

    ObjectNode untag(Request request) {
        tagged(request).tags().keySet().removeAll(request.strings("TagKeys"));
        return Output.empty();
    }

    ObjectNode listTags(Request request) {
        List<ObjectNode> tags = tagged(request).tags().entrySet().stream()
                .map(tag -> new Output()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue())
                        .json())
                .toList();
        return new Output().objects("Tags", tags).json();
    }

    private static Map<String, String> tags(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        request.each("Tags").forEach(tag -> tags.put(tag.required("Key"), tag.required("Value")));
        return tags;
    }

    private ScheduleGroup tagged(Request request) {
        String arn = request.required("ResourceArn");
        return store.list(request).stream()
                .filter(group -> group.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> SchedulerRules.notFound("Schedule group %s does not exist.".formatted(arn)));
    }

    private ScheduleGroup find(Request request, String name) {
        return store.find(request, name)
                .orElseThrow(() -> SchedulerRules.notFound("Schedule group %s does not exist.".formatted(name)));
    }
}
