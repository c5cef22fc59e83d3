package dev.awsmlops.operator.sweep;

import java.time.Duration;

/**
 * How leaks are looked for.
 *
 * @param interval the time between two sweeps while nothing is going on
 * @param grace what was seen without an object in two sweeps at least this far apart is a leak
 */
public record SweepPolicy(SweepMode mode, Duration interval, Duration grace) {}
