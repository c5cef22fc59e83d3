package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.awsmlops.sandbox.aws.sagemaker.TrainingJobSpec;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.sns.Published;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What Task states do to the account, and what becomes of their failures. */
class TaskStateTest extends StepFunctionsTest {

    private static final String DELETE_AT = """
            "A": {"Type": "Wait", "Timestamp": "{% $states.input.at %}", "Next": "Delete"},
            "Delete": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:deleteDevEndpoint",
                       "Arguments": {"EndpointName": "{% $states.input.name %}"}, "End": true,
                       "Retry": [{"ErrorEquals": ["Glue.GlueException", "Glue.ThrottlingException"],
                                  "IntervalSeconds": 30, "BackoffRate": 2, "MaxAttempts": 3}],
                       "Catch": [{"ErrorEquals": ["Glue.EntityNotFoundException"], "Next": "Gone"}]},
            "Gone": {"Type": "Succeed"}""";

    private static String get(String more) {
        return """
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getDevEndpoint",
                      "Arguments": {"EndpointName": "lab"}, %s}""".formatted(more);
    }

    @Test
    void deletesAtItsMomentWithNobodyLooking() {
        createEndpoint("lab");
        String execution = start(DELETE_AT, "{\"at\": \"2026-11-02T09:00:00Z\", \"name\": \"lab\"}");
        pass(Duration.ofHours(5));
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.STATE_MACHINE);
        assertThat(aws.ledger()
                        .of(ResourceType.DEV_ENDPOINT, "lab")
                        .orElseThrow()
                        .used())
                .isEqualTo(Duration.ofMinutes(63));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(describe(execution).stopDate()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
        assertThat(aws.callsBy("role/dev"))
                .extracting(Call::operation, Call::time)
                .containsExactly(tuple("DeleteDevEndpoint", Instant.parse("2026-11-02T09:00:00Z")));
    }

    @Test
    void catchesThatNothingIsThere() {
        String execution = start(DELETE_AT, "{\"at\": \"2026-11-02T09:00:00Z\", \"name\": \"lab\"}");
        pass(Duration.ofHours(5));
        var caught = json(describe(execution).output());
        assertThat(caught.path("Error").asText()).isEqualTo("Glue.EntityNotFoundException");
        assertThat(caught.path("Cause").asText())
                .contains("DevEndpoint lab not found.", "Service: Glue, Status Code: 400");
    }

    @Test
    void retriesInSimulatedTime() {
        createEndpoint("lab");
        aws.faults().on("glue", "DeleteDevEndpoint").first(2).throttle();
        start(DELETE_AT, "{\"at\": \"2026-11-02T09:00:00Z\", \"name\": \"lab\"}");
        pass(Duration.ofHours(5));
        assertThat(aws.inventory()).extracting(SimulatedResource::type).containsExactly(ResourceType.STATE_MACHINE);
        assertThat(aws.callsBy("role/dev"))
                .extracting(Call::time)
                .containsExactly(
                        Instant.parse("2026-11-02T09:00:00Z"),
                        Instant.parse("2026-11-02T09:00:30Z"),
                        Instant.parse("2026-11-02T09:01:30Z"));
    }

    @Test
    void failsWhenItHasRetriedOftenEnough() {
        createEndpoint("lab");
        aws.faults().on("glue", "DeleteDevEndpoint").by("role/dev").throttle();
        String execution = start(DELETE_AT, "{\"at\": \"2026-11-02T09:00:00Z\", \"name\": \"lab\"}");
        pass(Duration.ofHours(5));
        assertThat(describe(execution).error()).isEqualTo("Glue.ThrottlingException");
        assertThat(describe(execution).stopDate()).isEqualTo(Instant.parse("2026-11-02T09:03:30Z"));
        assertThat(aws.callsBy("role/dev")).hasSize(4);
        assertThat(aws.running()).hasSize(1);
    }

