package dev.awsmlops.bench;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.aws.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many sessions created at once while AWS lets only so many calls through; beside them one object that is changed all the
 * time and one that AWS refuses for ever. Measures how long all take, and how long others have to wait meanwhile.
 */
final class Storm {

    /** What one session can't do without: CreateSession. That it is ready, a page of the list tells for a hundred. */
    private static final double CALLS_A_SESSION = 1 + 1 / 100.0;

    private static final double RATIO = 1.3;

    /** How many times the bound is waited for before a storm is given up. */
    private static final int PATIENCE = 15;

    private static final Duration SETUP_PATIENCE = Duration.ofMinutes(5);
    private static final Duration CHANGE_EVERY = Duration.ofMillis(100);
    private static final Duration INTO_THE_STORM = Duration.ofSeconds(5);

    /** In seconds: an end is acted on within one, and so is a change, which needs a call of its own. */
    private static final double LATENCY = 1;

    private final BenchOptions options;
    private final ResultTable table;

    Storm(BenchOptions options, ResultTable table) {
        this.options = options;
        this.table = table;
    }

    void run() throws IOException {
        AccountLimit limit = new AccountLimit(options);
        try (BenchWorld world = new BenchWorld("storm", options);
                Followed followed = new Followed(world.kubernetes());
                OperatorProcess operator = world.operator(limit.ownPerSecond())) {
            Followed.await("the operator is ready", operator::isReady, SETUP_PATIENCE);
            Edits edits = new Edits(world, followed);
            world.create(Stream.of("hot", "ending", "changing").map(name -> Population.session(name, 0, "")));
            Followed.await("the sessions beside the storm are ready", () -> followed.ready() == 3, SETUP_PATIENCE);
            limit.impose(world.aws());
            measure(world, followed, edits, limit);
        }
    }

    private void measure(BenchWorld world, Followed followed, Edits edits, AccountLimit limit) {
        Fault refusal = world.aws()
                .faults()
                .on("glue", "CreateSession")
                .where(attempt -> attempt.input().path("Role").asText().endsWith("/refused"))
                .failBefore("InternalServiceException", "An internal service error occurred.", 500);
        Repeated changes = Repeated.every(CHANGE_EVERY, () -> edits.touch("hot"));
        try {
            world.create(Stream.of(Population.refusedSession("refused", 0)));
            world.aws().clearCalls();
            Instant began = Instant.now();
            Instant end = began.plus(INTO_THE_STORM).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
            edits.endAt("ending", end);
            world.create(Population.plainSessions("storm", options.tenth()));
            BenchWorld.pause(INTO_THE_STORM);
            table.add(latency("a change beside the storm is seen to", change(followed, edits)));
            converge(world, followed, limit, began);
            table.add(latency("an end beside the storm is acted on", edits.stoppedAfter("ending", end)));
        } finally {
            changes.close();
            refusal.remove();
        }
    }

    private void converge(BenchWorld world, Followed followed, AccountLimit limit, Instant began) {
        int sessions = options.tenth();
        double bound = sessions * CALLS_A_SESSION / limit.perSecond();
        Duration patience = Duration.ofSeconds((long) Math.ceil(bound * PATIENCE) + 30);
        Optional<Instant> all = Followed.until(() -> followed.ready("storm") == sessions, patience);
        double took = all.map(until -> Duration.between(began, until).toMillis() / 1000.0)
                .orElse(Double.POSITIVE_INFINITY);
        table.add(new Figure(BenchPart.STORM, "%,d sessions are ready".formatted(sessions), took, bound, "s", RATIO));
        Map<String, Long> calls = world.calls().stream()
                .collect(Collectors.groupingBy(
                        call -> call.operation()
                                + call.error().map(error -> " " + error).orElse(""),
                        Collectors.counting()));
        System.out.println("  " + followed.ready("storm") + " ready; calls: " + calls);
        long throttled = world.calls().stream().filter(Storm::throttled).count();
        table.add(Figure.told(BenchPart.STORM, "calls that AWS throttled", (double) throttled, "calls"));
    }

    private static boolean throttled(Call call) {
        return call.error().filter(error -> error.contains("Throttling")).isPresent();
    }

    /** How long until a longer ttl shows in the status, in seconds. */
    private static double change(Followed followed, Edits edits) {
        GlueDevSession before = followed.session("changing");
        Instant asked = Instant.now();
        edits.ttl("changing", "9h");
        return followed.until(
                        "changing",
                        session -> !session.getStatus()
                                .expiresAt()
                                .equals(before.getStatus().expiresAt()),
                        Duration.ofMinutes(2))
                .map(seen -> Duration.between(asked, seen).toMillis() / 1000.0)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Figure latency(String what, double measured) {
        return Figure.atMost(BenchPart.STORM, what, measured, LATENCY, "s");
    }
}
