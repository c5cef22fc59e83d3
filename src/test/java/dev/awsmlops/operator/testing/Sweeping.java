package dev.awsmlops.operator.testing;

import dev.awsmlops.operator.sweep.SweepPolicy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How an operator looks for leaks.
 *
 * @param namespaces those that it serves; all where it is empty
 * @param leads whether it is the process that acts
 */
public record Sweeping(SweepPolicy policy, Set<String> namespaces, AtomicBoolean leads) {}
