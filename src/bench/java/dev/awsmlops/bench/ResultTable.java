package dev.awsmlops.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** All figures of a run, as the table that {@code docs/benchmarks.md} keeps. */
final class ResultTable {

    private static final String BEGIN = "<!-- results -->";
    private static final String END = "<!-- end of results -->";

    private final List<Figure> figures = new ArrayList<>();
    private final BenchOptions options;
    private final String jvm;

    /** @param jvm that the operator runs on */
    ResultTable(BenchOptions options, String jvm) {
        this.options = options;
        this.jvm = jvm;
    }

    /** Says it at once too: a run takes minutes. */
    void add(Figure figure) {
        figures.add(figure);
        System.out.println(figure.row());
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("%s. %s. %,d sessions, %,d lakes, %,d workspaces; observation interval %d s; limits ×%d."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        machine(),
                        options.sessions(),
                        options.tenth(),
                        options.tenth(),
                        options.interval().toSeconds(),
                        options.limitScale()));
        lines.add("");
        lines.add("| Part | Figure | Measured | Bound | Ratio (target) | |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        figures.forEach(figure -> lines.add(figure.row()));
        return String.join(System.lineSeparator(), lines);
    }

    private String machine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d cores, %d GiB, %s %s; the operator on %s with %d MiB"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        jvm,
                        options.memory());
    }

    /** Puts the table between the marks in the file, in place of the last one. */
    void writeTo(Path file) {
        try {
            String text = Files.readString(file);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            int end = text.indexOf(END);
            if (begin < BEGIN.length() || end < begin) {
                throw new IllegalStateException(file + " has no place for results: " + BEGIN + " … " + END);
            }
            String gap = System.lineSeparator();
            Files.writeString(
                    file, text.substring(0, begin) + gap + gap + markdown() + gap + gap + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many targets were missed. */
    long missed() {
        return figures.stream()
                .filter(figure -> figure.hasTarget() && !figure.isMet())
                .count();
    }
}
