package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.sagemaker.TrainingJobSpec;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatus;
import software.amazon.awssdk.services.sagemaker.model.SortBy;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

class TrainingJobTest extends AwsTest {

    private static final Instant START = SimulatedClock.START;
    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:training-job/churn";

    private static TrainingJobSpec job(String name, int minutesAgo) {
        return TrainingJobSpec.inProgress(name, START.minus(Duration.ofMinutes(minutesAgo)));
    }

    private void put(TrainingJobSpec job) {
        aws.trainingJob("us-east-1", job);
    }

    private DescribeTrainingJobResponse describe(String name) {
        return sageMaker.describeTrainingJob(r -> r.trainingJobName(name));
    }

    private static List<String> names(ListTrainingJobsResponse page) {
        return page.trainingJobSummaries().stream()
                .map(TrainingJobSummary::trainingJobName)
                .toList();
    }

    @Test
    void isThereOnceItIsPut() {
        put(job("churn", 60).tagged(Map.of("team", "a")));
        DescribeTrainingJobResponse churn = describe("churn");
        assertThat(churn.trainingJobArn()).isEqualTo(ARN);
        assertThat(churn.trainingJobStatus()).isEqualTo(TrainingJobStatus.IN_PROGRESS);
        assertThat(churn.secondaryStatus()).isEqualTo(SecondaryStatus.TRAINING);
        assertThat(churn.creationTime()).isEqualTo(START.minus(Duration.ofHours(1)));
        assertThat(churn.trainingStartTime()).isEqualTo(churn.creationTime());
        assertThat(churn.lastModifiedTime()).isEqualTo(churn.creationTime());
        assertThat(churn.trainingEndTime()).isNull();
        assertThat(churn.failureReason()).isNull();
        assertThat(churn.stoppingCondition().maxRuntimeInSeconds()).isEqualTo(86_400);
        assertThat(churn.modelArtifacts().s3ModelArtifacts()).startsWith("s3://");
        assertThat(sageMaker.listTags(r -> r.resourceArn(ARN)).tags())
                .containsExactly(Tag.builder().key("team").value("a").build());
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.TRAINING_JOB);
        assertThat(aws.running()).isEmpty();
    }

    @Test
    void endsWhenItIsPutAgain() {
        put(job("churn", 60));
        put(job("churn", 60).failed(START.minusSeconds(60), "AlgorithmError: exit code 1"));
        DescribeTrainingJobResponse churn = describe("churn");
        assertThat(churn.trainingJobStatus()).isEqualTo(TrainingJobStatus.FAILED);
        assertThat(churn.secondaryStatus()).isEqualTo(SecondaryStatus.FAILED);
        assertThat(churn.failureReason()).isEqualTo("AlgorithmError: exit code 1");
        assertThat(churn.trainingEndTime()).isEqualTo(START.minusSeconds(60));
        assertThat(churn.lastModifiedTime()).isEqualTo(START.minusSeconds(60));
        assertThat(churn.trainingTimeInSeconds()).isEqualTo(3_540);
        assertThat(aws.inventory()).extracting(SimulatedResource::state).containsExactly("Failed");

        put(job("churn", 60).completed(START));
        assertThat(describe("churn").trainingJobStatus()).isEqualTo(TrainingJobStatus.COMPLETED);
        put(job("churn", 60).stopped(START));
        assertThat(describe("churn").trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
    }

    @Test
    void saysThatItIsMissingInWordsOnly() {
        aws.trainingJob("eu-west-1", job("churn", 60));
        assertRefused(() -> describe("churn"), "ValidationException", "Requested resource not found.");
    }

    @Test
    void isListedFilteredAndSortedInPages() {
        put(job("churn-b", 30));
        put(job("churn-a", 20).completed(START));
        put(job("other", 10).failed(START.minusSeconds(60), "no"));
        assertThat(names(sageMaker.listTrainingJobs())).containsExactly("churn-b", "churn-a", "other");
        assertThat(sageMaker
                        .listTrainingJobsPaginator(
                                r -> r.nameContains("churn").sortBy(SortBy.NAME).maxResults(1))
                        .trainingJobSummaries())
                .extracting(TrainingJobSummary::trainingJobName)
                .containsExactly("churn-a", "churn-b");
        assertThat(names(sageMaker.listTrainingJobs(r -> r.sortBy(SortBy.STATUS).sortOrder(SortOrder.DESCENDING))))
                .containsExactly("churn-b", "other", "churn-a");
        assertThat(names(sageMaker.listTrainingJobs(r -> r.creationTimeAfter(START.minusSeconds(25 * 60))
                        .lastModifiedTimeBefore(START.minusSeconds(60)))))
                .containsExactly("other");
        TrainingJobSummary failed = sageMaker
                .listTrainingJobs(r -> r.statusEquals(TrainingJobStatus.FAILED))
                .trainingJobSummaries()
                .get(0);
        assertThat(failed.trainingJobName()).isEqualTo("other");
        assertThat(failed.trainingEndTime()).isEqualTo(START.minusSeconds(60));
        assertThat(failed.trainingJobStatus()).isEqualTo(TrainingJobStatus.FAILED);
        assertRefused(() -> sageMaker.listTrainingJobs(r -> r.sortBy("Size")), "ValidationException", "'sortBy'");
    }

    @Test
    void isFilteredByStatusOnlyAfterThePageIsCutWhenTheCallerAsksForALength() {
        put(job("old", 30).failed(START, "no"));
        put(job("new", 10));
        ListTrainingJobsResponse first = sageMaker.listTrainingJobs(
                r -> r.statusEquals(TrainingJobStatus.FAILED).maxResults(1));
        assertThat(first.trainingJobSummaries()).isEmpty();
        assertThat(names(sageMaker.listTrainingJobs(r ->
                        r.statusEquals(TrainingJobStatus.FAILED).maxResults(1).nextToken(first.nextToken()))))
                .containsExactly("old");
    }
}
