package dev.awsmlops.sandbox.aws.stepfunctions;

import static dev.awsmlops.sandbox.aws.stepfunctions.StatesRules.refused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Page.Paging;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.stepfunctions.language.DefinitionCheck;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Flow;
import dev.awsmlops.sandbox.aws.stepfunctions.run.History;
import dev.awsmlops.sandbox.aws.stepfunctions.run.Surroundings;
import dev.awsmlops.sandbox.aws.stepfunctions.task.TaskRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The operations on executions (API reference, under the names of the operations). */
final class Executions {

    private static final int LARGEST_INPUT = 262_144;
    private static final Set<String> STATUSES =
            Set.of("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final World world;
    private final StateMachines machines;
    private final ExecutionStore store;
    private final TaskRunner tasks;

    Executions(World world, StateMachines machines, ExecutionStore store, TaskRunner tasks) {
        this.world = world;
        this.machines = machines;
        this.store = store;
        this.tasks = tasks;
    }

    /**
     * "StartExecution is idempotent for STANDARD workflows": with the name and input of a running execution it succeeds
     * and returns the same; with other input, or once that one has ended, it is refused.
     */
    ObjectNode start(Request request) {
        StatesRules.refuseUnsimulated(request, "traceHeader");
        StateMachine machine = machines.required(request, "stateMachineArn");
        Optional<String> name = StatesRules.optionalName(request);
        String input = request.text("input").orElse("{}");
        JsonNode parsed = parse(input);
        if (machine.deleting(request.now())) {
            throw StatesRules.deleting(machine.arn());
        }
        long number = store.nextNumber();
        String usual = new UUID(request.now().toEpochMilli(), number).toString();
        ExecutionId id = new ExecutionId(number, machine.arn(), name.orElse(usual));
        Execution execution = store.find(id.arn(), request.now())
                .map(existing -> same(existing, parsed))
                .orElseGet(() -> begin(machine, id, input, parsed, request));
        return new Output()
                .put("executionArn", execution.id().arn())
                .put("startDate", execution.startedAt())
                .json();
    }

    private static Execution same(Execution existing, JsonNode input) {
        if (!existing.running() || !parse(existing.input()).equals(input)) {
            throw refused(
                    "ExecutionAlreadyExists",
                    "Execution Already Exists: '%s'".formatted(existing.id().arn()));
        }
        return existing;
    }

    private Execution begin(StateMachine machine, ExecutionId id, String input, JsonNode parsed, Request request) {
        JsonNode definition = DefinitionCheck.read(machine.spec().definition());
        String role = machine.spec().roleArn();
        History history = new History();
        Surroundings around = new Surroundings(
                (resource, arguments, at) -> tasks.run(role, machine.region(), resource, arguments, at),
                context(machine, id, parsed, request),
                history,
                new Random(id.number()));
        Flow flow = Flow.of(around, definition, parsed, request.now());
        Execution execution = new Execution(machine, id, input, definition, flow, history, request.now());
        store.add(execution);
        return execution;
    }

    private static ObjectNode context(StateMachine machine, ExecutionId id, JsonNode input, Request request) {
        return new Output()
                .put(
                        "Execution",
                        new Output()
                                .put("Id", id.arn())
                                .put("Input", input)
                                .put("Name", id.name())
                                .put("RoleArn", machine.spec().roleArn())
                                .put("StartTime", request.now().toString())
                                .put("RedriveCount", 0)
                                .json())
                .put(
                        "StateMachine",
                        new Output()
                                .put("Id", machine.arn())
                                .put("Name", machine.name())
                                .json())
                .json();
    }

    private static JsonNode parse(String input) {
        if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
            throw Request.violation("input", "'" + input + "'", "have length less than or equal to " + LARGEST_INPUT);
        }
        try {
            JsonNode parsed = JSON.readTree(input);
            if (!parsed.isMissingNode()) {
                return parsed;
            }
        } catch (JsonProcessingException malformed) {
            throw invalidInput(malformed.getOriginalMessage());
        }
        throw invalidInput("it is empty");
    }

    private static RuntimeException invalidInput(String why) {
        return refused("InvalidExecutionInput", "Invalid State Machine Execution Input: '%s'".formatted(why));
    }

    ObjectNode describe(Request request) {
        return required(request).describe();
    }

    ObjectNode list(Request request) {
        StatesRules.refuseUnsimulated(request, "mapRunArn", "redriveFilter");
        StateMachine machine = machines.required(request, "stateMachineArn");
        Optional<String> status = request.oneOf("statusFilter", STATUSES);
        List<Execution> matching = store.kept(request.now())
                .filter(execution -> execution.machine().arn().equals(machine.arn()))
                .filter(execution -> status.isEmpty() || status.get().equals(execution.status()))
                .toList();
        Paging paging = new Paging("maxResults", "nextToken", 100, 1000, "InvalidToken");
        Page<Execution> page = Page.of(
                world,
                request,
                paging,
                matching,
                execution -> "%019d".formatted(execution.id().number()),
                true);
        return new Output()
                .objects(
                        "executions",
                        page.items().stream()
                                .map(execution -> execution.summary().json())
                                .toList())
                .put("nextToken", page.next())
                .json();
    }

    /** What has ended stays as it ended: no source tells of a refusal. */
    ObjectNode stop(Request request) {
        Execution execution = required(request);
        if (execution.running()) {
            execution.stop(request.text("error", 256), request.text("cause", 32_768), request.now());
            store.stopped();
            store.finishDeletion(execution.machine(), request.now());
        }
        return new Output().put("stopDate", execution.stoppedAt().orElseThrow()).json();
    }

    ObjectNode history(Request request) {
        StatesRules.refuseUnsimulated(request, "includeExecutionData");
        List<ObjectNode> events = required(request).history().events();
        Paging paging = new Paging("maxResults", "nextToken", 100, 1000, "InvalidToken");
        Page<ObjectNode> page = Page.of(
                world,
                request,
                paging,
                events,
                event -> "%019d".formatted(event.path("id").asLong()),
                request.flag("reverseOrder"));
        return new Output()
                .objects("events", page.items())
                .put("nextToken", page.next())
                .json();
    }

    private Execution required(Request request) {
        String arn = StatesRules.executionArn(request);
        return store.find(arn, request.now())
                .orElseThrow(() -> refused("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'".formatted(arn)));
    }
}
