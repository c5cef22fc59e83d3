package dev.awsmlops.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs run in a directory of their own, where stand-ins for other programs come before the real ones. */
public final class Shell {

    public record Result(int exitCode, String output) {
        public Result succeeded() {
            assertThat(exitCode).as(output).isZero();
            return this;
        }
    }

    private final Path directory;
    private final Path standIns;

    public Shell(Path directory) {
        this.directory = directory;
        standIns = make(directory.resolve("stand-ins"));
    }

    public static void assumePresent(String... programs) {
        for (String program : programs) {
            assumeTrue(isPresent(program), () -> program + " is not on the PATH, so what it runs can't be tested");
        }
    }

    public static boolean isPresent(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** A stand-in that writes its name and arguments, one call a line, to {@link #calls} and then runs {@code body}. */
    public void standIn(String program, String body) {
        write(standIns.resolve(program), "#!/bin/bash\necho \"${0##*/} $*\" >>'%s'\n%s\n".formatted(log(), body));
    }

    public List<String> calls() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    /** Where scripts are to look for programs. */
    public String path() {
        return standIns + File.pathSeparator + System.getenv("PATH");
    }

    /** Python itself: a version manager's launcher would put programs of its own before the stand-ins. */
    public String python() throws IOException, InterruptedException {
        return run("python3", "-c", "import sys; print(sys.executable)")
                .succeeded()
                .output()
                .strip();
    }

    public Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", path());
        builder.environment().put("RUNTIME_DIRECTORY", directory.toString());
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after five minutes: " + String.join(" ", command));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    /** Writes an executable file, with the directories above it. */
    public static Path write(Path file, String content) {
        try {
            make(file.getParent());
            Files.writeString(file, content);
            assertThat(file.toFile().setExecutable(true)).isTrue();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("calls.txt");
    }
}
