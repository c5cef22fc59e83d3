package dev.awsmlops.sandbox.aws.sagemaker;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A training job as it is put into the account. There are ways to make the usual ones.
 *
 * @param status as in the API reference, TrainingJobStatus
 * @param endedAt absent while it lasts
 */
public record TrainingJobSpec(
        String name,
        String status,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> failureReason,
        Map<String, String> tags) {

    static final String IN_PROGRESS = "InProgress";

    public TrainingJobSpec {
        tags = Map.copyOf(tags);
    }

    public static TrainingJobSpec inProgress(String name, Instant startedAt) {
        return new TrainingJobSpec(
                name, IN_PROGRESS, startedAt, Optional.of(startedAt), Optional.empty(), Optional.empty(), Map.of());
    }

    public TrainingJobSpec completed(Instant at) {
        return ended("Completed", at, Optional.empty());
    }

    public TrainingJobSpec failed(Instant at, String reason) {
        return ended("Failed", at, Optional.of(reason));
    }

    public TrainingJobSpec stopped(Instant at) {
        return ended("Stopped", at, Optional.empty());
    }

    private TrainingJobSpec ended(String how, Instant at, Optional<String> reason) {
        return new TrainingJobSpec(name, how, createdAt, startedAt, Optional.of(at), reason, tags);
    }

    public TrainingJobSpec tagged(Map<String, String> with) {
        return new TrainingJobSpec(name, status, createdAt, startedAt, endedAt, failureReason, with);
    }
}
