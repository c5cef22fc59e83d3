package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes the SDK's clients for a region, all with the same settings and through the same HTTP client. */
record ClientMaker(
        Aws.Settings settings, SdkHttpClient http, AwsCredentialsProvider credentials, CallWatch watch, Clock clock)
        implements Aws.ClientSource {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** The name under which what the operator does as another role shows in CloudTrail. */
    private static final String ROLE_SESSION = "mlops-operator";

    @Override
    public AwsClients of(String region, Optional<String> roleArn, Traffic traffic) {
        Optional<StsAssumeRoleCredentialsProvider> assumed = roleArn.map(role -> assume(role, region));
        AwsCredentialsProvider who =
                assumed.<AwsCredentialsProvider>map(Function.identity()).orElse(credentials);
        return new AwsClients(
                configure(GlueClient.builder(), region, who, traffic).build(),
                configure(SageMakerClient.builder(), region, who, traffic).build(),
                configure(CodeCommitClient.builder(), region, who, traffic).build(),
                configure(SfnClient.builder(), region, who, traffic).build(),
                configure(SchedulerClient.builder(), region, who, traffic).build(),
                // Emulators seldom answer to a host name for each bucket.
                configure(S3Client.builder(), region, who, traffic)
                        .forcePathStyle(settings.endpoint().isPresent())
                        .build(),
                configure(IamClient.builder(), globalRegionOf(region), who, traffic)
                        .build(),
                configure(StsClient.builder(), region, who, traffic).build(),
                assumed);
    }

    /** Assumed with the operator's own credentials, when first used, and again before they run out. */
    private StsAssumeRoleCredentialsProvider assume(String role, String region) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(configure(StsClient.builder(), region, credentials, new Traffic(clock, 0))
                        .build())
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName(ROLE_SESSION)
                        .externalId(settings.externalId().orElse(null)))
                .build();
    }

    /** IAM has one region for each partition. Source: the SDK's partition metadata. */
    private static String globalRegionOf(String region) {
        return PartitionMetadata.of(Region.of(region)).id() + "-global";
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, String region, AwsCredentialsProvider who, Traffic traffic) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .httpClient(http)
                .credentialsProvider(who)
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT)
                        .addExecutionInterceptor(new CallLimit(traffic))
                        .addExecutionInterceptor(watch)
                        .addMetricPublisher(watch)
                        .retryStrategy(retries -> retries.maxAttempts(settings.maxAttempts())));
    }
}
