package dev.awsmlops.operator.workspace.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.workspace.WorkspaceFixture;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Steps a workspace's notebook and its lifecycle config, pass by pass. */
abstract class NotebookPasses {

    /** A Monday's. */
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static final Duration STEP = Duration.ofSeconds(15);

    final WorkspaceFixture fixture = new WorkspaceFixture(NOON);
    final SageMakerClient sageMaker = fixture.sageMakerConsole();
    WorkspaceNotebook notebook;

    @BeforeEach
    void codeRepository() {
        makeCodeRepository(fixture.name());
    }

    @AfterEach
    void close() {
        sageMaker.close();
        fixture.close();
    }

    void ready() {
        untilReady();
        fixture.aws().clearCalls();
    }

    /** Lets time pass until the notebook is as it is wanted. */
    Outcome untilReady() {
        return until(Outcome.Ready.class);
    }

    Outcome untilStalled() {
        return until(Outcome.Stalled.class);
    }

    Outcome until(Class<? extends Outcome> kind) {
        Outcome outcome = step();
        for (int pass = 0; pass < 100 && !kind.isInstance(outcome); pass++) {
            assertThat(outcome).isInstanceOf(Outcome.InProgress.class);
            fixture.pass(STEP);
            outcome = step();
        }
        assertThat(outcome).isInstanceOf(kind);
        return outcome;
    }

    Outcome step() {
        return step(fixture.plan());
    }

    Outcome steadyStep() {
        return step(fixture.plan(true));
    }

    Outcome step(WorkspacePlan plan) {
        notebook = new WorkspaceNotebook(plan);
        PartRun run = PartRun.converge(List.of(new WorkspaceLifecycleConfig(plan, notebook), notebook));
        return run.of(notebook);
    }

    Outcome overdueStop() {
        var part = new OverdueStop(new WorkspaceNotebook(fixture.plan()));
        return PartRun.converge(List.of(part)).of(part);
    }

    PartRun remove() {
        WorkspacePlan plan = fixture.plan();
        notebook = new WorkspaceNotebook(plan);
        return PartRun.remove(List.of(new WorkspaceLifecycleConfig(plan, notebook), notebook));
    }

    /** What {@code idle-stop.py} does on the instance. */
    void idleStop() {
        tag(IdleStop.TAG, fixture.now().toString());
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(fixture.name()));
    }

    void tag(String key, String value) {
        sageMaker.addTags(r -> r.resourceArn(resource().arn())
                .tags(Tag.builder().key(key).value(value).build()));
    }

    void makeCodeRepository(String name) {
        sageMaker.createCodeRepository(r -> r.codeRepositoryName(name)
                .gitConfig(
                        git -> git.repositoryUrl("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/" + name)));
    }

    SimulatedResource resource() {
        return fixture.aws().inventory().stream()
                .filter(resource -> resource.type() == ResourceType.NOTEBOOK_INSTANCE)
                .findFirst()
                .orElseThrow();
    }

    String status() {
        return described().notebookInstanceStatusAsString();
    }

    DescribeNotebookInstanceResponse described() {
        return sageMaker.describeNotebookInstance(r -> r.notebookInstanceName(fixture.name()));
    }

    static MlWorkspaceStatus statusWith(WorkspaceNotebook notebook) {
        return new MlWorkspaceStatus(
                1L, null, null, null, null, notebook.seen().orElseThrow(), null, null, null, List.of());
    }
}
