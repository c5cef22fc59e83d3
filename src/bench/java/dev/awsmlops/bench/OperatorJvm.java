package dev.awsmlops.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM that the operator runs on, and how the chart and the image have it started. */
record OperatorJvm(Path home, int memory) {

    private static final Path PACKAGE = Path.of("target", "bench", "quarkus-app", "quarkus-run.jar");

    static OperatorJvm of(BenchOptions options) {
        return new OperatorJvm(options.java(), options.memory());
    }

    /**
     * What starts it. The heap's share of the container's memory is the chart's ({@code javaOptions}); in a container so
     * small the JVM takes the serial collector by itself.
     */
    List<String> command(List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.add("-XX:MaxRAM=" + memory + "m");
        command.add("-XX:MaxRAMPercentage=50");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+UseStringDeduplication");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(more);
        command.add("-jar");
        command.add(PACKAGE.toString());
        return command;
    }

    /** Has classes kept, at its end, for later starts. JEP 514 has put the AOT cache in the place of the archive. */
    List<String> keepingClasses(Path file) {
        return List.of((hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
    }

    /** Starts from classes that were kept. */
    List<String> withKeptClasses(Path file) {
        return List.of((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }

    private boolean hasAotCache() {
        return Integer.parseInt(version().replaceAll("\\D*(\\d+).*", "$1")) >= 25;
    }

    /** Such as {@code JDK 17.0.15+6}. */
    String version() {
        return lines(tool("java"), "-XshowSettings:properties", "-version").stream()
                .map(String::strip)
                .filter(line -> line.startsWith("java.runtime.version = "))
                .map(line -> "JDK " + line.substring(line.indexOf('=') + 2).replaceAll("-.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** What {@code jcmd} says of a process. */
    List<String> ask(long pid, String question) {
        return lines(tool("jcmd"), Long.toString(pid), question);
    }

    private String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static List<String> lines(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                return output.lines().collect(Collectors.toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
