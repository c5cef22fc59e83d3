package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.awsmlops.sandbox.aws.contract.PublishedContract;
import dev.awsmlops.sandbox.aws.service.Timings;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** A fresh account, and clients that do not retry: a test sees each answer as AWS gave it. */
abstract class AwsTest {

    static final String ROLE = "arn:aws:iam::123456789012:role/dev";

    final SimulatedClock clock = new SimulatedClock();
    final PublishedContract contract = new PublishedContract();
    final SimulatedAws aws = account(Timings.realistic());
    final GlueClient glue = glue("operator");
    final SageMakerClient sageMaker = client(SageMakerClient.builder(), "operator");
    final CodeCommitClient codeCommit = client(CodeCommitClient.builder(), "operator");
    final IamClient iam = client(IamClient.builder(), "console");

    /** Another account, held to the same contract. */
    final SimulatedAws account(Timings timings) {
        return new SimulatedAws(clock, timings, contract);
    }

    @AfterEach
    void answersAsItsModelSays() {
        assertThat(contract.wrongAnswers()).isEmpty();
    }

    GlueClient glue(String caller) {
        return client(GlueClient.builder(), caller);
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, String caller) {
        return aws.configure(builder, caller)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    void pass(Duration duration) {
        clock.advance(duration);
    }

    static AwsServiceException refusal(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("AWS refuses").isNotNull();
        assertThat(refusal.requestId()).isNotBlank();
        return refusal;
    }

    static void assertRefused(ThrowingCallable call, String code, String message) {
        AwsServiceException refusal = refusal(call);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
    }
}
