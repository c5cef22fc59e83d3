package dev.awsmlops.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.fault.Attempt;
import dev.awsmlops.sandbox.aws.fault.Faults;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.fault.Refusals;
import dev.awsmlops.sandbox.aws.service.Operations.Operation;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.RoleCalls;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Carries out calls, wherever they come from: each meets the faults that are set, and is recorded. */
final class Switchboard implements RoleCalls {

    private final World world;
    private final Roles roles;
    private final Faults faults;
    private final Contract contract;
    private final List<SimulatedService> services = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private long sequence;

    Switchboard(World world, Roles roles, Faults faults, Contract contract) {
        this.world = world;
        this.roles = roles;
        this.faults = faults;
        this.contract = contract;
    }

    void connect(List<SimulatedService> more) {
        services.addAll(more);
    }

    /** The service that signs with the name and fits the request. */
    Optional<SimulatedService> service(String signingName, Predicate<SimulatedService> fits) {
        return services.stream()
                .filter(service -> service.signingName().equals(signingName))
                .filter(fits)
                .findFirst();
    }

    /** All operations, by the name that their service signs with. */
    Map<String, Set<String>> operations() {
        return services.stream().collect(Collectors.toMap(SimulatedService::signingName, service -> service.operations()
                .names()));
    }

    List<Call> calls() {
        return calls;
    }

    /** The number of the next call. */
    long next() {
        return ++sequence;
    }

    /** A call that came in through a door: whoever has a door is allowed everything that no fault denies. */
    ObjectNode perform(SimulatedService service, Operation operation, Request request) throws IOException {
        return perform(attempt(service, operation, request), operation, request, allowed -> true);
    }

    @Override
    public boolean simulates(String service, String operation) {
        return services.stream()
                .anyMatch(known -> known.signingName().equals(service)
                        && known.operations().has(operation));
    }

    @Override
    public ObjectNode make(RoleCall call) throws IOException {
        next();
        SimulatedService service = service(call.service(), any -> true)
                .orElseThrow(() -> new IllegalArgumentException("The service " + call.service() + " is not simulated"));
        Operation operation = service.operations().named(call.operation());
        String caller = "role/" + call.roleArn().substring(call.roleArn().lastIndexOf('/') + 1);
        Request request =
                new Request(world.account(), call.region(), caller, call.at(), operation.mutating(), call.input());
        return perform(
                attempt(service, operation, request),
                operation,
                request,
                attempt ->
                        roles.allows(request, call.roleArn(), attempt.action(), attempt.resourceArn(), tags(attempt)));
    }

    private ObjectNode perform(Attempt attempt, Operation operation, Request request, Predicate<Attempt> allowed)
            throws IOException {
        Optional<String> error = Optional.empty();
        long number = sequence;
        try {
            Faults.Due due = faults.consider(attempt);
            if (!allowed.test(attempt)) {
                throw Refusals.denied(attempt);
            }
            return carryOut(attempt.service(), operation, request, due);
        } catch (ServiceFailure failure) {
            error = Optional.of(failure.code());
            throw failure;
        } catch (IOException lost) {
            error = Optional.of(Call.CONNECTION_LOST);
            throw lost;
        } catch (DoorKilled killed) {
            error = Optional.of(Call.KILLED);
            throw killed;
        } finally {
            calls.add(call(number, attempt, error));
        }
    }

    private ObjectNode carryOut(String service, Operation operation, Request request, Faults.Due due)
            throws IOException {
        due.strike(Moment.BEFORE);
        contract.checkRequest(service, operation.name(), request.input());
        try {
            if (due.ignored()) {
                return Output.empty();
            }
            ObjectNode output = operation.handler().handle(request);
            contract.checkAnswer(service, operation.name(), request.input(), output);
            return output;
        } finally {
            due.strike(Moment.AFTER);
        }
    }

    /** Those of the resource that the call is about, for conditions on them. */
    private Map<String, String> tags(Attempt attempt) {
        return world.everything()
                .filter(resource -> resource.arn().equals(attempt.resourceArn()) && !resource.gone(attempt.time()))
                .findFirst()
                .map(Resource::tags)
                .orElse(Map.of());
    }

    private Attempt attempt(SimulatedService service, Operation operation, Request request) {
        return new Attempt(
                request.caller(),
                request.callerArn(),
                service.signingName(),
                operation.name(),
                service.signingName() + ":" + operation.action(),
                operation.mutating(),
                operation.subject().of(request.input()),
                operation.subject().arn(request.input(), request.region(), world.account()),
                request.input(),
                request.now());
    }

    private static Call call(long number, Attempt attempt, Optional<String> error) {
        return new Call(
                number,
                attempt.caller(),
                attempt.service(),
                attempt.operation(),
                attempt.mutating(),
                attempt.resource(),
                error,
                attempt.time());
    }
}
