package dev.awsmlops.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told. */
final class SimulatedClock implements InstantSource {

    static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }
}
