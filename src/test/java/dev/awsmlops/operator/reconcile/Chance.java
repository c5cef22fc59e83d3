package dev.awsmlops.operator.reconcile;

import java.util.random.RandomGenerator;

/** Chance at its bounds. */
enum Chance implements RandomGenerator {
    LOW(0),
    HIGH(-1);

    private final long bits;

    Chance(long bits) {
        this.bits = bits;
    }

    @Override
    public long nextLong() {
        return bits;
    }
}
