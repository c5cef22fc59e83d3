package dev.awsmlops.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts at the present and runs faster than time does, by a constant factor. Immutable. */
final class AcceleratedClock extends Clock {

    private final Clock real;
    private final Instant start;
    private final double speed;

    AcceleratedClock(Clock real, double speed) {
        this(real, real.instant(), speed);
    }

    private AcceleratedClock(Clock real, Instant start, double speed) {
        this.real = real;
        this.start = start;
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        long elapsed = Duration.between(start, real.instant()).toMillis();
        return start.plusMillis((long) (elapsed * speed));
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new AcceleratedClock(real.withZone(zone), start, speed);
    }
}
