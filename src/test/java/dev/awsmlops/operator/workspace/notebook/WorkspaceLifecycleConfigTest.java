package dev.awsmlops.operator.workspace.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.notebook.LifecycleScript;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.testing.Shell;
import dev.awsmlops.operator.workspace.WorkspaceFixture;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import dev.awsmlops.sandbox.aws.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceLifecycleConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;

/** What a workspace's scripts say, and how they come to SageMaker. */
class WorkspaceLifecycleConfigTest {

    private final WorkspaceFixture fixture = new WorkspaceFixture(Instant.parse("2026-11-23T08:00:00Z"));
    private final SageMakerClient sageMaker = fixture.sageMakerConsole();

    @AfterEach
    void close() {
        sageMaker.close();
        fixture.close();
    }

    @Test
    void theKernelsAreTheWorkspacesOwnWhileNoSessionIsAttached() {
        fixture.change("tags: {team: churn}");
        fixture.change("glueKernels: {glueVersion: \"4.0\", workerType: G.2X, numberOfWorkers: 5, idleTimeout: 20m}");

        assertThat(step()).isInstanceOf(Outcome.Ready.class);

        assertThat(onStart())
                .contains(
                        "glue_role_arn='" + WorkspaceFixture.ROLE + "'",
                        "region='us-east-1'",
                        "glue_version='4.0'",
                        "glue_worker_type='G.2X'",
                        "glue_number_of_workers='5'",
                        "glue_idle_timeout='20'",
                        "glue_timeout='480'",
                        "glue_connections=''",
                        "glue_session_id_prefix='" + fixture.name() + "'",
                        "\"aws-mlops.dev/uid\":\"" + WorkspaceFixture.UID + "\"",
                        "\"team\":\"churn\"",
                        "DATA_LAKE_BUCKET=''")
                .contains("IDLE_SECONDS=''\n");
    }

    @Test
    void whileASessionIsAttachedTheKernelsAreThatSessionsAndEndWithIt() {
        step();
        fixture.sessions(
                WorkspaceFixture.session(
                        "explore",
                        fixture.now(),
                        "ttl: 3h, idleTimeout: 10m, workerType: G.4X, numberOfWorkers: 7, tags: {cost: \"42\"},"
                                + " network: {connections: [orders, customers]}, securityConfiguration: sealed"),
                WorkspaceFixture.session("later", fixture.now(), "ttl: 1h"));

        step();

        assertThat(onStart())
                .contains(
                        "glue_role_arn='" + WorkspaceFixture.ROLE + "'",
                        "glue_version='5.0'",
                        "glue_worker_type='G.4X'",
                        "glue_number_of_workers='7'",
                        "glue_idle_timeout='10'",
                        "glue_timeout='180'",
                        "glue_connections='orders,customers'",
                        "glue_security_config='sealed'",
                        "glue_session_id_prefix='mlops-team-a-explore-",
                        "\"aws-mlops.dev/uid\":\"uid-of-explore\"",
                        "\"aws-mlops.dev/kind\":\"GlueDevSession\"",
                        "\"aws-mlops.dev/cluster\":\"cluster-under-test\"",
                        "\"cost\":\"42\"")
                .doesNotContain(WorkspaceFixture.UID);

        fixture.sessions();
        step();
        assertThat(onStart()).contains("\"aws-mlops.dev/uid\":\"" + WorkspaceFixture.UID + "\"");
    }

    @Test
    void aSessionThatSaysNothingOfItsSizeAndTimesHasAwssSizeAndTheWorkspacesTimes() {
        fixture.sessions(
                WorkspaceFixture.session("explore", fixture.now(), "roleArn: \"arn:aws:iam::123456789012:role/x\""));

        step();

        assertThat(onStart())
                .contains(
                        "glue_role_arn='arn:aws:iam::123456789012:role/x'",
                        "glue_worker_type='G.1X'",
                        "glue_number_of_workers='5'",
                        "glue_idle_timeout='30'",
                        "glue_timeout='480'");
    }

    @Test
    void aDevEndpointIsNothingForKernels() {
        fixture.sessions(
                WorkspaceFixture.session("old", fixture.now(), "ttl: 1h").replace("\"5.0\"", "\"1.0\""));

        step();

        assertThat(onStart()).contains("glue_version='5.0'", "glue_session_id_prefix='" + fixture.name() + "'");
    }

    @Test
    void theNotebookIsToldOfTheLakeAndOfItsIdleTime() {
        fixture.lake("acme-orders");
        fixture.change("notebook: {idleTimeout: 1h30m}");

        step();

        assertThat(onStart())
                .contains(
                        "IDLE_SECONDS='5400'",
                        "DATA_LAKE_BUCKET='acme-orders'",
                        "DATA_LAKE_FEATURES_PATH='s3://acme-orders/features/'");
    }

    @Test
    void whatIsInCodeCommitIsNotSeededFromTheNotebook() {
        fixture.lake("acme-orders");

        step();

        assertThat(onCreate())
                .contains(
                        "REPOSITORY='team-a-churn'",
                        "BRANCH='main'",
                        "PUSH_TEMPLATE='false'",
                        "TEMPLATE_ARCHIVE=''",
                        "GIT_USER_NAME='MlWorkspace team-a/churn'",
                        "GIT_USER_EMAIL='noreply@team-a.invalid'");
    }

