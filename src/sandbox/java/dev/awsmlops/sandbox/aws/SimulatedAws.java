package dev.awsmlops.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.codecommit.CodeCommit;
import dev.awsmlops.sandbox.aws.fault.Faults;
import dev.awsmlops.sandbox.aws.glue.Glue;
import dev.awsmlops.sandbox.aws.iam.AssumedRoles;
import dev.awsmlops.sandbox.aws.iam.Iam;
import dev.awsmlops.sandbox.aws.iam.Sts;
import dev.awsmlops.sandbox.aws.s3.Buckets;
import dev.awsmlops.sandbox.aws.s3.S3;
import dev.awsmlops.sandbox.aws.sagemaker.SageMaker;
import dev.awsmlops.sandbox.aws.sagemaker.TrainingJobSpec;
import dev.awsmlops.sandbox.aws.scheduler.Scheduler;
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
import dev.awsmlops.sandbox.aws.sns.Published;
import dev.awsmlops.sandbox.aws.sns.Sns;
import dev.awsmlops.sandbox.aws.stepfunctions.SimulatedExecution;
import dev.awsmlops.sandbox.aws.stepfunctions.StepFunctions;
import dev.awsmlops.sandbox.aws.wire.CredentialScope;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import dev.awsmlops.sandbox.aws.wire.WireRequest;
import dev.awsmlops.sandbox.aws.wire.WireResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Switchboard switchboard;
    private final StepFunctions stepFunctions;
    private final Sns sns;
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Faults faults;
    private final AssumedRoles assumedRoles = new AssumedRoles();
    private final Map<String, SimulatedAws> others = new ConcurrentHashMap<>();
    private ObjectStorage objectStorage;

    public SimulatedAws(InstantSource clock, Timings timings) {
        this(clock, timings, Contract.NONE);
    }

    /** An account whose services hold their callers, and themselves, to a contract. */
    public SimulatedAws(InstantSource clock, Timings timings, Contract contract) {
        this(ACCOUNT, clock, timings, contract);
    }

    /** @param account its id, of twelve digits */
    public SimulatedAws(String account, InstantSource clock, Timings timings, Contract contract) {
        world = new World(account, clock, timings);
        faults = new Faults(world.outcomes(), this::crash);
        Iam iam = new Iam(world);
        roles = iam.roles();
        S3 s3 = new S3(world);
        buckets = s3.buckets(lock);
        objectStorage = s3.storage();
        glue = new Glue(world, roles, (bucket, prefix) -> objectStorage.objects(bucket, prefix));
        sageMaker = new SageMaker(world, roles);
        CodeCommit codeCommit = new CodeCommit(world);
        switchboard = new Switchboard(world, roles, faults, contract);
        sns = new Sns(world);
        stepFunctions = new StepFunctions(world, roles, switchboard);
        switchboard.connect(List.of(
                glue.service(),
                sageMaker.service(),
                s3.service(),
                codeCommit.service(),
                iam.service(),
                Sts.service(assumedRoles),
                sns.service(),
                stepFunctions.service(),
                new Scheduler(world, roles, switchboard).service()));
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

    /**
     * Lets this account's callers act in another account as a role of that one.
     *
     * @param externalId that the role's trust policy asks for, if it does
     */
    public void trustedBy(SimulatedAws other, String roleArn, Optional<String> externalId) {
        others.put(other.world.account(), other);
        assumedRoles.trust(roleArn, externalId);
    }

    /** Takes that back: the role can't be assumed again. */
    public void distrustedBy(String roleArn) {
        assumedRoles.distrust(roleArn);
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
            world.catchUp();
            glue.sessionActivity(region, id, lastActivity);
        }
    }

    /** Puts a training job into the account, in place of the one of its name: as if somebody had started it. */
    public void trainingJob(String region, TrainingJobSpec job) {
        synchronized (lock) {
            world.catchUp();
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
            Request asking =
                    new Request(world.account(), Region.US_EAST_1.id(), "", world.now(), false, Output.empty());
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

    /** The operations that are simulated, by the name that their service is signed for. */
    public Map<String, Set<String>> operations() {
        return switchboard.operations();
    }

    /** All calls so far, in the order in which they took effect. */
    public List<Call> calls() {
        synchronized (lock) {
            return List.copyOf(switchboard.calls());
        }
    }

    public List<Call> callsBy(String caller) {
        return calls().stream().filter(call -> call.caller().equals(caller)).toList();
    }

    public void clearCalls() {
        synchronized (lock) {
            switchboard.calls().clear();
        }
    }

    /** All executions of a state machine's name that there have been, the newest first. */
    public List<SimulatedExecution> executions(String stateMachineName) {
        synchronized (lock) {
            world.catchUp();
            return stepFunctions.executions(stateMachineName);
        }
    }

    /** What has been published to a topic of SNS, the newest last. */
    public List<Published> published(String topicArn) {
        synchronized (lock) {
            world.catchUp();
            return sns.published(topicArn);
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
            String requestId = new UUID(0, switchboard.next()).toString();
            WireResponse response = route(door, wire, requestId);
            return wire.method().equals("HEAD") ? response.withoutBody() : response;
        }
    }

    private WireResponse route(Door door, WireRequest wire, String requestId) throws IOException {
        try {
            CredentialScope scope = CredentialScope.of(wire);
            Optional<SimulatedAws> other = whoseRole(scope.accessKeyId());
            if (other.isPresent()) {
                return other.get().serve(door, wire);
            }
            SimulatedService service = service(scope, wire);
            return serve(door, wire, scope, service, requestId);
        } catch (ServiceFailure unroutable) {
            return new JsonProtocol("1.1", "").failure(unroutable, requestId);
        }
    }

    /** The account whose role the credentials are for, unless they are this one's. */
    private Optional<SimulatedAws> whoseRole(String accessKeyId) {
        return assumedRoles.role(accessKeyId).flatMap(role -> others.entrySet().stream()
                .filter(account -> role.contains("::" + account.getKey() + ":role/"))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    private WireResponse serve(
            Door door, WireRequest wire, CredentialScope scope, SimulatedService service, String requestId)
            throws IOException {
        try {
            Operation operation = service.operations().named(service.protocol().operation(wire));
            ObjectNode input = service.protocol().input(wire);
            Instant now = world.catchUp();
            Request request =
                    new Request(world.account(), scope.region(), door.caller(), now, operation.mutating(), input);
            ObjectNode output = switchboard.perform(service, operation, request);
            return service.protocol().output(operation.name(), output, requestId);
        } catch (ServiceFailure failure) {
            return service.protocol().failure(failure, requestId);
        }
    }

    private SimulatedService service(CredentialScope scope, WireRequest wire) {
        return switchboard
                .service(scope.service(), service -> service.protocol().speaks(wire))
                .orElseThrow(() -> ServiceFailure.refused(
                        "UnknownOperationException", "The service " + scope.service() + " is not simulated"));
    }

    private void crash(String caller) {
        kill(caller);
        throw new DoorKilled(caller);
    }
}
