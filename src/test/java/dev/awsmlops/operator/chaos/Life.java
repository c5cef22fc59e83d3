package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The life of a team's objects: storms of trouble while users and people at the console do what they do, then quiet, in which
 * everything must come to what the specs say, and at last the deletion of all of it. A seed decides everything.
 */
final class Life {

    /** What takes longest is a notebook that is stopped, updated and started for a lake that is crawled first. */
    private static final Duration CONVERGENCE = Duration.ofMinutes(100);

    /** The last of what was seen is no older than that, while nothing changes. */
    private static final Duration TO_BE_SEEN = Duration.ofMinutes(12);

    private final Dice dice;
    private final Stage stage;
    private final Scene scene;
    private final Team team;
    private final UserSteps user;
    private final ConsoleSteps console;
    private final Others others;
    private final Keepsakes keepsakes;
    private final Troubles troubles;

    /** @param tampering with the account, which does not end when the troubles do */
    Life(long seed, Rig rig, Consumer<SimulatedAws> tampering) {
        this.dice = new Dice(~seed);
        this.stage = new Stage(seed, rig, tampering);
        this.scene = stage.scene();
        this.team = new Team(dice.others());
        this.user = new UserSteps(scene, dice.others(), team);
        this.console = new ConsoleSteps(scene, dice.others());
        this.others = new Others(scene, dice.others());
        this.keepsakes = new Keepsakes(scene, team);
        this.troubles = new Troubles(
                scene, dice.others(), () -> stage.replaceOperator(dice.between(Duration.ZERO, Duration.ofSeconds(20))));
    }

    Scene scene() {
        return scene;
    }

    /** Lives it, and fails with the first promise that does not hold. */
    void live() {
        others.settle(team);
        scene.clock().set(World.START);
        Instant end = plan();
        stage.pass(end, () -> false);

        scene.journal().write("all is quiet from now on");
        stage.startOperator();
        converge();
        stage.pass(TO_BE_SEEN);
        converge();
        checkAll();
        if (dice.chance(0.4)) {
            scene.journal().write("every session's time goes by");
            latestEnd().ifPresent(last -> stage.pass(last.plus(Duration.ofMinutes(30)), () -> false));
            converge();
            checkAll();
        }
        keepsakes.put();
        deleteAll();
    }

    /** When what goes on: the end of it all. */
    private Instant plan() {
        stage.agenda().at(World.START.plusSeconds(dice.between(0, 30)), stage::startOperator);
        for (HasMetadata manifest : team.objects()) {
            stage.agenda().at(World.START.plusSeconds(dice.between(0, 90)), () -> user.apply(manifest));
        }
        Instant at = World.START;
        for (int storm = dice.between(1, 3); storm > 0; storm--) {
            Instant begin = at.plus(dice.between(Duration.ofSeconds(5), Duration.ofMinutes(25)));
            at = begin.plus(dice.between(Duration.ofSeconds(20), Duration.ofMinutes(20)));
            for (int number = dice.between(1, 3); number > 0; number--) {
                storm(dice.of(Trouble.values()), begin, at);
            }
            for (int number = dice.between(0, 2); number > 0; number--) {
                stage.agenda().at(begin.plus(dice.between(Duration.ZERO, Duration.between(begin, at))), user::any);
            }
            if (dice.chance(0.4)) {
                stage.agenda().at(begin.plus(dice.between(Duration.ZERO, Duration.between(begin, at))), console::any);
            }
        }
        Duration whole = Duration.between(World.START, at);
        for (int number = dice.between(0, 3); number > 0; number--) {
            stage.agenda().at(World.START.plus(dice.between(Duration.ofMinutes(2), whole.plusMinutes(2))), user::any);
        }
        for (int number = dice.between(0, 2); number > 0; number--) {
            stage.agenda()
                    .at(World.START.plus(dice.between(Duration.ofMinutes(2), whole.plusMinutes(2))), console::any);
        }
        return at.plusSeconds(1);
    }

    private void storm(Trouble trouble, Instant begin, Instant end) {
        stage.agenda().at(begin, () -> {
            Runnable over = troubles.begin(trouble);
            stage.troubleUntil(end);
            stage.agenda().at(end, () -> {
                over.run();
                scene.journal().write("no more " + trouble);
            });
        });
    }

