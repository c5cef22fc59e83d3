package dev.awsmlops.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.kubernetes.ObjectStore.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The recent changes and who watches them. A watch sees every change after the version that it starts from, in order
 * and once; when those changes are no longer kept, it is told that its version has expired.
 */
final class Watches {
    private static final int KEPT = 20_000;

    private final Deque<Change> recent = new ArrayDeque<>();
    private final Set<Watch> watches = new LinkedHashSet<>();
    private long expiredUpTo;

    synchronized void changed(Change change) {
        recent.addLast(change);
        if (recent.size() > KEPT) {
            expiredUpTo = recent.removeFirst().version();
        }
        List.copyOf(watches).forEach(watch -> watch.offer(change));
    }

    /** Replays what has happened since a version and goes on from there. */
    synchronized void start(Watch watch, long since) {
        if (since < expiredUpTo) {
            expire(watch, "too old resource version: " + since + " (" + expiredUpTo + ")");
            return;
        }
        recent.stream().filter(change -> change.version() > since).forEach(watch::offer);
        watches.add(watch);
    }

    synchronized void stop(Watch watch) {
        watches.remove(watch);
    }

    /** Ends every watch, as a connection that is cut does. */
    synchronized void cut() {
        List.copyOf(watches).forEach(Watch::end);
        watches.clear();
    }

    /** Forgets all changes, so that every watch, running or resumed, has to list again. */
    synchronized void expire(long version) {
        recent.clear();
        expiredUpTo = version;
        List.copyOf(watches).forEach(watch -> expire(watch, "The resourceVersion for the provided watch is too old."));
        watches.clear();
    }

    synchronized int count() {
        return watches.size();
    }

    private static void expire(Watch watch, String message) {
        ObjectNode status = ApiFailure.expired(message).status();
        watch.send("ERROR", status);
        watch.end();
    }
}
