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
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The door to AWS: one set of clients for each region and role, made when it is first asked for. Safe for use by several
 * threads.
 */
public final class Aws implements AutoCloseable {

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

    /** Where the clients come from. */
    @FunctionalInterface
    interface ClientSource {

        /** Those for a region, which act as the role if there is one, and keep to the rates of the traffic. */
        AwsClients of(String region, Optional<String> roleArn, Traffic traffic);
    }

    /** What there is one set of clients for. */
    private record Place(String region, Optional<String> roleArn) {}

    private final Settings settings;
    private final Clock clock;
    private final ClientSource clients;
    private final Map<Place, AwsRegion> regions = new ConcurrentHashMap<>();

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
        this(settings, clock, new ClientMaker(settings, http, credentials, new CallWatch(observer), clock));
    }

    Aws(Settings settings, Clock clock, ClientSource clients) {
        this.settings = settings;
        this.clock = clock;
        this.clients = clients;
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
    }

    private AwsRegion open(Place place) {
        var traffic = new Traffic(clock, settings.callsPerSecond());
        return new AwsRegion(
                place.region(),
                place.roleArn(),
                settings.defaultTags(),
                clients.of(place.region(), place.roleArn(), traffic),
                traffic,
                clock,
                settings.observationInterval());
    }
}
