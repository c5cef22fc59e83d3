package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CodeRepositorySummary;
import software.amazon.awssdk.services.sagemaker.model.DescribeCodeRepositoryResponse;

/** SageMaker's code repositories: names under which notebooks know Git repositories. */
final class CodeRepositories {

    /** The most that ListCodeRepositories gives at once. Source: SageMaker API reference. */
    private static final int PAGE = 100;

    private CodeRepositories() {}

    static Observation<Instant, DescribeCodeRepositoryResponse> observation(
            SageMakerClient sageMaker, Clock clock, Duration interval) {
        return new Observation<>(
                new Listing<>(
                        clock,
                        interval,
                        () -> all(sageMaker),
                        CodeRepositorySummary::codeRepositoryName,
                        CodeRepositorySummary::lastModifiedTime),
                modified -> modified,
                name -> emptyIfNotFound(
                        () -> sageMaker.describeCodeRepository(request -> request.codeRepositoryName(name))),
                DescribeCodeRepositoryResponse::lastModifiedTime);
    }

    private static Stream<CodeRepositorySummary> all(SageMakerClient sageMaker) {
        return sageMaker.listCodeRepositoriesPaginator(request -> request.maxResults(PAGE)).stream()
                .flatMap(page -> page.codeRepositorySummaryList().stream());
    }
}
