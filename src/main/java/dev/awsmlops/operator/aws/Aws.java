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

/**
 * The door to AWS: one set of clients for each region and role, made when it is first asked for. Safe for use by several
 * threads.
 */
public final class Aws implements AutoCloseable {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** The name under which what the operator does as another role shows in CloudTrail. */
    private static final String ROLE_SESSION = "mlops-operator";

    /**
     * How AWS is reached.
     *
     * @param defaultRegion the region of objects that name none
     * @param endpoint in place of AWS's own endpoints, for emulators
     * @param maxAttempts of one call by the SDK, the first included; what still fails is tried again by the reconciler
     * @param observationInterval how old a shared list may be
     * @param externalId that is shown when a role is assumed, for its trust policy to ask for
     * @param defaultTags of everything that is made
     * @param callsPerSecond to each service of an account and region; 0 for no limit
     */
    public record Settings(
            String defaultRegion,
            Optional<URI> endpoint,
            int maxAttempts,
            Duration observationInterval,
            Optional<String> externalId,
            Map<String, String> defaultTags,
            double callsPerSecond) {

        public Settings(String defaultRegion, Optional<URI> endpoint, int maxAttempts, Duration observationInterval) {
            this(defaultRegion, endpoint, maxAttempts, observationInterval, Optional.empty(), Map.of(), 0);
        }
    }

    /** What there is one set of clients for. */
    private record Place(String region, Optional<String> roleArn) {}

    private final Settings settings;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Clock clock;
    private final CallWatch watch;
    private final Map<Place, AwsRegion> regions = new ConcurrentHashMap<>();
    private final Map<Place, StsAssumeRoleCredentialsProvider> assumed = new ConcurrentHashMap<>();

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

    /** The region of that name, or the default one for null, in the operator's own account. */
    public AwsRegion region(String name) {
        return region(name, Optional.empty());
    }

    /**
     * The region of that name, or the default one for null.
     *
     * @param roleArn the role that is assumed to act there, in whatever account that is; without one the operator acts as
     *     itself
     */
    public AwsRegion region(String name, Optional<String> roleArn) {
        return regions.computeIfAbsent(new Place(name != null ? name : settings.defaultRegion(), roleArn), this::open);
    }

    /** The regions that have been asked for so far. */
    public Collection<AwsRegion> opened() {
        return List.copyOf(regions.values());
    }

    @Override
    public void close() {
        regions.values().forEach(AwsRegion::close);
        assumed.values().forEach(StsAssumeRoleCredentialsProvider::close);
    }

    private AwsRegion open(Place place) {
        String name = place.region();
        AwsCredentialsProvider who = credentialsFor(place);
        var traffic = new Traffic(clock, settings.callsPerSecond());
        var clients = new AwsClients(
                configure(GlueClient.builder(), name, who, traffic).build(),
                configure(SageMakerClient.builder(), name, who, traffic).build(),
                configure(CodeCommitClient.builder(), name, who, traffic).build(),
                configure(SfnClient.builder(), name, who, traffic).build(),
                configure(SchedulerClient.builder(), name, who, traffic).build(),
                // Emulators seldom answer to a host name for each bucket.
                configure(S3Client.builder(), name, who, traffic)
                        .forcePathStyle(settings.endpoint().isPresent())
                        .build(),
                configure(IamClient.builder(), globalRegionOf(name), who, traffic)
                        .build(),
                configure(StsClient.builder(), name, who, traffic).build());
        return new AwsRegion(
                name, place.roleArn(), settings.defaultTags(), clients, traffic, clock, settings.observationInterval());
    }

    private AwsCredentialsProvider credentialsFor(Place place) {
        return place.roleArn()
                .<AwsCredentialsProvider>map(role -> assumed.computeIfAbsent(place, this::assume))
                .orElse(credentials);
    }

    /** Assumed with the operator's own credentials, when first used, and again before they run out. */
    private StsAssumeRoleCredentialsProvider assume(Place place) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(configure(StsClient.builder(), place.region(), credentials, new Traffic(clock, 0))
                        .build())
                .refreshRequest(request -> request.roleArn(place.roleArn().orElseThrow())
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
