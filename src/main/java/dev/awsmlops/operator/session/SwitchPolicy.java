package dev.awsmlops.operator.session;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether sessions have a dead man's switch, and what it acts with.
 *
 * @param roleArn the role of every switch; without it the operator makes one for each
 */
public record SwitchPolicy(boolean enabled, Optional<String> roleArn) {

    /** Every session has one, with a role that the operator makes. */
    public static final SwitchPolicy ENABLED = new SwitchPolicy(true, Optional.empty());

    /**
     * An execution ends after a year, whatever it does, which must leave it time to take things down. Source: Step Functions
     * developer guide, "Quotas related to state machine executions".
     */
    private static final Duration LONGEST = Duration.ofDays(335);

    Optional<Duration> longestTtl() {
        return enabled ? Optional.of(LONGEST) : Optional.empty();
    }
}
