package dev.awsmlops.operator.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with Git on a workspace's instance, with Git itself and an empty repository in a directory. */
class GitScriptsTest {

    private static final String SUBJECT = "Lay down the standard layout and an example that runs";

    @TempDir
    Path root;

    private Shell shell;
    private Path home;
    private Path remote;
    private Path clone;

    @BeforeEach
    void standIns() throws Exception {
        Shell.assumePresent("bash", "git", "python3");
        shell = new Shell(root);
        home = Shell.make(root.resolve("home/ec2-user"));
        shell.standIn("systemctl", "");
        shell.standIn("install", "mkdir -p \"${@: -1}\"");
        shell.standIn("sudo", "shift 3; HOME='%s' exec \"$@\"".formatted(home));
        shell.standIn("aws", "cp '%s' \"${@: -1}\"".formatted(root.resolve("template.zip")));
        try (var zip = new ZipOutputStream(Files.newOutputStream(root.resolve("template.zip")))) {
            for (String name : new String[] {".gitignore", "README.md", "data/raw/.gitkeep", "src/it's.py"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write((name.equals(".gitignore") ? "data/\n" : "template\n").getBytes(UTF_8));
            }
        }
        remote = root.resolve("remote.git");
        shell.run("git", "init", "--quiet", "--bare", "--initial-branch=trunk", remote.toString())
                .succeeded();
        clone = home.resolve("SageMaker/churn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-create.sh", "on-start-workspace.sh"})
    void gitKnowsWhoCommitsAndHowToReachCodeCommit(String resource) throws Exception {
        run(resource, values(resource));

        assertThat(config("user.name")).isEqualTo("Ada O'Neill");
        assertThat(config("user.email")).isEqualTo("ada@example.com");
        String codeCommit = "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/churn";
        assertThat(configFor(codeCommit, "credential.helper")).isEqualTo("!aws codecommit credential-helper $@");
        assertThat(configFor(codeCommit, "credential.useHttpPath")).isEqualTo("true");
        assertThat(configFor("https://git.example.com/churn", "credential.helper"))
                .isEmpty();
    }

    @Test
    void inChinaCodeCommitIsElsewhere() throws Exception {
        run("on-create.sh", Samples.with(Samples.CREATION, "REGION", "cn-north-1"));

        assertThat(configFor("https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/churn", "credential.helper"))
                .isNotEmpty();
    }

    @Test
    void whatTheUserHasSetInGitStaysAsItIs() throws Exception {
        git("config", "--global", "user.name", "Grace");

        run("on-create.sh", Samples.CREATION);
        run("on-start-workspace.sh", Samples.WORKSPACE);

        assertThat(config("user.name")).isEqualTo("Grace");
        assertThat(config("user.email")).isEqualTo("ada@example.com");
    }

    @Test
    void nothingIsSeededUnlessAsked() throws Exception {
        Shell.Result result = run("on-create.sh", Samples.with(Samples.CREATION, "PUSH_TEMPLATE", "false"));

        assertThat(result.output()).contains("churn is not to be seeded from here");
        assertThat(shell.calls()).noneMatch(call -> call.startsWith("systemctl"));
    }

    @Test
    void withoutAnArchiveTheLogSaysWhyNothingIsSeeded() throws Exception {
        Shell.Result result = run("on-create.sh", Samples.with(Samples.CREATION, "TEMPLATE_ARCHIVE", ""));

        assertThat(result.output()).contains("churn is not seeded: there is no bucket");
        assertThat(shell.calls()).noneMatch(call -> call.startsWith("systemctl"));
    }

    @Test
    void seedingDoesNotHoldUpTheCreation() throws Exception {
        run("on-create.sh", Samples.CREATION);

        assertThat(shell.calls()).last().isEqualTo("systemctl start --no-block aws-mlops-seed.service");
    }

    @Test
    void anEmptyRepositoryGetsTheTemplateInOneCommit() throws Exception {
        cloneRemote();

        assertThat(seed().succeeded().output()).contains("churn is seeded");

        assertThat(remoteLog("%an: %s")).isEqualTo("Ada O'Neill: " + SUBJECT);
        assertThat(remoteFiles()).isEqualTo(".gitignore\nREADME.md\ndata/raw/.gitkeep\nsrc/it's.py");
        assertThat(git("-C", clone.toString(), "status", "--porcelain")).isEmpty();
    }

    @Test
    void seedingAgainChangesNothing() throws Exception {
        cloneRemote();
        seed().succeeded();

        assertThat(seed().succeeded().output()).contains("has commits and is left as it is");

        assertThat(remoteLog("%s")).isEqualTo(SUBJECT);
    }

    @Test
    void theCloneIsWaitedFor() throws Exception {
        Shell.Result early = seed();
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.output()).contains("SageMaker has not cloned churn yet");

        cloneRemote();
        seed().succeeded();

        assertThat(remoteLog("%s")).isEqualTo(SUBJECT);
    }

