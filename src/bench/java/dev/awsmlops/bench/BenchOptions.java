package dev.awsmlops.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a run measures, and on what scale. Set by system properties, whose defaults are those of {@code docs/benchmarks.md}.
 *
 * @param sessions of the steady state; a tenth as many of everything else
 * @param only the parts that are run
 * @param interval the operator's observation interval
 * @param memory of the operator, in MiB: what the chart allows its container
 * @param limitScale by how much the simulated account's limit is raised, and the time of a storm so shortened
 * @param java the home of the JVM that the operator runs on
 * @param table where the results are written too, if anywhere
 */
record BenchOptions(
        int sessions,
        Set<BenchPart> only,
        Duration interval,
        int memory,
        int limitScale,
        Path java,
        Optional<Path> table) {

    static BenchOptions fromSystem() {
        return new BenchOptions(
                Integer.getInteger("bench.objects", 10_000),
                parts(System.getProperty("bench.only", "")),
                Duration.ofSeconds(Integer.getInteger("bench.interval", 60)),
                Integer.getInteger("bench.memory", 512),
                Integer.getInteger("bench.limitScale", 10),
                path("bench.java").orElseGet(() -> Path.of(System.getProperty("java.home"))),
                path("bench.table"));
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    /** All parts where none is named. */
    private static Set<BenchPart> parts(String names) {
        Set<BenchPart> parts = EnumSet.noneOf(BenchPart.class);
        Arrays.stream(names.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> BenchPart.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .forEach(parts::add);
        return parts.isEmpty() ? EnumSet.allOf(BenchPart.class) : parts;
    }

    /** Of lakes, of workspaces, and of the sessions of a storm. */
    int tenth() {
        return Math.max(1, sessions / 10);
    }
}
