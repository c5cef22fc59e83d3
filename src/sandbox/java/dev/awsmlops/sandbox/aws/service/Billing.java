package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.util.Set;

/**
 * When a resource costs by the hour.
 *
 * @param states those in which it does
 * @param minimum what is charged at least, if anything is
 * @param eachTime whether the minimum is charged every time that it comes into such a state, rather than once in its life
 */
public record Billing(Set<String> states, Duration minimum, boolean eachTime) {

    public static final Billing FREE = new Billing(Set.of(), Duration.ZERO);

    /** The minimum is charged once in the resource's life. */
    public Billing(Set<String> states, Duration minimum) {
        this(states, minimum, false);
    }
}