    @Test
    void whatIsElsewhereIsSeededFromTheLakesBucket() {
        fixture.lake("acme-orders");
        fixture.change("repository: {provider: Git, url: \"https://git.example.com/acme/returns.git\", branch: trunk}");

        step();

        assertThat(onCreate())
                .contains(
                        "REPOSITORY='returns'",
                        "BRANCH='trunk'",
                        "PUSH_TEMPLATE='true'",
                        "TEMPLATE_ARCHIVE='s3://acme-orders/workspaces/team-a/churn/template.zip'");
        fixture.change("repository: {template: None}");
        step();
        assertThat(onCreate()).contains("PUSH_TEMPLATE='false'", "TEMPLATE_ARCHIVE=''");
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgainAndWhatSomebodyElseWroteIs() {
        step();
        fixture.wasRight();
        fixture.aws().clearCalls();
        step();
        assertThat(fixture.writes()).doesNotContain("UpdateNotebookInstanceLifecycleConfig", "AddTags");

        sageMaker.updateNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName(fixture.name())
                .onStart(NotebookInstanceLifecycleHook.builder()
                        .content(Base64.getEncoder().encodeToString("reboot\n".getBytes(UTF_8)))
                        .build()));
        step();

        assertThat(onStart()).contains("glue_role_arn");
        assertThat(fixture.repairs().summary()).get().asString().contains("scripts of");
    }

    @Test
    void aChangeWhileItIsInUseStopsNothingAndIsMadeOnceSageMakerLetsIt() {
        sageMaker.createCodeRepository(r -> r.codeRepositoryName(fixture.name())
                .gitConfig(git -> git.repositoryUrl("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/churn")));
        step();
        fixture.pass(Duration.ofMinutes(5));
        step();
        fixture.aws().clearCalls();
        Fault refused = fixture.aws()
                .faults()
                .on("sagemaker", "UpdateNotebookInstanceLifecycleConfig")
                .failBefore("ValidationException", "Notebook Instance Lifecycle Config is in use.", 400);
        fixture.change("glueKernels: {numberOfWorkers: 9}");

        assertThat(step()).extracting(Outcome::reason).isEqualTo(Reason.Updating);
        assertThat(onStart()).contains("glue_number_of_workers='2'");
        refused.remove();
        assertThat(step()).isInstanceOf(Outcome.Ready.class);

        assertThat(onStart()).contains("glue_number_of_workers='9'");
        assertThat(fixture.writes()).containsOnly("UpdateNotebookInstanceLifecycleConfig");
        assertThat(sageMaker
                        .describeNotebookInstance(r -> r.notebookInstanceName(fixture.name()))
                        .notebookInstanceStatusAsString())
                .isEqualTo("InService");
    }

    @Test
    void aSpecThatMakesAScriptTooLongIsObjectedTo() {
        assertThat(WorkspaceLifecycleConfig.objection(fixture.plan())).isEmpty();
        var tags = new StringBuilder("tags:\n");
        for (int tag = 0; tag < 40; tag++) {
            tags.append("  tag-%02d: \"%s\"%n".formatted(tag, "x".repeat(250)));
        }
        fixture.change(tags.toString());

        assertThat(WorkspaceLifecycleConfig.objection(fixture.plan()))
                .get()
                .asString()
                .contains("on-start-workspace.sh", "TAGS is the longest");
    }

    @Test
    void aTimeThatIsNoDurationIsObjectedTo() {
        fixture.change("notebook: {idleTimeout: 99999999d}");
        assertThat(WorkspaceLifecycleConfig.objection(fixture.plan()))
                .get()
                .asString()
                .contains("spec.notebook.idleTimeout", "99999999d", "write such as 45m");
        fixture.change("notebook: {idleTimeout: 1h}");
        fixture.change("glueKernels: {timeout: 0h}");
        assertThat(WorkspaceLifecycleConfig.objection(fixture.plan()))
                .get()
                .asString()
                .contains("spec.glueKernels.timeout");
    }

    @Test
    void whatIsWrittenFitsAndIsBash(@TempDir Path directory) throws Exception {
        Shell.assumePresent("bash");
        fixture.lake("company-data-lake-production-eu-central-1");
        fixture.change("""
                repository: {provider: Git, url: "https://git.example.com/acme/it's $HOME.git", branch: main}
                tags: {team: "it's $HOME & \\"more\\"", cost-center: "42"}
                notebook: {idleTimeout: 45m}""");
        step();
        var shell = new Shell(directory);

        for (String script : List.of(onCreate(), onStart())) {
            assertThat(script.getBytes(UTF_8)).hasSizeLessThan(LifecycleScript.MAX_BYTES - 1_000);
            Path file = Shell.write(directory.resolve("script.sh"), script);
            shell.run("bash", "-n", file.toString()).succeeded();
            if (Shell.isPresent("shellcheck")) {
                shell.run("shellcheck", "-e", "SC2016", file.toString()).succeeded();
            }
        }
        Assumptions.assumeTrue(Shell.isPresent("shellcheck"), "shellcheck is not on the PATH");
    }

    private Outcome step() {
        WorkspacePlan plan = fixture.plan();
        var notebook = new WorkspaceNotebook(plan);
        var config = new WorkspaceLifecycleConfig(plan, notebook);
        return PartRun.converge(List.of(config, notebook)).of(config);
    }

    private String onCreate() {
        return script(DescribeNotebookInstanceLifecycleConfigResponse::onCreate);
    }

    private String onStart() {
        return script(DescribeNotebookInstanceLifecycleConfigResponse::onStart);
    }

    private String script(
            Function<DescribeNotebookInstanceLifecycleConfigResponse, List<NotebookInstanceLifecycleHook>> hook) {
        var config = sageMaker.describeNotebookInstanceLifecycleConfig(
                r -> r.notebookInstanceLifecycleConfigName(fixture.name()));
        String content = hook.apply(config).get(0).content();
        return new String(Base64.getDecoder().decode(content), UTF_8);
    }
}
