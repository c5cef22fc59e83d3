package dev.awsmlops.operator.chaos;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Which lives are lived. The same ones each time unless told otherwise, so that a change that breaks the build is the change
 * that is to blame.
 *
 * <p>{@code -Dfaults.seed=N} lives one, {@code -Dfaults.runs=N} so many, {@code -Dfaults.base=N} or {@code random} others.
 */
record Seeds(long first, int count) {

    private static final long FIRST = 1_000_000;
    private static final int RUNS = 1_000;

    static Seeds fromProperties() {
        String seed = System.getProperty("faults.seed");
        if (seed != null) {
            return new Seeds(Long.parseLong(seed), 1);
        }
        String base = System.getProperty("faults.base", Long.toString(FIRST));
        return new Seeds(
                base.equals("random") ? ThreadLocalRandom.current().nextInt() & 0x7fffffffL : Long.parseLong(base),
                Integer.getInteger("faults.runs", RUNS));
    }
}
