package dev.awsmlops.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.codecommit.CodeCommit;
import dev.awsmlops.sandbox.aws.fault.Attempt;
import dev.awsmlops.sandbox.aws.fault.Faults;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.glue.Glue;
import dev.awsmlops.sandbox.aws.iam.Iam;
import dev.awsmlops.sandbox.aws.iam.Sts;
import dev.awsmlops.sandbox.aws.s3.Buckets;
import dev.awsmlops.sandbox.aws.s3.S3;
import dev.awsmlops.sandbox.aws.sagemaker.SageMaker;
import dev.awsmlops.sandbox.aws.sagemaker.TrainingJobSpec;
import dev.awsmlops.sandbox.aws.service.AccountSettings;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Operations.Operation;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.CredentialScope;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import dev.awsmlops.sandbox.aws.wire.WireRequest;
import dev.awsmlops.sandbox.aws.wire.WireResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * One simulated AWS account.
 *
 * <ul>
 *   <li>Callers come in through a {@link Door}, with real SDK clients.
 *   <li>Time is the given clock's. Nothing sleeps and nothing runs in the background: a transition that has come due
 *       happens when somebody next looks.
 *   <li>Calls take effect one at a time, so that the same calls under the same faults give the same world.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SimulatedAws {

    public static final String ACCOUNT = "123456789012";

    private final Object lock = new Object();
    private final World world;
    private final Roles roles;
    private final Glue glue;
    private final SageMaker sageMaker;
    private final Buckets buckets;
    private final List<SimulatedService> services;
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Faults faults;
    private ObjectStorage objectStorage;
    private long sequence;

    public SimulatedAws(InstantSource clock, Timings timings) {
        world = new World(ACCOUNT, clock, timings);
        faults = new Faults(world.outcomes(), this::crash);
        Iam iam = new Iam(world);
        roles = iam.roles();
        S3 s3 = new S3(world);
        buckets = s3.buckets(lock);
        objectStorage = s3.storage();
        glue = new Glue(world, roles, (bucket, prefix) -> objectStorage.objects(bucket, prefix));
        sageMaker = new SageMaker(world, roles);
        CodeCommit codeCommit = new CodeCommit(world);
        services = List.of(
                glue.service(), sageMaker.service(), s3.service(), codeCommit.service(), iam.service(), Sts.service());
    }

    /** A new door. Several doors of one caller are one process with several clients: a crash kills them all. */
    public Door door(String caller) {
        Door door = new Door(this, caller);
        doors.add(door);
        return door;
    }

    /** Kills every door opened so far for the caller. */
    public void kill(String caller) {
        doors.stream().filter(door -> door.caller().equals(caller)).forEach(Door::kill);
    }

    /** Points a client at this account, in us-east-1, through a new door. */
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(B builder, String caller) {
        return configure(builder, door(caller), Region.US_EAST_1);
    }

    /** Points a client at this account. */
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(
            B builder, Door door, Region region) {
        return builder.httpClient(door)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")));
    }

    public Faults faults() {
        return faults;
    }

    public AccountSettings settings() {
        return world.settings();
    }

    /** The account's buckets, to be filled and looked into without S3's API. */
    public Buckets buckets() {
        return buckets;
    }

    /** Where crawlers find the account's buckets, instead of in S3. */
    public void objectStorage(ObjectStorage storage) {
        synchronized (lock) {
            objectStorage = storage;
        }
    }

    /** Says when somebody last worked in an interactive session: its idle time-out counts from then. */
    public void sessionActivity(String region, String id, Instant lastActivity) {
        synchronized (lock) {
            glue.sessionActivity(region, id, lastActivity);
        }
    }

    /** Puts a training job into the account, in place of the one of its name: as if somebody had started it. */
    public void trainingJob(String region, TrainingJobSpec job) {
        synchronized (lock) {
            sageMaker.put(region, job);
        }
    }

    /**
     * Whether a role's policies allow a call, as {@link Roles#allows} tells the simulated services.
     *
     * @param resourceTags the tags of the resource that the call is about
     */
    public boolean allows(String roleArn, String action, String resourceArn, Map<String, String> resourceTags) {
        synchronized (lock) {
            Request asking = new Request(ACCOUNT, Region.US_EAST_1.id(), "", world.now(), false, Output.empty());
            return roles.allows(asking, roleArn, action, resourceArn, resourceTags);
        }
    }

    /**
     * Puts resources into a state, whatever led to it: one that no operation leads to, such as {@code InMaintenance}, or
     * one that nobody has heard of yet. They stay in it until something else happens to them.
     *
     * @param name in any region
     */
    public void force(ResourceType type, String name, String state) {
        synchronized (lock) {
            Instant now = world.catchUp();
            world.everything()
                    .filter(resource ->
                            resource.type() == type && resource.name().equals(name) && !resource.gone(now))
                    .forEach(resource -> resource.force(state, now));
        }
    }

    /** All calls so far, in the order in which they took effect. */
    public List<Call> calls() {
        synchronized (lock) {
            return List.copyOf(calls);
        }
    }

    public List<Call> callsBy(String caller) {
        return calls().stream().filter(call -> call.caller().equals(caller)).toList();
    }

    public void clearCalls() {
        synchronized (lock) {
            calls.clear();
        }
    }

    /** Everything that exists now, in all regions, whether reads see it yet or not. */
    public List<SimulatedResource> inventory() {
        synchronized (lock) {
            Instant now = world.catchUp();
            return world.everything()
                    .filter(resource -> !resource.gone(now))
                    .map(resource -> SimulatedResource.of(resource, now))
                    .toList();
        }
    }

    /** Everything that costs by the hour right now. */
    public List<SimulatedResource> running() {
        return inventory().stream().filter(SimulatedResource::billing).toList();
    }

    public Ledger ledger() {
        synchronized (lock) {
            Instant now = world.catchUp();
            return Ledger.of(world.everything().toList(), now);
        }
    }

    /**
     * Answers one request that came in through a door.
     *
     * @throws IOException when a fault loses the request or the answer
     */
    WireResponse serve(Door door, WireRequest wire) throws IOException {
        synchronized (lock) {
            door.requireAlive();
            String requestId = new UUID(0, ++sequence).toString();
            WireResponse response = route(door, wire, requestId);
            return wire.method().equals("HEAD") ? response.withoutBody() : response;
        }
    }

    private WireResponse route(Door door, WireRequest wire, String requestId) throws IOException {
        try {
            CredentialScope scope = CredentialScope.of(wire);
            SimulatedService service = service(scope, wire);
            return serve(door, wire, scope, service, requestId);
        } catch (ServiceFailure unroutable) {
            return new JsonProtocol("1.1", "").failure(unroutable, requestId);
        }
    }

    private WireResponse serve(
            Door door, WireRequest wire, CredentialScope scope, SimulatedService service, String requestId)
            throws IOException {
        Optional<String> error = Optional.empty();
        Attempt attempt = null;
        try {
            Operation operation = service.operations().named(service.protocol().operation(wire));
            ObjectNode input = service.protocol().input(wire);
            Instant now = world.catchUp();
            Request request = new Request(ACCOUNT, scope.region(), door.caller(), now, operation.mutating(), input);
            attempt = attempt(service, operation, request);
            ObjectNode output = carryOut(operation, request, faults.consider(attempt));
            return service.protocol().output(operation.name(), output, requestId);
        } catch (ServiceFailure failure) {
            error = Optional.of(failure.code());
            return service.protocol().failure(failure, requestId);
        } catch (IOException lost) {
            error = Optional.of(Call.CONNECTION_LOST);
            throw lost;
        } catch (DoorKilled killed) {
            error = Optional.of(Call.KILLED);
            throw killed;
        } finally {
            if (attempt != null) {
                calls.add(call(attempt, error));
            }
        }
    }

    private static ObjectNode carryOut(Operation operation, Request request, Faults.Due due) throws IOException {
        due.strike(Moment.BEFORE);
        try {
            if (due.ignored()) {
                return Output.empty();
            }
            return operation.handler().handle(request);
        } finally {
            due.strike(Moment.AFTER);
        }
    }

    private SimulatedService service(CredentialScope scope, WireRequest wire) {
        return services.stream()
                .filter(service -> service.signingName().equals(scope.service()))
                .filter(service -> service.protocol().speaks(wire))
                .findFirst()
                .orElseThrow(() -> ServiceFailure.refused(
                        "UnknownOperationException", "The service " + scope.service() + " is not simulated"));
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
                operation.subject().arn(request.input(), request.region(), ACCOUNT),
                request.input(),
                request.now());
    }

    private Call call(Attempt attempt, Optional<String> error) {
        return new Call(
                sequence,
                attempt.caller(),
                attempt.service(),
                attempt.operation(),
                attempt.mutating(),
                attempt.resource(),
                error,
                attempt.time());
    }

    private void crash(String caller) {
        kill(caller);
        throw new DoorKilled(caller);
    }
}
