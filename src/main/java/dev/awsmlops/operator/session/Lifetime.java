package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.End;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Renewal;
import dev.awsmlops.operator.aws.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a session started, when it ends, and whether its end has been decided. A pure function of the object, the policy,
 * the clock and, when the status was lost, what AWS remembers.
 *
 * <ul>
 *   <li>The ttl counts from when billing started, or from the last renewal.
 *   <li>A decided end is final: only a renewal, or a longer ttl in the spec that puts the end ahead of now,
 *       takes it back. A change of policy does not.
 *   <li>A ttl longer than the policy's longest is cut to it.
 * </ul>
 *
 * @param ttl the ttl in force; none when the spec has no valid one and no earlier one is known
 * @param written the ttl in the spec, before any policy
 * @param startedAt when billing started; none before the first create
 * @param renewal the renewal last taken notice of
 * @param end the decided end
 * @param clamped whether the policy cut the ttl
 */
record Lifetime(
        Optional<Duration> ttl,
        Optional<Duration> written,
        Optional<Instant> startedAt,
        Optional<Renewal> renewal,
        Optional<End> end,
        boolean clamped) {

    static final String TTL_ELAPSED = "TtlElapsed";
    static final String IDLE = "Idle";

    /**
     * What is known from AWS alone, by the tags of what stands there.
     *
     * @param countsFrom the start, or the renewal that the ttl counts from
     * @param renewalHash stands for the renewal that was in force
     */
    record Remembered(Instant countsFrom, Optional<String> renewalHash) {}

    static Lifetime of(GlueDevSession session, SessionPolicy policy, Optional<Remembered> remembered, Instant now) {
        Optional<GlueDevSessionStatus> status = Optional.ofNullable(session.getStatus());
        Optional<Duration> asked = askedTtl(session, policy);
        Optional<Duration> ttl = asked.or(
                        () -> status.map(GlueDevSessionStatus::effectiveTtl).flatMap(DurationText::parse))
                .or(() -> remembered.flatMap(known -> policy.longestTtl().or(policy::defaultTtl)))
                .map(wanted -> cut(wanted, policy));
        Optional<Instant> startedAt = status.map(GlueDevSessionStatus::startedAt)
                .map(Instant::parse)
                .or(() -> remembered.map(Remembered::countsFrom));
        Optional<End> end = status.map(GlueDevSessionStatus::end);

        Optional<String> asksFor = Optional.ofNullable(session.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(GlueDevSession.RENEW));
        Optional<Renewal> renewal = status.map(GlueDevSessionStatus::renewal).or(() -> remembered
                .filter(known -> known.renewalHash().equals(asksFor.map(ResourceName::hash)))
                .flatMap(known -> asksFor.map(value -> new Renewal(value, text(known.countsFrom())))));
        if (asksFor.isPresent() && !asksFor.equals(renewal.map(Renewal::value))) {
            renewal = Optional.of(new Renewal(asksFor.get(), text(now)));
            startedAt = end.isPresent() ? Optional.empty() : startedAt;
            end = Optional.empty();
        }
        boolean clamped = asked.isPresent() && !asked.equals(ttl);
        Optional<Duration> written =
                Optional.ofNullable(session.getSpec().ttl()).flatMap(DurationText::parse);
        return new Lifetime(ttl, written, startedAt, renewal, end, clamped)
                .revivedByLongerTtl(now)
                .endedByTtl(now);
    }

    /** From when the ttl counts: the start, or a later renewal. */
    Optional<Instant> countsFrom() {
        return startedAt.map(start -> renewal.map(Renewal::at)
                .map(Instant::parse)
                .filter(renewed -> renewed.isAfter(start))
                .orElse(start));
    }

    /** When the session ends; none before it has started. */
    Optional<Instant> expiresAt() {
        return countsFrom().flatMap(from -> ttl.map(from::plus));
    }

    boolean isOver() {
        return end.isPresent();
    }

    /** The same, with a start at that moment if there is none yet. */
    Lifetime startingAt(Instant start) {
        return startedAt.isPresent()
                ? this
                : new Lifetime(ttl, written, Optional.of(start.truncatedTo(ChronoUnit.SECONDS)), renewal, end, clamped);
    }

    Lifetime ended(String reason, Instant now) {
        Optional<Duration> asked = written.or(() -> ttl);
        return new Lifetime(
                ttl, written, startedAt, renewal, Optional.of(new End(reason, text(now), text(asked))), clamped);
    }

    private Lifetime revivedByLongerTtl(Instant now) {
        boolean longer = end.map(End::ttl)
                .flatMap(DurationText::parse)
                .flatMap(then -> written.map(current -> current.compareTo(then) > 0))
                .orElse(false);
        return longer && expiresAt().filter(now::isBefore).isPresent()
                ? new Lifetime(ttl, written, startedAt, renewal, Optional.empty(), clamped)
                : this;
    }

    private Lifetime endedByTtl(Instant now) {
        boolean elapsed = end.isEmpty()
                && expiresAt().filter(expiry -> !expiry.isAfter(now)).isPresent();
        return elapsed ? ended(TTL_ELAPSED, now) : this;
    }

    private static Optional<Duration> askedTtl(GlueDevSession session, SessionPolicy policy) {
        String ttl = session.getSpec().ttl();
        return ttl == null ? policy.defaultTtl() : DurationText.parse(ttl);
    }

    private static Duration cut(Duration wanted, SessionPolicy policy) {
        return policy.longestPossibleTtl()
                .filter(longest -> longest.compareTo(wanted) < 0)
                .orElse(wanted);
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(Optional<Duration> ttl) {
        return ttl.map(DurationText::format).orElse("0s");
    }
}
