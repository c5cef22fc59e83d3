package dev.awsmlops.operator.session;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator's owner allows every session.
 *
 * @param defaultTtl for sessions that name none; without it a session must name one
 * @param longestTtl a session never runs longer than this
 * @param longestIdle a session never idles longer than this, where idleness can be seen
 * @param warning how long before the end its event {@code ExpiringSoon} comes
 * @param deadMansSwitch whether AWS itself ends it, should the operator be gone by then
 */
public record SessionPolicy(
        Optional<Duration> defaultTtl,
        Optional<Duration> longestTtl,
        Optional<Duration> longestIdle,
        Duration warning,
        SwitchPolicy deadMansSwitch) {

    /** The longest ttl that is allowed and that the switch can wait for. */
    Optional<Duration> longestPossibleTtl() {
        return Stream.concat(longestTtl.stream(), deadMansSwitch.longestTtl().stream())
                .min(Duration::compareTo);
    }
}
