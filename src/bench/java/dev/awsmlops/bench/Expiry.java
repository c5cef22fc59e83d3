package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How punctual ends are: of single sessions, and of many at the same second while AWS lets only so many calls through. Some
 * end a little later than the others, to see whether they wait for their turn.
 */
final class Expiry {

    private static final int SINGLE = 5;
    private static final Duration APART = Duration.ofSeconds(3);

    /** One session in so many ends later than the others, by so much. */
    private static final int ONE_LATER_IN = 5;

    private static final Duration LATER = Duration.ofSeconds(2);
    private static final double LATENCY = 1;
    private static final double RATIO = 1.3;

    /** Passes that go on at once, and so may overtake each other (concurrent-reconciliation-threads). */
    private static final double AT_ONCE = 10;

    private static final int PATIENCE = 15;
    private static final Duration SETUP_PATIENCE = Duration.ofMinutes(10);

    private final BenchOptions options;
    private final ResultTable table;

    Expiry(BenchOptions options, ResultTable table) {
        this.options = options;
        this.table = table;
    }

    void run() throws IOException {
        AccountLimit limit = new AccountLimit(options);
        try (BenchWorld world = new BenchWorld("expiry", options);
                Followed followed = new Followed(world.kubernetes());
                OperatorProcess operator = world.operator(limit.ownPerSecond())) {
            Followed.await("the operator is ready", operator::isReady, SETUP_PATIENCE);
            int sessions = options.tenth();
            world.create(Population.plainSessions("single", SINGLE));
            world.create(Population.plainSessions("many", sessions));
            Followed.await("all are ready", () -> followed.ready() == sessions + SINGLE, SETUP_PATIENCE);
            Edits edits = new Edits(world, followed);
            single(world, edits);
            many(world, followed, edits, limit);
        }
    }

    private void single(BenchWorld world, Edits edits) {
        Instant first = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
        IntStream.range(0, SINGLE)
                .forEach(number -> edits.endAt("single-" + number, first.plus(APART.multipliedBy(number))));
        BenchWorld.pause(Duration.between(Instant.now(), first.plus(APART.multipliedBy(SINGLE))));
        double latest = IntStream.range(0, SINGLE)
                .mapToDouble(number -> edits.stoppedAfter("single-" + number, first.plus(APART.multipliedBy(number))))
                .max()
                .orElseThrow();
        world.aws().clearCalls();
        table.add(Figure.atMost(BenchPart.EXPIRY, "a single end is acted on, the latest of 5", latest, LATENCY, "s"));
    }

    private void many(BenchWorld world, Followed followed, Edits edits, AccountLimit limit) {
        int sessions = options.tenth();
        // Every change is a pass and a write of tags, which the operator's own limit lets through at its pace.
        Duration setup = Duration.ofSeconds((long) (30 + 6 * sessions / limit.ownPerSecond()));
        Instant end = Instant.now().plus(setup).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Instant> ends = IntStream.range(0, sessions)
                .boxed()
                .collect(Collectors.toMap(
                        number -> "many-" + number, number -> number % ONE_LATER_IN == 0 ? end.plus(LATER) : end));
        ends.forEach(edits::endAt);
        Followed.await(
                "the ends are set before the first has come",
                () -> ends.entrySet().stream().allMatch(entry -> entry.getValue()
                        .toString()
                        .equals(followed.session(entry.getKey()).getStatus().expiresAt())),
                Duration.between(Instant.now(), end));
        BenchWorld.pause(Duration.between(Instant.now(), end.minusSeconds(1)));
        world.aws().clearCalls();
        limit.impose(world.aws());
        double bound = sessions / limit.perSecond();
        Duration patience = Duration.ofSeconds((long) (30 + bound * PATIENCE));
        Followed.until(() -> stops(world).size() >= sessions, patience);
        report(world, edits, ends, end, bound);
    }

    private static List<Call> stops(BenchWorld world) {
        return world.calls().stream()
                .filter(call ->
                        call.operation().equals("StopSession") && call.error().isEmpty())
                .toList();
    }

    private void report(BenchWorld world, Edits edits, Map<String, Instant> ends, Instant end, double bound) {
        List<Call> stops = stops(world);
        Map<String, Instant> endsById = ends.entrySet().stream()
                .collect(Collectors.toMap(entry -> edits.id(entry.getKey()), Map.Entry::getValue));
        double took = stops.size() < ends.size()
                ? Double.POSITIVE_INFINITY
                : Duration.between(end, stops.get(stops.size() - 1).time()).toMillis() / 1000.0;
        table.add(new Figure(
                BenchPart.EXPIRY,
                "%,d ends at one second are acted on".formatted(ends.size()),
                took,
                bound,
                "s",
                RATIO));
        List<Instant> order = stops.stream()
                .map(call -> endsById.get(call.resource().orElseThrow()))
                .toList();
        long overtaken = IntStream.range(0, order.size())
                .filter(place -> order.get(place).isAfter(end) && place < order.lastIndexOf(end))
                .count();
        table.add(Figure.atMost(
                BenchPart.EXPIRY, "later ends that came before earlier ones", (double) overtaken, AT_ONCE, "stops"));
        Map<String, Long> calls = world.calls().stream()
                .map(call -> call.operation()
                        + call.error().map(error -> " " + error).orElse(""))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        System.out.println("  " + stops.size() + " stopped; calls: " + calls);
    }
}
