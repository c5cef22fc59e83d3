package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * One set of the SDK's clients for many processes, one after the other: to make the clients takes longer than most of what a
 * simulated process does with them. Each process has everything else for itself, and so knows nothing of an earlier one.
 */
public final class SharedClients {

    private static final Aws.Settings SETTINGS =
            new Aws.Settings("us-east-1", Optional.empty(), 1, Duration.ofMinutes(5));

    private static final Traffic UNLIMITED = new Traffic(Clock.systemUTC(), 0);

    private final ClientMaker maker;
    private final Map<String, AwsClients> byRegion = new ConcurrentHashMap<>();

    /** @param http through which all of them go; each call is attempted once */
    public SharedClients(SdkHttpClient http) {
        maker = new ClientMaker(
                SETTINGS,
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED0000000", "simulated")),
                new CallWatch(CallObserver.NONE),
                Clock.systemUTC());
    }

    /** AWS as a process that has just started sees it. It is not to be closed. */
    public Aws forNewProcess(Clock clock) {
        return new Aws(
                SETTINGS,
                clock,
                (region, role, traffic) ->
                        byRegion.computeIfAbsent(region, name -> maker.of(name, Optional.empty(), UNLIMITED)));
    }
}
