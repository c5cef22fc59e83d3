package dev.awsmlops.operator.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** The door to AWS: one set of clients for each region, made when it is first asked for. Safe for use by several threads. */
public final class Aws implements AutoCloseable {

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
    private final Clock clock;
    private final Function<String, AwsClients> clients;
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
        this(settings, clock, new ClientMaker(settings, http, credentials, new CallWatch(observer)));
    }

    /** @param clients those of a region, by its name */
    Aws(Settings settings, Clock clock, Function<String, AwsClients> clients) {
        this.settings = settings;
        this.clock = clock;
        this.clients = clients;
    }

    /** The region of that name, or the default one for null. */
    public AwsRegion region(String name) {
        return regions.computeIfAbsent(
                name != null ? name : settings.defaultRegion(),
                region -> new AwsRegion(region, clients.apply(region), clock, settings.observationInterval()));
    }

    @Override
    public void close() {
        regions.values().forEach(AwsRegion::close);
    }
}