    @Test
    void aPushThatFailedIsMadeAgain() throws Exception {
        cloneRemote();
        Path hook = Shell.write(remote.resolve("hooks/pre-receive"), "#!/bin/bash\nexit 1\n");
        assertThat(seed().exitCode()).isNotZero();
        Files.delete(hook);

        seed().succeeded();

        assertThat(remoteLog("%s")).isEqualTo(SUBJECT);
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgain() throws Exception {
        cloneRemote();
        Files.move(remote, root.resolve("away"));
        assertThat(seed().exitCode()).isNotZero();
        Files.move(root.resolve("away"), remote);

        seed().succeeded();

        assertThat(remoteLog("%s")).isEqualTo(SUBJECT);
    }

    @Test
    void whatTheUserHasBegunIsNotPushed() throws Exception {
        cloneRemote();
        git("config", "--global", "user.email", "grace@example.com");
        git("-C", clone.toString(), "-c", "user.name=Grace", "commit", "--quiet", "--allow-empty", "-m", "Mine");

        assertThat(seed().succeeded().output()).contains("someone has begun to work in churn");

        assertThat(git("-C", remote.toString(), "for-each-ref")).isEmpty();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws Exception {
        cloneRemote();
        Shell.write(clone.resolve("README.md"), "mine\n");
        Shell.write(clone.resolve("notes.txt"), "mine\n");

        seed().succeeded();

        assertThat(clone.resolve("README.md")).hasContent("mine");
        assertThat(remoteFiles()).contains("src/it's.py").doesNotContain("notes.txt");
    }

    private static Map<String, String> values(String resource) {
        return resource.equals("on-create.sh") ? Samples.CREATION : Samples.WORKSPACE;
    }

    private Shell.Result run(String resource, Map<String, String> values) throws Exception {
        String script = LifecycleScript.fromResource(resource, values)
                .text()
                .replaceAll("(/opt/aws-mlops|/etc/systemd/system|/etc/profile\\.d|/home/ec2-user)", root + "$1")
                .replaceFirst("(?m)^export PATH=.*$", "export PATH='" + shell.path() + "'");
        Shell.make(root.resolve("etc/systemd/system"));
        Shell.make(root.resolve("etc/profile.d"));
        return shell.run(Shell.write(root.resolve("script.sh"), script).toString())
                .succeeded();
    }

    private Shell.Result seed() throws Exception {
        run("on-create.sh", Samples.CREATION);
        String script = root.resolve("opt/aws-mlops/seed-repository.sh").toString();
        return shell.run("bash", "-c", "HOME='%s' '%s'".formatted(home, script));
    }

    private void cloneRemote() throws Exception {
        git("clone", "--quiet", remote.toString(), clone.toString());
    }

    private String remoteLog(String format) throws Exception {
        return git("-C", remote.toString(), "log", "--format=" + format, "main");
    }

    private String remoteFiles() throws Exception {
        return git("-C", remote.toString(), "ls-tree", "-r", "--name-only", "main");
    }

    private String config(String name) throws Exception {
        return git("config", "--global", "--get", name);
    }

    private String configFor(String url, String name) throws IOException, InterruptedException {
        return asUser(Stream.of("git", "config", "--global", "--get-urlmatch", name, url))
                .output()
                .strip();
    }

    private String git(String... arguments) throws Exception {
        return asUser(Stream.concat(Stream.of("git"), Stream.of(arguments)))
                .succeeded()
                .output()
                .strip();
    }

    private Shell.Result asUser(Stream<String> command) throws IOException, InterruptedException {
        Stream<String> sudo = Stream.of(root.resolve("stand-ins/sudo").toString(), "-u", "ec2-user", "-H");
        return shell.run(Stream.concat(sudo, command).toArray(String[]::new));
    }
}
