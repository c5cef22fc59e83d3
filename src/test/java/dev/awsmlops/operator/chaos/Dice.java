package dev.awsmlops.operator.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Chance that a seed decides. Not thread-safe. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** Others, whose throws these do not depend on from now on. */
    Dice others() {
        return new Dice(random.nextLong());
    }

    Random random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** In whole seconds, both ends included. */
    Duration between(Duration least, Duration most) {
        return Duration.ofSeconds(between((int) least.toSeconds(), (int) most.toSeconds()));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
