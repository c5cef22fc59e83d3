package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Renewal;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Plan;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of one session are made from, worked out once for a pass.
 *
 * @param spec with the role that is assumed, also where it is a workspace's, as far as that is known
 * @param generation the object's generation, so that what failed under an earlier one is tried again
 * @param lifetime with a start in any case: the real one, or now
 * @param started whether that start is real
 * @param last the object's status so far
 * @param lake the lake that the session refers to, if it does and that exists
 * @param workspace the workspace whose role or notebook it uses, if it does and that exists
 * @param idleTimeout after how long without use the session ends, where that can be seen
 * @param answered whether the last status answers this very spec, which nothing has ended since
 * @param steady whether nothing is expected to have changed, so that shared lists suffice
 */
record SessionPlan(
        GlueDevSessionSpec spec,
        Ownership owner,
        long generation,
        Lifetime lifetime,
        boolean started,
        Optional<GlueDevSessionStatus> last,
        Optional<DataLake> lake,
        Optional<MlWorkspace> workspace,
        Optional<Duration> idleTimeout,
        AwsRegion aws,
        Instant now,
        boolean answered,
        boolean steady)
        implements Plan {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPlan.class);
    private static final String PREFIX = GlueDevSession.GROUP + "/";
    private static final String STARTED_AT = PREFIX + "started-at";
    private static final String EXPIRES_AT = PREFIX + "expires-at";
    private static final String RENEWAL = PREFIX + "renewal";
    private static final String GENERATION = PREFIX + "generation";

    /**
     * The same for the parts that one condition reports on: while only others are on their way, what was ready for this very
     * spec is not expected to have changed either.
     */
    SessionPlan forParts(String condition) {
        boolean settled = answered
                && last.filter(status -> Conditions.isTrue(status.conditions(), condition))
                        .isPresent();
        return steady || !settled
                ? this
                : new SessionPlan(
                        spec,
                        owner,
                        generation,
                        lifetime,
                        started,
                        last,
                        lake,
                        workspace,
                        idleTimeout,
                        aws,
                        now,
                        true,
                        true);
    }

    /** The tags that are kept as they should be: the user's, the owner's, and the times for whoever looks from AWS. */
    @Override
    public Map<String, String> tags() {
        Map<String, String> tags = tagsWith(spec.tags());
        lifetime.countsFrom().ifPresent(from -> tags.put(STARTED_AT, from.toString()));
        lifetime.expiresAt().ifPresent(expiry -> tags.put(EXPIRES_AT, expiry.toString()));
        lifetime.renewal().map(Renewal::value).ifPresent(value -> tags.put(RENEWAL, ResourceName.hash(value)));
        return tags;
    }

    /** The tags that name the attempt, given when something is asked for. */
    Map<String, String> attempt() {
        return Map.of(GENERATION, Long.toString(generation));
    }

    Map<String, String> tagsForCreation() {
        var tags = new HashMap<>(tags());
        tags.putAll(attempt());
        return tags;
    }

    /** Whether what carries these tags was asked for by an earlier spec or before a renewal. */
    boolean wasAskedForEarlier(Map<String, String> tags) {
        boolean sameRenewal = lifetime.renewal()
                .map(Renewal::value)
                .map(ResourceName::hash)
                .equals(Optional.ofNullable(tags.get(RENEWAL)));
        return !Long.toString(generation).equals(tags.get(GENERATION)) || !sameRenewal;
    }

    /** What the tags say of the start, when the status no longer does; nothing when someone has spoilt them. */
    static Optional<Lifetime.Remembered> remembered(Map<String, String> tags) {
        try {
            return Optional.ofNullable(tags.get(STARTED_AT))
                    .map(Instant::parse)
                    .map(from -> new Lifetime.Remembered(from, Optional.ofNullable(tags.get(RENEWAL))));
        } catch (DateTimeParseException e) {
            LOG.warn("The tag {} is not a time, so the start of the session is not known: {}", STARTED_AT, tags, e);
            return Optional.empty();
        }
    }

    /** What has become of a part that AWS was just asked for: made for the first time, or again because it had vanished. */
    Outcome.InProgress asked(boolean hadIt, String part, String howLong) {
        return hadIt
                ? new Outcome.InProgress(Reason.Replacing, part + " had vanished from AWS and is made again")
                : new Outcome.InProgress(Reason.Creating, part + " is being created, which takes " + howLong);
    }

    /** A part that AWS could not make. It is tried again once the spec or the renewal has changed. */
    static Outcome failed(String part, String why) {
        return new Outcome.Stalled(
                Reason.ProvisioningFailed,
                part + " failed: " + Objects.requireNonNullElse(why, "AWS gives no reason")
                        + ". Correct what it names, then change the spec or the annotation " + GlueDevSession.RENEW);
    }

    /** The ARN of something in Glue. Account and partition are the role's, since Glue takes no other account's role. */
    String glueArn(String resource) {
        if (spec.roleArn() == null) {
            return aws.account().arn("glue", resource);
        }
        String[] role = spec.roleArn().split(":", 6);
        return "arn:%s:glue:%s:%s:%s".formatted(role[1], aws.name(), role[4], resource);
    }
}
