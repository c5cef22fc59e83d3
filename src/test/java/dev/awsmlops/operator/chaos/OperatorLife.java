package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.chaos.Cluster.Change;
import dev.awsmlops.operator.datalake.DataLakeReconciler;
import dev.awsmlops.operator.reconcile.Backoff;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.NamespaceAnnotations;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import dev.awsmlops.operator.session.GlueDevSessionReconciler;
import dev.awsmlops.operator.session.SessionPolicy;
import dev.awsmlops.operator.session.SwitchPolicy;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.operator.workspace.MlWorkspaceReconciler;
import dev.awsmlops.sandbox.aws.DoorKilled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One process of the operator, from its start, when it lists all objects, until it is killed. */
final class OperatorLife {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final PriceTable PRICES = PriceTable.bundled();
    private static final SessionPolicy POLICY = new SessionPolicy(
            Optional.empty(),
            Optional.of(Duration.ofHours(24)),
            Optional.empty(),
            Duration.ofMinutes(15),
            SwitchPolicy.ENABLED);

    private final Cluster cluster;
    private final Dice dice;
    private final List<Controller<?>> controllers;
    private final Consumer<Change> watcher = this::expect;
    private boolean dead;

    /** @param aws with nothing remembered of an earlier process */
    OperatorLife(Aws aws, Api api, Clock clock, Dice dice) {
        this.cluster = api.cluster();
        this.dice = dice;
        var placements = new Placements(aws, new NamespaceAnnotations(name -> Map.of(), clock, INTERVAL));
        var id = new ClusterId(World.CLUSTER);
        var events = new ObjectEvents(clock, "operator-under-test");
        var schedule = new Schedule(new Backoff(dice.random()), INTERVAL, clock);
        var driftChecks = new DriftChecks(clock, Duration.ofHours(1), dice.random());
        var sessions = new WakeUps<GlueDevSession>(clock, TICK);
        var lakes = new WakeUps<DataLake>(clock, TICK);
        var workspaces = new WakeUps<MlWorkspace>(clock, TICK);
        this.controllers = List.of(
                new Controller<>(
                        GlueDevSession.class,
                        new GlueDevSessionReconciler(
                                placements, id, POLICY, PRICES, events, schedule, driftChecks, sessions, clock),
                        sessions,
                        List.of(Kind.LAKE, Kind.WORKSPACE),
                        api,
                        clock),
                new Controller<>(
                        DataLake.class,
                        new DataLakeReconciler(placements, id, events, schedule, driftChecks, lakes, clock),
                        lakes,
                        List.of(),
                        api,
                        clock),
                new Controller<>(
                        MlWorkspace.class,
                        new MlWorkspaceReconciler(
                                placements, id, PRICES, events, schedule, driftChecks, workspaces, clock),
                        workspaces,
                        List.of(Kind.LAKE, Kind.SESSION),
                        api,
                        clock));
        cluster.watch(watcher);
    }

    boolean isDead() {
        return dead;
    }

    /** When it has something to do next, if it has. */
    Optional<Instant> next() {
        return controllers.stream().flatMap(Controller::next).min(Comparator.naturalOrder());
    }

    /** Makes one pass that is due; false when none is. Which of several goes first is left to chance, as threads would. */
    boolean step() {
        var due = new ArrayList<Runnable>();
        for (Controller<?> controller : controllers) {
            controller.due().forEach(id -> due.add(() -> controller.pass(id.name())));
        }
        if (due.isEmpty()) {
            return false;
        }
        try {
            dice.pick(due).run();
        } catch (DoorKilled | ProcessKilled e) {
            stop();
        }
        return true;
    }

    void stop() {
        dead = true;
        cluster.unwatch(watcher);
    }

    private void expect(Change change) {
        controllers.forEach(controller -> controller.expect(change));
    }
}