    @Test
    void seesTheAnswerInPascalCaseWithTimesAsText() {
        createEndpoint("lab");
        var endpoint = output(get("\"Output\": \"{% $states.result.DevEndpoint %}\", \"End\": true"), "{}");
        assertThat(endpoint.path("Status").asText()).isEqualTo("READY");
        assertThat(endpoint.path("CreatedTimestamp").asText()).isEqualTo("2026-11-02T08:00:00Z");
    }

    @Test
    void translatesNamesInCamelCaseBothWays() {
        codeCommit.createRepository(r -> r.repositoryName("lab"));
        var repository = output("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:codecommit:getRepository",
                      "Arguments": {"RepositoryName": "lab"}, "End": true}""", "{}");
        assertThat(repository.at("/RepositoryMetadata/RepositoryName").asText()).isEqualTo("lab");
    }

    @Test
    void namesErrorsThatTheModelDoesNotKnowByTheService() {
        assertFailed("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemaker:describeNotebookInstance",
                      "Arguments": {"NotebookInstanceName": "lab"}, "End": true}""", "{}", "SageMaker.SageMakerException", "RecordNotFound");
    }

    @Test
    void filtersListsByTimesThatItComputes() {
        aws.trainingJob("us-east-1", TrainingJobSpec.inProgress("early", clock.instant()));
        pass(Duration.ofHours(2));
        aws.trainingJob("us-east-1", TrainingJobSpec.inProgress("late", clock.instant()));
        assertOutput("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemaker:listTrainingJobs",
                      "Arguments": {"CreationTimeAfter": "{% $fromMillis($millis() - 3600000) %}", "MaxResults": 10},
                      "Output": "{% $states.result.TrainingJobSummaries.TrainingJobName %}", "End": true}""", "{}", "\"late\"");
    }

    @Test
    void isLostWhenTheAnswerIs() {
        createEndpoint("lab");
        aws.faults().on("glue", "GetDevEndpoint").loseResponse();
        assertFailed(get("\"End\": true"), "{}", "Glue.SdkClientException", "Connection reset");
    }

    @Test
    void failsOnAnExpressionThatReturnsNothing() {
        createEndpoint("lab");
        assertFailed(
                get("\"Output\": \"{% $states.result.None %}\", \"End\": true"),
                "{}",
                "States.QueryEvaluationError",
                "returned nothing (undefined)");
    }

    @Test
    void retriesByEachRetrierForItself() {
        aws.faults().on("glue", "GetDevEndpoint").nth(1).throttle();
        String execution = start(get("""
                "Retry": [{"ErrorEquals": ["Glue.ThrottlingException"], "IntervalSeconds": 5, "MaxAttempts": 1},
                          {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxDelaySeconds": 15, "MaxAttempts": 2}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B",
                           "Output": {"was": "{% $states.errorOutput.Error %}", "input": "{% $states.input.n %}"},
                           "Assign": {"tries": "{% $states.context.State.RetryCount %}"}}], "End": true""") + """
                , "B": {"Type": "Pass", "Output": "{% $merge([$states.input, {'tries': $tries}]) %}", "End": true}""", "{\"n\": 1}");
        pass(Duration.ofMinutes(1));
        assertThat(json(describe(execution).output()))
                .isEqualTo(json("{\"was\": \"Glue.EntityNotFoundException\", \"input\": 1, \"tries\": 3}"));
        assertThat(describe(execution).stopDate()).isEqualTo(SimulatedClock.START.plusSeconds(5 + 10 + 15));
    }

    @Test
    void publishesToATopic() {
        assertOutput("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "B",
                      "Arguments": {"TopicArn": "%1$s", "Subject": "Lab", "Message": "{%% 'left ' & $states.input.n %%}"}},
                "B": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Output": {}, "End": true,
                      "Arguments": {"TopicArn": "%1$s", "Message": {"left": 1}}}""".formatted(TOPIC), "{\"n\": 3}", "{}");
        assertThat(aws.published(TOPIC)).extracting(Published::message).containsExactly("left 3", "{\"left\":1}");
        assertThat(aws.published(TOPIC).get(0).subject()).contains("Lab");
        assertThat(aws.published(TOPIC + "2")).isEmpty();
    }
}
