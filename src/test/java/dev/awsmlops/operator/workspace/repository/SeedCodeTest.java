package dev.awsmlops.operator.workspace.repository;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.awsmlops.operator.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seeded code as Python reads it. What Python or its packages are missing for is left out, and said to be. */
class SeedCodeTest {

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void layDown() throws Exception {
        Shell.assumePresent("python3");
        shell = new Shell(directory);
        assumeTrue(runs("import sys; sys.exit(sys.version_info < (3, 10))"), "python3 is older than 3.10");
        for (SeedFile file : SeedTemplate.bundled().fill(Seeds.VALUES)) {
            write(directory.resolve(file.path()), file);
        }
    }

    @Test
    void everyFileCompiles() throws Exception {
        shell.run("python3", "-m", "compileall", "-q", "src", "tests").succeeded();
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        assumeTrue(
                runs("import boto3, pandas, pyarrow, pytest, sklearn"),
                "python3 has not what requirements-dev.txt names, so the template's tests are not run");
        shell.run("python3", "-m", "pytest", "-q", "-m", "not spark").succeeded();
    }

    @Test
    void itIsWrittenAsRuffWantsIt() throws Exception {
        Shell.assumePresent("ruff");
        String installed = shell.run("ruff", "--version").output().strip().replace(" ", "==");
        assumeTrue(
                Files.readAllLines(directory.resolve("requirements-dev.txt")).contains(installed),
                installed + " is not the one of requirements-dev.txt, so the template's style is not checked");
        shell.run("ruff", "check", ".").succeeded();
        shell.run("ruff", "format", "--check", ".").succeeded();
    }

    private boolean runs(String program) throws IOException, InterruptedException {
        return shell.run("python3", "-c", program).exitCode() == 0;
    }

    private static void write(Path target, SeedFile file) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, file.content().asByteArray());
    }
}
