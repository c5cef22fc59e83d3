package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.fault.Attempt;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.fault.Moment;
import dev.awsmlops.sandbox.aws.fault.When;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lets things go wrong and ends it. */
final class Troubles {

    /**
     * What can be answered as if it were done, and not be done: all of it is answered by nothing. That it happens is known of
     * StartNotebookInstance (see {@link When#ignore}); that an answer is no proof is a rule of the operator's own.
     */
    private static final Pattern ANSWERED_BY_NOTHING = Pattern.compile("(Start|Stop|Delete)NotebookInstance"
            + "|Delete(NotebookInstanceLifecycleConfig|CodeRepository|StateMachine|Role|RolePolicy|Schedule|ScheduleGroup"
            + "|Crawler|Database|Bucket)");

    private static final List<String> SERVICES =
            List.of("glue", "sagemaker", "states", "iam", "s3", "codecommit", "scheduler");

    /** States in which a resource may stay for long, with the type that knows them. */
    private record Stuck(ResourceType type, String state) {}

    private static final List<Stuck> STUCK = List.of(
            new Stuck(ResourceType.NOTEBOOK_INSTANCE, "Pending"),
            new Stuck(ResourceType.NOTEBOOK_INSTANCE, "Stopping"),
            new Stuck(ResourceType.NOTEBOOK_INSTANCE, "Deleting"),
            new Stuck(ResourceType.NOTEBOOK_INSTANCE, "Updating"),
            new Stuck(ResourceType.DEV_ENDPOINT, "PROVISIONING"),
            new Stuck(ResourceType.DEV_ENDPOINT, "TERMINATING"),
            new Stuck(ResourceType.SESSION, "PROVISIONING"),
            new Stuck(ResourceType.SESSION, "STOPPING"));

    private record Scope(String description, Predicate<Attempt> calls) {}

    private final Scene scene;
    private final Dice dice;
    private final Runnable changeLeader;

    /** @param changeLeader ends the operator's process; another one takes over */
    Troubles(Scene scene, Dice dice, Runnable changeLeader) {
        this.scene = scene;
        this.dice = dice;
        this.changeLeader = changeLeader;
    }

    /**
     * Begins one.
     *
     * @return ends it
     */
    Runnable begin(Trouble trouble) {
        return switch (trouble) {
            case THROTTLING -> some("calls are throttled", 0.3, 1, When::throttle);
            case ERRORS_BEFORE ->
                some("calls fail", 0.2, 1, calls -> calls.failBefore("InternalFailure", "An unknown error", 500));
            case ERRORS_AFTER ->
                some(
                        "calls are done and fail",
                        0.1,
                        0.7,
                        calls -> calls.failAfter("InternalFailure", "An unknown error", 500));
            case LOST_REQUESTS -> some("requests are lost", 0.2, 1, When::loseRequest);
            case LOST_ANSWERS -> some("answers are lost", 0.1, 0.7, When::loseResponse);
            case DENIED -> some("calls are denied", 1, 1, When::deny);
            case SLOW -> slow();
            case STALE_LISTS -> staleLists();
            case UNSEEN_NEW -> unseenNew();
            case IGNORED -> ignored();
            case FAILING_RESOURCES -> failing();
            case STUCK -> stuck();
            case API_DOWN -> apiDown();
            case STATUS_REFUSED -> of("writes are refused", dice.between(2, 10) / 10.0, scene.api()::refuse);
            case STATUS_ANSWER_LOST ->
                of("answers to writes are lost", dice.between(2, 10) / 10.0, scene.api()::loseAnswers);
            case DUPLICATE_EVENTS -> of("events come again", 0.5, scene.api()::repeat);
            case LATE_WATCH -> lateWatch();
            case KILLED -> killed();
            case KILLED_AT_WRITE -> killedAtWrite();
            case LEADER_CHANGE -> leaderChange();
        };
    }

    private Runnable some(String what, double least, double most, java.util.function.Function<When, Fault> strike) {
        Scope scope = scope();
        double share = least + (most - least) * dice.between(0, 4) / 4;
        Dice each = dice.others();
        scene.journal().write("AWS: %s, %.0f %% of %s".formatted(what, share * 100, scope.description()));
        Fault fault = strike.apply(scene.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(scope.calls())
                .where(attempt -> each.chance(share)));
        return fault::remove;
    }

