package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleConfigSummary;

/** SageMaker's lifecycle configs of notebooks. */
final class LifecycleConfigs {

    /** The most that ListNotebookInstanceLifecycleConfigs gives at once. Source: SageMaker API reference. */
    private static final int PAGE = 100;

    private LifecycleConfigs() {}

    static Observation<Instant, LifecycleConfig> observation(
            SageMakerClient sageMaker, Clock clock, Duration interval) {
        return new Observation<>(
                new Listing<>(
                        clock,
                        interval,
                        () -> all(sageMaker),
                        NotebookInstanceLifecycleConfigSummary::notebookInstanceLifecycleConfigName,
                        NotebookInstanceLifecycleConfigSummary::lastModifiedTime),
                modified -> modified,
                config -> emptyIfNotFound(() -> sageMaker.describeNotebookInstanceLifecycleConfig(
                                request -> request.notebookInstanceLifecycleConfigName(config)))
                        .map(LifecycleConfig::of),
                LifecycleConfig::lastModified);
    }

    private static Stream<NotebookInstanceLifecycleConfigSummary> all(SageMakerClient sageMaker) {
        return sageMaker.listNotebookInstanceLifecycleConfigsPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.notebookInstanceLifecycleConfigs().stream());
    }
}
