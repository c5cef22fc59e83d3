package dev.awsmlops.sandbox.aws.stepfunctions;

import static dev.awsmlops.sandbox.aws.stepfunctions.StatesRules.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Page.Paging;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.stepfunctions.language.DefinitionCheck;
import dev.awsmlops.sandbox.aws.stepfunctions.language.Diagnostic;
import dev.awsmlops.sandbox.aws.stepfunctions.task.Integrations;
import dev.awsmlops.sandbox.aws.stepfunctions.task.TaskRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on state machines (API reference, under the names of the operations). */
final class StateMachines {

    /** 1 MiB (API reference, CreateStateMachine, definition). */
    private static final int LARGEST_DEFINITION = 1_048_576;

    private final World world;
    private final Roles roles;
    private final Integrations integrations;
    private final ResourceStore<StateMachine> store;
    private final ExecutionStore executions;

    StateMachines(
            World world,
            Roles roles,
            Integrations integrations,
            ResourceStore<StateMachine> store,
            ExecutionStore executions) {
        this.world = world;
        this.roles = roles;
        this.integrations = integrations;
        this.store = store;
        this.executions = executions;
    }

    /**
     * "If a following request has a different roleArn or tags, Step Functions will ignore these differences and treat it
     * as an idempotent request of the previous. In this case, roleArn and tags will not be updated."
     */
    ObjectNode create(Request request) {
        String name = StatesRules.name(request);
        MachineSpec spec = MachineSpec.forCreate(request);
        Map<String, String> tags = StatesTags.of(request);
        requireSound(spec.definition());
        requireAssumable(request, spec.roleArn());
        if (store.taken(request, name)) {
            return existing(request, name, spec);
        }
        if (world.settings().exceeds(store.type(), store.count(request) + 1)) {
            throw refused(
                    "StateMachineLimitExceeded",
                    "State Machine Limit Exceeded: '%d'"
                            .formatted(world.settings().quotaOf(store.type())));
        }
        StateMachine machine = new StateMachine(world, request, name, spec, tags);
        store.add(machine);
        return created(machine);
    }

    private ObjectNode existing(Request request, String name, MachineSpec spec) {
        StateMachine machine = store.find(request, name).orElseThrow();
        if (machine.deleting(request.now())) {
            throw StatesRules.deleting(machine.arn());
        }
        if (!machine.spec().sameFor(spec)) {
            throw refused("StateMachineAlreadyExists", "State Machine Already Exists: '%s'".formatted(machine.arn()));
        }
        return created(machine);
    }

    private static ObjectNode created(StateMachine machine) {
        return new Output()
                .put("stateMachineArn", machine.arn())
                .put("creationDate", machine.createdAt())
                .json();
    }

    ObjectNode describe(Request request) {
        return required(request, "stateMachineArn").describe(request.now());
    }

    ObjectNode update(Request request) {
        StateMachine machine = required(request, "stateMachineArn");
        if (machine.deleting(request.now())) {
            throw StatesRules.deleting(machine.arn());
        }
        boolean any = List.of(
                        "definition",
                        "roleArn",
                        "loggingConfiguration",
                        "tracingConfiguration",
                        "encryptionConfiguration")
                .stream()
                .anyMatch(request::has);
        if (!any) {
            throw refused(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified");
        }
        MachineSpec changed = machine.spec().changed(request);
        requireSound(changed.definition());
        requireAssumable(request, changed.roleArn());
        machine.update(changed);
        return new Output()
                .put("updateDate", request.now())
                .put("revisionId", machine.revisionId())
                .json();
    }

    /** "A state machine is deleted only when all its executions are completed." What is not there is deleted as well. */
    ObjectNode delete(Request request) {
        String arn = StatesRules.machineArn(request, "stateMachineArn");
        find(request, arn).filter(machine -> !machine.deleting(request.now())).ifPresent(machine -> {
            machine.delete(request.now());
            executions.finishDeletion(machine, request.now());
        });
        return Output.empty();
    }

    ObjectNode list(Request request) {
        Paging paging = new Paging("maxResults", "nextToken", 100, 1000, "InvalidToken");
        Page<StateMachine> page = Page.of(world, request, paging, store.list(request), StateMachine::name, false);
        return new Output()
                .objects(
                        "stateMachines",
                        page.items().stream().map(StateMachine::summary).toList())
                .put("nextToken", page.next())
                .json();
    }

    ObjectNode validate(Request request) {
        StatesRules.refuseUnsimulated(request, "severity", "maxResults");
        List<Diagnostic> found = DefinitionCheck.of(request.required("definition"), integrations);
        return new Output()
                .put("result", found.isEmpty() ? "OK" : "FAIL")
                .objects("diagnostics", found.stream().map(Diagnostic::json).toList())
                .put("truncated", false)
                .json();
    }

    StateMachine required(Request request, String field) {
        String arn = StatesRules.machineArn(request, field);
        return find(request, arn).orElseThrow(() -> StatesRules.noMachine(arn));
    }

    private Optional<StateMachine> find(Request request, String arn) {
        return store.find(request, arn.substring(arn.lastIndexOf(':') + 1))
                .filter(machine -> machine.arn().equals(arn));
    }

    private void requireSound(String definition) {
        if (definition.getBytes(StandardCharsets.UTF_8).length > LARGEST_DEFINITION) {
            throw refused("InvalidDefinition", "Invalid State Machine Definition: 'DEFINITION_TOO_LARGE'");
        }
        List<Diagnostic> found = DefinitionCheck.of(definition, integrations);
        if (!found.isEmpty()) {
            throw refused(
                    "InvalidDefinition",
                    "Invalid State Machine Definition: '%s'"
                            .formatted(String.join(
                                    ", ", found.stream().map(Diagnostic::text).toList())));
        }
    }

    /** In AWS's words (terraform-provider-aws state_machine.go). */
    private void requireAssumable(Request request, String roleArn) {
        if (!roleArn.matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw refused("InvalidArn", "Invalid Role Arn: '%s'".formatted(roleArn));
        }
        if (!roles.assumable(request, roleArn, TaskRunner.PRINCIPAL)) {
            throw refused(
                    "AccessDeniedException",
                    "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.");
        }
    }
}
