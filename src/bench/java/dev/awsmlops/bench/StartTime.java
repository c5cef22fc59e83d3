package dev.awsmlops.bench;

import dev.awsmlops.sandbox.aws.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long the packaged operator takes from its start to its first call to AWS for an object. */
final class StartTime {

    private static final int TIMES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** In seconds, on two cores. */
    private static final double BUDGET = 2;

    private static final double UNLIMITED = 100_000;

    private final BenchOptions options;
    private final ResultTable table;

    StartTime(BenchOptions options, ResultTable table) {
        this.options = options;
        this.table = table;
    }

    void run() throws IOException {
        OperatorJvm jvm = OperatorJvm.of(options);
        try (BenchWorld world = new BenchWorld("start", options)) {
            Path classes = world.file(".classes").toAbsolutePath();
            world.create(Stream.of(Population.session("first", 0, "")));
            startOnce(world, jvm.keepingClasses(classes));
            table.add(Figure.told(
                    BenchPart.START, "start to first reconcile, without kept classes", median(world, List.of()), "s"));
            table.add(Figure.atMost(
                    BenchPart.START,
                    "start to first reconcile, with kept classes",
                    median(world, jvm.withKeptClasses(classes)),
                    BUDGET,
                    "s"));
        }
    }

    private double median(BenchWorld world, List<String> jvmOptions) {
        return IntStream.range(0, TIMES)
                .mapToDouble(time -> startOnce(world, jvmOptions))
                .sorted()
                .skip(TIMES / 2)
                .findFirst()
                .orElseThrow();
    }

    /** In seconds. The call is timed by the simulation, which has the same clock. */
    private double startOnce(BenchWorld world, List<String> jvmOptions) {
        world.aws().clearCalls();
        try (OperatorProcess operator = world.operator(UNLIMITED, jvmOptions.toArray(String[]::new))) {
            Followed.await("the first call", () -> !world.calls().isEmpty(), PATIENCE);
            System.out.printf("  %.1f s of processor time%n", operator.processorSeconds());
            Instant first = world.calls().stream().map(Call::time).findFirst().orElseThrow();
            return Duration.between(operator.startedAt(), first).toMillis() / 1000.0;
        }
    }
}
