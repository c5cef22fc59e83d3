package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Route;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.service.Timings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** A cluster whose operator reaches an emulator of AWS as it reaches AWS itself: with its own HTTP client, over a socket. */
final class WireWorld implements AutoCloseable {

    /**
     * Time passes here only while the operator rests, and moto's is the machine's. Ours starts behind it, so that what was
     * asked for now never seems to have begun in the past.
     */
    private static final Duration BEHIND = Duration.ofHours(12);

    /** What a call that is right may come to. */
    private static final Set<String> USUAL = Set.of("ok", "not_found", "in_transition", "not_yet_consistent");

    private final World world = new World(Timings.realistic(), Instant.now().minus(BEHIND));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Emulated emulated;

    private WireWorld(Emulator emulator) throws IOException {
        emulated = emulator.open(world, http);
        world.route(new Route(Optional.of(emulated.uri()), emulated.http()));
        world.meters(meters);
        world.startOperator();
    }

    /** A world whose operator runs, on an empty account. */
    static WireWorld on(Emulator emulator) throws IOException {
        emulator.require();
        return new WireWorld(emulator);
    }

    World world() {
        return world;
    }

    /** Points a client of somebody else at the emulator. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return SomebodyElse.client(builder, emulated.uri());
    }

    /**
     * The operator has made the calls of that life, and the emulator has answered them, but for those that it is known not to
     * have.
     */
    void assertLed(Life life) {
        assertThat(calls(result -> true)).containsAll(life.calls());
        assertThat(MotoGap.all()).containsAll(emulated.unreached());
    }

    /** Nothing is left in the account, and no call has failed that need not. */
    void assertEndedWell() throws IOException {
        assertThat(Leftovers.of(this)).as("in the account").isEmpty();
        assertThat(emulated.leftovers()).as("in the account").isEmpty();
        assertThat(world.aws().inventory()).as("in the simulation").isEmpty();
        assertThat(calls(result -> !USUAL.contains(result)))
                .as("calls that failed")
                .isEmpty();
    }

    private Set<String> calls(Predicate<String> result) {
        return meters.find("mlops.aws.calls").timers().stream()
                .map(Meter::getId)
                .filter(id -> result.test(id.getTag("result")))
                .map(id -> id.getTag("service") + "." + id.getTag("operation"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        try (http;
                emulated) {
            world.close();
        }
    }
}
