package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.LifecycleConfig;
import dev.awsmlops.operator.notebook.LifecycleScript;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;

/**
 * The scripts that a workspace's notebook runs: Git, the first commit, the data lake, the Glue kernels, the idle stop.
 * SageMaker reads them at a start, so a change is in force from the next one on and stops nothing.
 */
public final class WorkspaceLifecycleConfig implements Part<LifecycleConfig> {

    /** The condition that reports on it. */
    public static final String CONDITION = "NotebookConfigReady";

    private final WorkspacePlan plan;
    private final WorkspaceNotebook notebook;

    public WorkspaceLifecycleConfig(WorkspacePlan plan, WorkspaceNotebook notebook) {
        this.plan = plan;
        this.notebook = notebook;
    }

    /** Why the scripts can't be written from what the spec says, if they can't, with what to write instead. */
    public static Optional<String> objection(WorkspacePlan plan) {
        try {
            WorkspaceScripts.of(plan);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the notebook's scripts can't be written: " + e.getMessage());
        }
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<LifecycleConfig> observe() {
        return plan.read(plan.aws().lifecycleConfigs());
    }

    @Override
    public boolean isOurs(LifecycleConfig actual) {
        return plan.aws().sageMakerTags().isOwnedBy(plan.owner(), actual.arn());
    }

    @Override
    public Outcome create() {
        WorkspaceScripts scripts = WorkspaceScripts.of(plan);
        String arn = plan.aws()
                .sageMaker()
                .createNotebookInstanceLifecycleConfig(
                        request -> request.notebookInstanceLifecycleConfigName(plan.name())
                                .onCreate(hook(scripts.onCreate()))
                                .onStart(hook(scripts.onStart()))
                                .tags(AwsRegion.sageMakerTagsOf(plan.tags())))
                .notebookInstanceLifecycleConfigArn();
        plan.aws().sageMakerTags().forget(arn);
        plan.repairs().add(describe() + " had vanished");
        return ready();
    }

    @Override
    public Outcome update(LifecycleConfig actual) {
        WorkspaceScripts scripts = WorkspaceScripts.of(plan);
        List<NotebookInstanceLifecycleHook> onCreate = List.of(hook(scripts.onCreate()));
        List<NotebookInstanceLifecycleHook> onStart = List.of(hook(scripts.onStart()));
        if (!actual.runsWhenCreated(onCreate) || !actual.runsWhenStarted(onStart)) {
            boolean changed = Failure.unless(FailureKind.IN_TRANSITION, () -> plan.aws()
                            .sageMaker()
                            .updateNotebookInstanceLifecycleConfig(
                                    request -> request.notebookInstanceLifecycleConfigName(plan.name())
                                            .onCreate(onCreate)
                                            .onStart(onStart)))
                    .isPresent();
            if (!changed) {
                return new Outcome.InProgress(
                        Reason.Updating,
                        describe() + " is in use just now and is changed as soon as SageMaker lets it");
            }
            plan.repairs().add("scripts of " + describe());
        }
        if (plan.aws().sageMakerTags().ensure(actual.arn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        return ready();
    }

    @Override
    public Outcome delete(LifecycleConfig actual) {
        plan.aws()
                .sageMaker()
                .deleteNotebookInstanceLifecycleConfig(
                        request -> request.notebookInstanceLifecycleConfigName(plan.name()));
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return List.of(notebook);
    }

    @Override
    public String describe() {
        return "SageMaker lifecycle config " + plan.name();
    }

    private Outcome ready() {
        return new Outcome.Ready(describe() + " is ready");
    }

    private static NotebookInstanceLifecycleHook hook(LifecycleScript script) {
        return NotebookInstanceLifecycleHook.builder().content(script.encoded()).build();
    }
}
