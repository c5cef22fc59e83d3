package dev.awsmlops.operator.aws;

import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes the SDK's clients for a region, all with the same settings and through the same HTTP client. */
record ClientMaker(Aws.Settings settings, SdkHttpClient http, AwsCredentialsProvider credentials, CallWatch watch)
        implements Function<String, AwsClients> {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    @Override
    public AwsClients apply(String region) {
        return new AwsClients(
                configure(GlueClient.builder(), region).build(),
                configure(SageMakerClient.builder(), region).build(),
                configure(CodeCommitClient.builder(), region).build(),
                configure(SfnClient.builder(), region).build(),
                configure(SchedulerClient.builder(), region).build(),
                // Emulators seldom answer to a host name for each bucket.
                configure(S3Client.builder(), region)
                        .forcePathStyle(settings.endpoint().isPresent())
                        .build(),
                configure(IamClient.builder(), globalRegionOf(region)).build(),
                configure(StsClient.builder(), region).build());
    }

    /** IAM has one region for each partition. Source: the SDK's partition metadata. */
    private static String globalRegionOf(String region) {
        return Region.of(region).metadata().partition().id() + "-global";
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder, String region) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT)
                        .addExecutionInterceptor(watch)
                        .addMetricPublisher(watch)
                        .retryStrategy(retries -> retries.maxAttempts(settings.maxAttempts())));
    }
}