    private Scope scope() {
        return switch (dice.between(0, 4)) {
            case 0 -> new Scope("all calls", attempt -> true);
            case 1 -> new Scope("the calls that change something", Attempt::mutating);
            case 2 -> new Scope("the calls that only read", attempt -> !attempt.mutating());
            case 3 ->
                new Scope("the calls that delete or stop", attempt -> attempt.operation()
                        .matches("(Delete|Stop|BatchDelete).*"));
            default -> {
                String service = dice.pick(SERVICES);
                yield new Scope(
                        "the calls to " + service, attempt -> attempt.service().equals(service));
            }
        };
    }

    private Runnable slow() {
        Duration most = Duration.ofSeconds(dice.between(1, 12));
        scene.journal().write("AWS: calls take up to " + most.multipliedBy(2));
        scene.line().slow(most);
        return () -> scene.line().slow(Duration.ZERO);
    }

    private Runnable staleLists() {
        Duration most = Duration.ofSeconds(dice.between(5, 40));
        scene.journal().write("AWS: lists are up to " + most + " old");
        scene.line().stale(most);
        return () -> scene.line().stale(Duration.ZERO);
    }

    private Runnable unseenNew() {
        Duration unseen = Duration.ofSeconds(dice.between(1, 20));
        scene.journal().write("AWS: what is new is not seen for " + unseen);
        scene.aws().faults().hideNewFor(unseen);
        return () -> scene.aws().faults().hideNewFor(Duration.ZERO);
    }

    private Runnable ignored() {
        Dice each = dice.others();
        scene.journal().write("AWS: says that it has started, stopped or deleted, and half the time has not");
        return scene.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(attempt ->
                        ANSWERED_BY_NOTHING.matcher(attempt.operation()).matches())
                .where(attempt -> each.chance(0.5))
                .ignore()::remove;
    }

    private Runnable failing() {
        ResourceType type = dice.of(
                ResourceType.DEV_ENDPOINT,
                ResourceType.SESSION,
                ResourceType.NOTEBOOK_INSTANCE,
                ResourceType.NOTEBOOK_INSTANCE,
                ResourceType.CRAWLER);
        scene.journal().write("AWS: the next " + type + " fails");
        scene.aws().faults().failNext(type, "Insufficient capacity");
        return () -> {};
    }

    private Runnable stuck() {
        Stuck stuck = dice.pick(STUCK);
        List<String> names = scene.resources(stuck.type())
                .filter(resource -> World.CLUSTER.equals(resource.tags().get("aws-mlops.dev/cluster")))
                .map(SimulatedResource::name)
                .toList();
        if (names.isEmpty()) {
            return () -> {};
        }
        String name = dice.pick(names);
        scene.journal().write("AWS: " + stuck.type() + " " + name + " hangs in " + stuck.state());
        return scene.aws().faults().hold(stuck.type(), name, stuck.state());
    }

    private Runnable apiDown() {
        scene.journal().write("Kubernetes: the API is down");
        scene.api().down(true);
        return () -> scene.api().down(false);
    }

    private Runnable lateWatch() {
        Duration most = Duration.ofSeconds(dice.between(2, 90));
        scene.journal().write("Kubernetes: changes are heard of up to " + most + " later");
        scene.api().delay(most);
        return () -> scene.api().delay(Duration.ZERO);
    }

    private Runnable of(String what, double share, java.util.function.DoubleConsumer set) {
        scene.journal().write("Kubernetes: %s, %.0f %% of them".formatted(what, share * 100));
        set.accept(share);
        return () -> set.accept(0);
    }

    private Runnable killed() {
        int call = dice.between(1, dice.chance(0.5) ? 8 : 60);
        Moment moment = dice.of(Moment.values());
        scene.journal()
                .write("the operator dies at its " + call + "th call to AWS from now, " + moment + " its effect");
        return scene.aws().faults().crashAt(World.OPERATOR, call, moment)::remove;
    }

    private Runnable killedAtWrite() {
        int write = dice.between(1, 6);
        boolean after = dice.chance(0.5);
        scene.journal()
                .write("the operator dies at its " + write + "th write to Kubernetes from now, "
                        + (after ? Moment.AFTER : Moment.BEFORE) + " its effect");
        scene.api().killAtWrite(write, after);
        return scene.api()::killNever;
    }

    private Runnable leaderChange() {
        scene.journal().write("the operator: another leader");
        changeLeader.run();
        return () -> {};
    }
}
