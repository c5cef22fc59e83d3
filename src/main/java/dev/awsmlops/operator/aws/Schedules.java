package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;

/**
 * The schedules of EventBridge Scheduler in one region, each in a group of its own name.
 *
 * <p>"You can only assign tags to schedule groups" (EventBridge Scheduler API reference, TagResource): whose a schedule is,
 * its group says. A mark in a schedule's description would do too, but be unknown to whoever looks for our tags.
 */
public final class Schedules {

    /** The longest page. Source: EventBridge Scheduler API reference, ListSchedules, MaxResults. */
    private static final int PAGE = 100;

    private final SchedulerClient client;
    private final Account account;
    private final Observation<Instant, GetScheduleResponse> observation;
    private final ResourceTags groupTags;

    Schedules(SchedulerClient client, Account account, Clock clock, Duration observationInterval) {
        this.client = client;
        this.account = account;
        this.observation = new Observation<>(
                new Listing<>(
                        clock,
                        observationInterval,
                        this::list,
                        ScheduleSummary::name,
                        ScheduleSummary::lastModificationDate),
                modified -> modified,
                name -> emptyIfNotFound(() ->
                        client.getSchedule(request -> request.groupName(name).name(name))),
                GetScheduleResponse::lastModificationDate);
        this.groupTags = new ResourceTags(new GroupTags(client));
    }

    public SchedulerClient client() {
        return client;
    }

    /** Schedules, by the name that they share with their groups. */
    public Observation<Instant, GetScheduleResponse> observation() {
        return observation;
    }

    /** The group of that name, read now. */
    public Optional<GetScheduleGroupResponse> group(String name) {
        return emptyIfNotFound(() -> client.getScheduleGroup(request -> request.name(name)));
    }

    /** The groups that may be the operator's by their names, read now, page after page. */
    public Stream<ScheduleGroupSummary> groups() {
        return client
                .listScheduleGroupsPaginator(
                        request -> request.namePrefix(ResourceName.PREFIX).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.scheduleGroups().stream());
    }

    /** The tags of groups, by ARN. */
    public ResourceTags groupTags() {
        return groupTags;
    }

    /** The ARN that the group of that name has, whether it exists or not. */
    public String groupArn(String name) {
        return account.arn("scheduler", "schedule-group/" + name);
    }

    /** Tags in the form that EventBridge Scheduler takes them. */
    public static List<Tag> tagsOf(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private Stream<ScheduleSummary> list() {
        return client
                .listSchedulesPaginator(
                        request -> request.namePrefix(ResourceName.PREFIX).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.schedules().stream())
                .filter(schedule -> schedule.name().equals(schedule.groupName()));
    }

    private record GroupTags(SchedulerClient client) implements ResourceTags.Service {

        @Override
        public Map<String, String> read(String arn) {
            return client.listTagsForResource(request -> request.resourceArn(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        }

        @Override
        public void write(String arn, Map<String, String> tags) {
            client.tagResource(request -> request.resourceArn(arn).tags(tagsOf(tags)));
        }

        @Override
        public void remove(String arn, String key) {
            client.untagResource(request -> request.resourceArn(arn).tagKeys(key));
        }
    }
}
