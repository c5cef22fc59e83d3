package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.memory.Packing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.Tag;

/** The state machines of Step Functions in one region, and what they execute. */
public final class StateMachines {

    /** The longest page of either list. Source: Step Functions API reference, {@code maxResults}. */
    private static final int PAGE = 1000;

    private final SfnClient client;
    private final Account account;
    private final Observation<Object, StateMachine> observation;
    private final ResourceTags tags;
    private final Packing definitions = new Packing();

    StateMachines(SfnClient client, Account account, Clock clock, Duration observationInterval) {
        this.client = client;
        this.account = account;
        this.observation = new Observation<>(
                new Listing<>(
                        clock,
                        observationInterval,
                        this::all,
                        StateMachineListItem::name,
                        listed -> version(listed.stateMachineArn(), listed.creationDate())),
                version -> version,
                name -> emptyIfNotFound(
                                () -> client.describeStateMachine(request -> request.stateMachineArn(arn(name))))
                        .map(described -> StateMachine.of(described, definitions)),
                described -> version(described.arn(), described.creationDate()));
        this.tags = new ResourceTags(new SfnTags(client));
    }

    public SfnClient client() {
        return client;
    }

    /** By name. The shared list tells one that has vanished or was made anew, but not one that was changed. */
    public Observation<Object, StateMachine> observation() {
        return observation;
    }

    public ResourceTags tags() {
        return tags;
    }

    /** The ARN that the state machine of that name has, whether it exists or not. */
    public String arn(String name) {
        return account.arn("states", "stateMachine:" + name);
    }

    /** The executions of a state machine of the last 90 days, whatever has become of them, page after page. */
    public Stream<ExecutionListItem> executions(String name) {
        return client
                .listExecutionsPaginator(
                        request -> request.stateMachineArn(arn(name)).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.executions().stream());
    }

    /** The executions of a state machine that have not ended. */
    public Stream<ExecutionListItem> running(String name) {
        return client
                .listExecutionsPaginator(request -> request.stateMachineArn(arn(name))
                        .statusFilter(ExecutionStatus.RUNNING)
                        .maxResults(PAGE))
                .stream()
                .flatMap(page -> page.executions().stream());
    }

    /** Starts an execution. Nothing happens when one of that name and with that input runs already. */
    public void start(String name, String execution, String input) {
        client.startExecution(
                request -> request.stateMachineArn(arn(name)).name(execution).input(input));
    }

    /** Stops an execution, if it still exists. */
    public void stop(ExecutionListItem execution, String why) {
        emptyIfNotFound(() -> client.stopExecution(
                request -> request.executionArn(execution.executionArn()).cause(why)));
    }

    /** Tags in the form that Step Functions takes them. */
    public static List<Tag> tagsOf(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** All of the region's, read now, page after page. */
    public Stream<StateMachineListItem> all() {
        return client.listStateMachinesPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.stateMachines().stream());
    }

    private static Object version(String arn, Instant creation) {
        return List.of(arn, creation);
    }

    private record SfnTags(SfnClient client) implements ResourceTags.Service {

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
