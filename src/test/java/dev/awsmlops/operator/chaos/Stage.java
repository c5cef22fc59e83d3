package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.testing.ManualClock;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** On which a life takes place: the two worlds, the operator between them, and the time, which jumps to what happens next. */
final class Stage {

    /** So many passes at one moment are an operator that goes round in circles. */
    private static final int MOST_AT_ONCE = 400;

    private final Rig rig;
    private final Dice dice;
    private final Scene scene;
    private final Agenda agenda = new Agenda();
    private final Invariants invariants;
    private Optional<OperatorLife> operator = Optional.empty();
    private Instant quietSince = World.START;

    /** @param tampering with the account, for as long as it exists */
    Stage(long seed, Rig rig, Consumer<SimulatedAws> tampering) {
        this.rig = rig;
        this.dice = new Dice(seed);
        var clock = new ManualClock(World.START.minus(Duration.ofHours(1)));
        var journal = new Journal(clock);
        var aws = new SimulatedAws(clock, timings(dice.others()));
        rig.operatorLine().connect(aws.door(World.OPERATOR), clock, dice.others());
        rig.consoleLine().connect(aws.door("console"), clock, dice.others());
        tampering.accept(aws);
        var cluster = new Cluster(clock, seed);
        this.scene = new Scene(
                clock,
                aws,
                rig.operatorLine(),
                rig.consoleClients().forNewProcess(clock).region(null),
                cluster,
                new Api(cluster, dice.others()),
                dice.others(),
                journal);
        this.invariants = new Invariants(scene);
    }

    /** AWS at its own pace, or at one that leaves less to wait for and more to happen at once. */
    private static Timings timings(Dice dice) {
        Timings timings = Timings.realistic();
        if (dice.chance(0.85)) {
            for (Timings.Step step : Timings.Step.values()) {
                timings = timings.with(step, dice.between(Duration.ofSeconds(1), Duration.ofSeconds(25)));
            }
        }
        return timings;
    }

    Scene scene() {
        return scene;
    }

    Agenda agenda() {
        return agenda;
    }

    Instant now() {
        return scene.clock().instant();
    }

    /** There is trouble until then. */
    void troubleUntil(Instant end) {
        quietSince = end.isAfter(quietSince) ? end : quietSince;
    }

    /** A process starts, if none runs. It can't without the Kubernetes API, and is started again then. */
    void startOperator() {
        if (operator.isPresent()) {
            return;
        }
        if (scene.api().isDown()) {
            agenda.at(now().plusSeconds(10), this::startOperator);
            return;
        }
        scene.line().through(scene.aws().door(World.OPERATOR));
        scene.journal().write("the operator: a process starts");
        operator = Optional.of(new OperatorLife(
                rig.operatorClients().forNewProcess(scene.clock()), scene.api(), scene.clock(), dice.others()));
        troubleUntil(now());
    }

    /** The process ends, and another one starts a little later. */
    void replaceOperator(Duration later) {
        operator.ifPresent(OperatorLife::stop);
        operator = Optional.empty();
        agenda.at(now().plus(later), this::startOperator);
        troubleUntil(now().plus(later));
    }

    /** Lets time pass until enough has happened, or for no longer than that; says whether it was enough. */
    boolean pass(Instant limit, BooleanSupplier enough) {
        int passes = 0;
        while (true) {
            agenda.catchUp(now());
            boolean worked = operator.map(OperatorLife::step).orElse(false);
            if (operator.filter(OperatorLife::isDead).isPresent()) {
                scene.journal().write("the operator: the process has died");
                replaceOperator(scene.dice().between(Duration.ofSeconds(1), Duration.ofMinutes(1)));
            }
            if (worked) {
                if (++passes > MOST_AT_ONCE) {
                    throw new Violation("the operator never comes to rest");
                }
                continue;
            }
            invariants.check(quietSince);
            if (enough.getAsBoolean()) {
                return true;
            }
            Instant next = Stream.concat(agenda.next().stream(), operator.flatMap(OperatorLife::next).stream())
                    .min(Instant::compareTo)
                    .filter(moment -> moment.isBefore(limit))
                    .orElse(limit);
            if (!next.isAfter(now()) && !now().isBefore(limit)) {
                return false;
            }
            if (next.isAfter(now())) {
                passes = 0;
            }
            scene.clock().forwardTo(next);
        }
    }

    void pass(Duration duration) {
        pass(now().plus(duration), () -> false);
    }
}
