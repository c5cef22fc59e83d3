package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;

/**
 * Tells how long a failed state waits before it is tried again. Each retrier counts its own attempts, anew whenever the
 * state is entered (Amazon States Language, "Retrying after error").
 */
final class Retriers {

    private final JsonNode retriers;
    private final Map<Integer, Integer> attempts = new HashMap<>();

    Retriers(JsonNode retriers) {
        this.retriers = retriers;
    }

    int total() {
        return attempts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Empty when nobody retries the failure, or not any more. */
    Optional<Duration> next(StateFailure failure, Random random) {
        for (int i = 0; i < retriers.size(); i++) {
            if (handles(retriers.get(i), failure)) {
                int before = attempts.getOrDefault(i, 0);
                if (before >= retriers.get(i).path("MaxAttempts").asInt(3)) {
                    return Optional.empty();
                }
                attempts.put(i, before + 1);
                return Optional.of(delay(retriers.get(i), before, random));
            }
        }
        return Optional.empty();
    }

    /** Whether a retrier or catcher is for the failure. */
    static boolean handles(JsonNode handler, StateFailure failure) {
        return StreamSupport.stream(handler.path("ErrorEquals").spliterator(), false)
                .anyMatch(name -> failure.matches(name.asText()));
    }

    /** {@code FULL} jitter is anything between none and all of the delay (developer guide, same place). */
    private static Duration delay(JsonNode retrier, int before, Random random) {
        double seconds = retrier.path("IntervalSeconds").asInt(1)
                * Math.pow(retrier.path("BackoffRate").asDouble(2.0), before);
        double most = retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE);
        double jitter = retrier.path("JitterStrategy").asText().equals("FULL") ? random.nextDouble() : 1;
        return Duration.ofMillis((long) (Math.min(seconds, most) * jitter * 1000));
    }
}
