package dev.awsmlops.operator.session;

import java.time.Duration;
import java.util.Optional;

/**
 * What the operator's owner allows every session.
 *
 * @param defaultTtl for sessions that name none; without it a session must name one
 * @param longestTtl a session never runs longer than this
 * @param longestIdle a session never idles longer than this, where idleness can be seen
 * @param warning how long before the end its event {@code ExpiringSoon} comes
 */
public record SessionPolicy(
        Optional<Duration> defaultTtl,
        Optional<Duration> longestTtl,
        Optional<Duration> longestIdle,
        Duration warning) {}