    private void converge() {
        Instant deadline = stage.now().plus(CONVERGENCE);
        boolean done = false;
        while (!done && stage.now().isBefore(deadline)) {
            mend();
            done = stage.pass(
                    stage.now().plus(Duration.ofMinutes(25)), () -> unsettled().isEmpty());
        }
        if (!done) {
            throw new Violation("all has been quiet for " + CONVERGENCE + ", and not settled are " + unsettled());
        }
    }

    /** What only the user can: to go on, to make what is referred to, to try again what AWS could not make. */
    private void mend() {
        scene.cluster().all().filter(object -> !object.isMarkedForDeletion()).forEach(object -> {
            user.resume(object);
            if (Truth.says(object, "ProvisioningFailed") || Truth.says(object, "CrawlFailed")) {
                user.ask(Id.of(object));
            }
        });
        user.manifests().stream()
                .filter(manifest -> scene.cluster().find(Id.of(manifest)).isEmpty())
                .filter(manifest -> scene.cluster().all().anyMatch(object -> References.of(object, Kind.of(manifest))
                        .anyMatch(manifest.getMetadata().getName()::equals)))
                .forEach(user::apply);
    }

    private List<String> unsettled() {
        return scene.cluster()
                .all()
                .filter(object -> !isSettled(object))
                .map(object -> Id.of(object) + " "
                        + Kind.status(object).map(Object::toString).orElse("without a status"))
                .toList();
    }

    private boolean isSettled(HasMetadata object) {
        if (object.isMarkedForDeletion()) {
            return Truth.says(object, "InUse");
        }
        if (others.nameIsTaken()
                && (Truth.says(object, "NameTaken")
                        || Truth.says(object, "ReferenceNotReady")
                        || Truth.says(object, "Waiting"))) {
            return true;
        }
        if (object instanceof GlueDevSession session) {
            GlueDevSessionStatus status = session.getStatus();
            boolean answered = status != null
                    && session.getMetadata().getGeneration().equals(status.observedGeneration())
                    && Optional.ofNullable(session.getMetadata().getAnnotations())
                            .map(annotations -> annotations.get(GlueDevSession.RENEW))
                            .equals(Optional.ofNullable(status.renewal()).map(renewal -> renewal.value()));
            return answered
                    && (status.phase() == Phase.Ready || status.phase() == Phase.Expired)
                    && Truth.isTrue(session, "Ready");
        }
        return isReady(object);
    }

    @SuppressWarnings("unchecked")
    private static boolean isReady(HasMetadata object) {
        return Conditions.isReadyForItsSpec(
                (CustomResource<?, ? extends dev.awsmlops.operator.api.v1alpha1.ReportedStatus>) object);
    }

    private void checkAll() {
        requireTruth(3);
        checkOthers();
        keepsakes.check();
    }

    /** What has just changed in AWS by itself, such as by idling out, may be seen a little later. */
    private void requireTruth(int attempts) {
        try {
            scene.cluster()
                    .all()
                    .filter(object -> !object.isMarkedForDeletion() && Truth.isTrue(object, "Ready"))
                    .forEach(object -> Truth.check(scene, object));
        } catch (Violation e) {
            if (attempts == 1) {
                throw e;
            }
            stage.pass(TO_BE_SEEN);
            converge();
            requireTruth(attempts - 1);
        }
    }

    private void checkOthers() {
        others.touched().ifPresent(touched -> {
            throw new Violation(touched);
        });
    }

    private Optional<Instant> latestEnd() {
        return scene.cluster()
                .all()
                .filter(GlueDevSession.class::isInstance)
                .map(GlueDevSession.class::cast)
                .flatMap(session ->
                        Optional.ofNullable(session.getStatus()).map(GlueDevSessionStatus::expiresAt).stream())
                .map(Instant::parse)
                .max(Instant::compareTo);
    }

    private void deleteAll() {
        List<Id> ids = new ArrayList<>(scene.cluster().all().map(Id::of).toList());
        Collections.shuffle(ids, dice.random());
        ids.forEach(user::delete);
        boolean gone = stage.pass(
                stage.now().plus(CONVERGENCE),
                () -> scene.cluster().all().findAny().isEmpty());
        if (!gone) {
            throw new Violation("deleted " + CONVERGENCE + " ago, and still there are " + unsettled() + "; AWS has "
                    + scene.aws().inventory().stream().map(Truth::inWords).collect(Collectors.joining(", ")));
        }
        keepsakes.checkAfterDeletion();
        checkOthers();
    }
}
