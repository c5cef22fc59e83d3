package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.reconcile.LiveSessions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How long until sessions end, and how long they have been going on past it. Of all sessions only the one that matters
 * most is told, so that there is no series for each.
 */
final class SessionTimes {

    private final Supplier<Stream<? extends HasMetadata>> sessions;
    private final Clock clock;

    SessionTimes(Supplier<Stream<? extends HasMetadata>> sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Seconds since the end of the session that runs longest past it; 0 where none does. */
    double longestOverdue() {
        return secondsToEnds()
                .map(seconds -> -seconds)
                .filter(past -> past > 0)
                .max()
                .orElse(0);
    }

    /** Seconds until the next session ends; not a number where none is to. */
    double untilNextEnd() {
        return secondsToEnds().filter(seconds -> seconds > 0).min().orElse(Double.NaN);
    }

    private DoubleStream secondsToEnds() {
        Instant now = clock.instant();
        return sessions.get()
                .flatMap(object -> object instanceof GlueDevSession session ? Stream.of(session) : Stream.empty())
                .filter(LiveSessions::isLive)
                .flatMap(session -> endOf(session.getStatus()).stream())
                .mapToDouble(end -> Duration.between(now, end).toSeconds());
    }

    /** The end that was decided, as of a session that nobody used, or else the one that the ttl sets. */
    private static Optional<Instant> endOf(GlueDevSessionStatus status) {
        return Stream.concat(
                        Stream.ofNullable(status.end()).map(GlueDevSessionStatus.End::at),
                        Stream.ofNullable(status.expiresAt()))
                .map(Instant::parse)
                .min(Comparator.naturalOrder());
    }
}
