package dev.awsmlops.operator.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

/** The door to AWS: one set of clients for each region, made when it is first asked for. Safe for use by several threads. */
public final class Aws implements AutoCloseable {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * How AWS is reached.
     *
     * @param defaultRegion the region of objects that name none
     * @param endpoint in place of AWS's own endpoints, for emulators
     * @param maxAttempts of one call by the SDK, the first included; what still fails is tried again by the reconciler
     * @param observationInterval how old a shared list may be
     */
    public record Settings(
            String defaultRegion, Optional<URI> endpoint, int maxAttempts, Duration observationInterval) {}

    private final Settings settings;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Clock clock;
    private final CallWatch watch;
    private final Map<String, AwsRegion> regions = new ConcurrentHashMap<>();

    public Aws(Settings settings, SdkHttpClient http, AwsCredentialsProvider credentials, Clock clock) {
        this(settings, http, credentials, clock, CallObserver.NONE);
    }

    /** @param observer is told of every attempt of a call */
    public Aws(
            Settings settings,
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            Clock clock,
            CallObserver observer) {
        this.settings = settings;
        this.http = http;
        this.credentials = credentials;
        this.clock = clock;
        this.watch = new CallWatch(observer);
    }

    /** The region of that name, or the default one for null. */
    public AwsRegion region(String name) {
        return regions.computeIfAbsent(name != null ? name : settings.defaultRegion(), this::open);
    }

    /** The regions that have been asked for so far. */
    public Collection<AwsRegion> opened() {
        return List.copyOf(regions.values());
    }

    @Override
    public void close() {
        regions.values().forEach(AwsRegion::close);
    }

    private AwsRegion open(String name) {
        var clients = new AwsClients(
                configure(GlueClient.builder(), name).build(),
                configure(SageMakerClient.builder(), name).build(),
                configure(CodeCommitClient.builder(), name).build(),
                configure(SfnClient.builder(), name).build(),
                configure(SchedulerClient.builder(), name).build(),
                // Emulators seldom answer to a host name for each bucket.
                configure(S3Client.builder(), name)
                        .forcePathStyle(settings.endpoint().isPresent())
                        .build(),
                configure(IamClient.builder(), globalRegionOf(name)).build(),
                configure(StsClient.builder(), name).build());
        return new AwsRegion(name, clients, clock, settings.observationInterval());
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
