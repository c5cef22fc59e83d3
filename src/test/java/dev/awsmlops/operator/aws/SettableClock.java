package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set. */
public final class SettableClock extends Clock {

    private Instant now;
    private long looks;

    public SettableClock(Instant now) {
        this.now = now;
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Waits until someone has looked at it that many times from now on. */
    public synchronized void awaitLooks(int count) throws InterruptedException {
        long enough = looks + count;
        while (looks < enough) {
            wait();
        }
    }

    @Override
    public synchronized Instant instant() {
        looks++;
        notifyAll();
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only instants are asked of it");
    }
}
