package dev.awsmlops.operator.chaos;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The Kubernetes API as the operator reaches it, with what goes wrong on the way. */
final class Api {

    private static final List<Integer> REFUSALS = List.of(
            HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_INTERNAL_ERROR, HttpURLConnection.HTTP_FORBIDDEN);

    private final Cluster cluster;
    private final Dice dice;
    private boolean down;
    private double refusing;
    private double losingAnswers;
    private double repeating;
    private Duration longestDelay = Duration.ZERO;
    private int diesAtWrite;
    private boolean diesAfter;

    Api(Cluster cluster, Dice dice) {
        this.cluster = cluster;
        this.dice = dice;
    }

    // What goes wrong

    void down(boolean isDown) {
        down = isDown;
    }

    boolean isDown() {
        return down;
    }

    /** So many of the writes are refused. */
    void refuse(double share) {
        refusing = share;
    }

    /** So many of the writes are done, and yet seem to fail. */
    void loseAnswers(double share) {
        losingAnswers = share;
    }

    /** So many of the passes are repeated though nothing has changed. */
    void repeat(double share) {
        repeating = share;
    }

    /** Watchers hear of changes up to so much later. */
    void delay(Duration longest) {
        longestDelay = longest;
    }

    /** The process dies at its n-th write from now. */
    void killAtWrite(int number, boolean after) {
        diesAtWrite = number;
        diesAfter = after;
    }

    void killNever() {
        diesAtWrite = 0;
    }

    // What a process does

    HasMetadata addFinalizer(HasMetadata object, String finalizer) {
        return write(object, () -> cluster.addFinalizer(object, finalizer));
    }

    HasMetadata removeFinalizer(HasMetadata object) {
        return write(object, () -> cluster.removeFinalizer(object));
    }

    HasMetadata writeStatus(HasMetadata object) {
        return write(object, () -> cluster.writeStatus(object));
    }

    void delete(HasMetadata object) {
        write(object, () -> {
            cluster.delete(Id.of(object));
            return object;
        });
    }

    /** An event is published, which nothing here reads. */
    void publish() {
        requireUp();
    }

    List<HasMetadata> list(Kind kind) {
        requireUp();
        return cluster.all().filter(object -> Kind.of(object) == kind).toList();
    }

    Cluster cluster() {
        return cluster;
    }

    /** When a watcher hears of what happens now. */
    Instant heardAt(Instant now) {
        return longestDelay.isZero() ? now : now.plus(dice.between(Duration.ZERO, longestDelay));
    }

    boolean repeats() {
        return repeating > 0 && dice.chance(repeating);
    }

    private HasMetadata write(HasMetadata object, Supplier<HasMetadata> effect) {
        boolean dies = diesAtWrite > 0 && --diesAtWrite == 0;
        if (dies && !diesAfter) {
            throw new ProcessKilled();
        }
        requireUp();
        if (refusing > 0 && dice.chance(refusing)) {
            throw Cluster.refused(Id.of(object), dice.pick(REFUSALS));
        }
        HasMetadata answer = effect.get();
        if (dies) {
            throw new ProcessKilled();
        }
        if (losingAnswers > 0 && dice.chance(losingAnswers)) {
            throw new KubernetesClientException("the answer is lost");
        }
        return answer;
    }

    private void requireUp() {
        if (down) {
            throw new KubernetesClientException("connection refused");
        }
    }
}
