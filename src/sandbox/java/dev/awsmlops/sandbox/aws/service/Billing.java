package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.util.Set;

/**
 * When a resource costs by the hour.
 *
 * @param states those in which it does
 * @param minimum what is charged at least, if anything is
 */
public record Billing(Set<String> states, Duration minimum) {

    public static final Billing FREE = new Billing(Set.of(), Duration.ZERO);
}
