package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A training job, as far as its fate goes. What it costs is not in the ledger. */
final class TrainingJob extends Resource {

    private final TrainingJobSpec spec;

    /**
     * A job that has come as far as the spec says.
     *
     * @param creation the request that made it, at that time
     */
    TrainingJob(World world, Request creation, TrainingJobSpec spec) {
        super(
                world,
                creation,
                ResourceType.TRAINING_JOB,
                spec.name(),
                spec.tags(),
                TrainingJobSpec.IN_PROGRESS,
                Optional.empty());
        this.spec = spec;
        lifecycle().settle(spec.status(), spec.endedAt().orElse(spec.createdAt()));
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    /** When its status last changed (API reference, DescribeTrainingJob, LastModifiedTime). */
    Instant modifiedAt(Instant now) {
        return lifecycle().since(now);
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** What DescribeTrainingJob answers; what the job was made from is not known. */
    ObjectNode describe(Instant now) {
        Output output = summary(now)
                .put("FailureReason", spec.failureReason())
                .put(
                        "ModelArtifacts",
                        new Output()
                                .put("S3ModelArtifacts", "s3://simulated/%s/output/model.tar.gz".formatted(name()))
                                .json())
                .put(
                        "StoppingCondition",
                        // A day (API reference, StoppingCondition, MaxRuntimeInSeconds).
                        new Output().put("MaxRuntimeInSeconds", 86_400).json());
        spec.startedAt().ifPresent(started -> {
            output.put("TrainingStartTime", started);
            spec.endedAt().ifPresent(ended -> {
                int seconds = (int) Duration.between(started, ended).toSeconds();
                output.put("TrainingTimeInSeconds", seconds).put("BillableTimeInSeconds", seconds);
            });
        });
        return output.json();
    }

    /** The TrainingJobSummary structure. */
    Output summary(Instant now) {
        Output output = new Output()
                .put("TrainingJobName", name())
                .put("TrainingJobArn", arn())
                .put("CreationTime", createdAt())
                .put("LastModifiedTime", modifiedAt(now))
                .put("TrainingJobStatus", state(now))
                .put("SecondaryStatus", secondaryStatus(now));
        spec.endedAt().ifPresent(ended -> output.put("TrainingEndTime", ended));
        return output;
    }

    /** One of the secondary statuses that go with the status (API reference, DescribeTrainingJob, SecondaryStatus). */
    private String secondaryStatus(Instant now) {
        String status = state(now);
        return status.equals(TrainingJobSpec.IN_PROGRESS) ? "Training" : status;
    }
}
