package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.Call;
import dev.awsmlops.sandbox.kubernetes.ApiCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What many ready objects cost in one operator while nothing happens: calls to AWS, writes, memory, processor time; and how
 * soon a new process has taken them over.
 */
final class SteadyState {

    private static final int INTERVALS = 3;

    /** A lake, a workspace and a session, with which all classes are loaded and all clients made. */
    private static final int FIRST = 3;

    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;

    /** In KiB of heap for each object, and in MiB of all memory. */
    private static final double OBJECT_BUDGET = 6;

    private static final double MEMORY_BUDGET = 512;
    private static final double READS_RATIO = 1.2;

    /** So that only the machine limits how fast all come to be. */
    private static final double UNLIMITED = 100_000;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration SAY_EVERY = Duration.ofSeconds(20);

    private final BenchOptions options;
    private final ResultTable table;

    SteadyState(BenchOptions options, ResultTable table) {
        this.options = options;
        this.table = table;
    }

    void run() throws IOException {
        try (BenchWorld world = new BenchWorld("steady", options);
                Followed followed = new Followed(world.kubernetes())) {
            measure(world, followed);
        }
    }

    private void measure(BenchWorld world, Followed followed) {
        int objects = options.sessions() + 2 * options.tenth();
        try (OperatorProcess operator = world.operator(UNLIMITED)) {
            Followed.await("the operator is ready", operator::isReady, PATIENCE);
            create(world, "first", 1, 1);
            Followed.await("the first of each kind is ready", () -> followed.ready() == FIRST, PATIENCE);
            long few = operator.liveHeap();
            Instant began = Instant.now();
            create(world, "other", options.tenth(), options.sessions());
            converge(world, followed, operator, objects + FIRST);
            told("all ready after", seconds(began, Instant.now()), "s");
            BenchWorld.pause(options.interval().multipliedBy(2));
            world.aws().clearCalls();
            world.cluster().forgetCalls();
            double processor = operator.processorSeconds();
            BenchWorld.pause(options.interval().multipliedBy(INTERVALS));
            operator.requireAlive();
            double busy = operator.processorSeconds() - processor;
            calls(world);
            told("processor time an interval", busy / INTERVALS, "s");
            memory(operator, objects, few);
        }
        restart(world, objects);
    }

    private void converge(BenchWorld world, Followed followed, OperatorProcess operator, int objects) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Followed.until(() -> followed.ready() == objects, SAY_EVERY).isEmpty()) {
            operator.requireAlive();
            System.out.printf("  %,d of %,d are ready%n", followed.ready(), objects);
            // A call is remembered by the simulation until it is cleared.
            world.aws().clearCalls();
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Not all objects became ready: " + followed.unready());
            }
        }
    }

    private void calls(BenchWorld world) {
        List<Call> calls = world.calls();
        double reads = calls.stream().filter(call -> !call.mutating()).count() / (double) INTERVALS;
        table.add(new Figure(
                BenchPart.STEADY, "AWS reads an interval", reads, ListPages.of(world.aws()), "calls", READS_RATIO));
        table.add(Figure.atMost(
                BenchPart.STEADY,
                "AWS writes",
                (double) calls.stream().filter(Call::mutating).count(),
                0,
                "calls"));
        List<ApiCall> writes =
                world.cluster().calls().stream().filter(ApiCall::isWrite).toList();
        table.add(Figure.atMost(BenchPart.STEADY, "Kubernetes writes", writes.size(), 0, "calls"));
        Map<String, Long> byOperation =
                calls.stream().collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
        byOperation.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> System.out.printf(
                        "  %s: %.1f an interval%n", entry.getKey(), entry.getValue() / (double) INTERVALS));
        writes.stream().limit(5).forEach(write -> System.out.println("  " + write));
    }

    private static void create(BenchWorld world, String prefix, int tenth, int sessions) {
        world.create(Population.lakes(prefix, tenth));
        world.create(Population.workspaces(prefix, tenth));
        world.create(Population.sessions(prefix, sessions));
    }

    private void memory(OperatorProcess operator, int objects, long few) {
        long live = operator.liveHeap();
        told("heap after GC with one object of each kind", few / MIB, "MiB");
        told("heap after GC", live / MIB, "MiB");
        table.add(Figure.atMost(
                BenchPart.STEADY, "heap after GC for each object", (live - few) / KIB / objects, OBJECT_BUDGET, "KiB"));
        table.add(Figure.atMost(
                BenchPart.STEADY, "resident memory", operator.residentMemory() / MIB, MEMORY_BUDGET, "MiB"));
        told("most resident memory", operator.mostResidentMemory() / MIB, "MiB");
    }

    /** A new process, as after an update, when all are there already. */
    private void restart(BenchWorld world, int objects) {
        try (OperatorProcess operator = world.operator(UNLIMITED)) {
            Instant ready = Followed.until(operator::isReady, PATIENCE).orElseThrow();
            told("start until the first lists are read", seconds(operator.startedAt(), ready), "s");
            Optional<Instant> passed = Followed.until(
                    () -> operator.metric("mlops_reconcile_seconds_count").orElse(0.0) >= objects, PATIENCE);
            told("start until all have been looked at", seconds(operator.startedAt(), passed.orElseThrow()), "s");
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private void told(String what, double measured, String unit) {
        table.add(Figure.told(BenchPart.STEADY, what, measured, unit));
    }
}
