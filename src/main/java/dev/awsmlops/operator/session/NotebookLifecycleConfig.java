package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.LifecycleConfig;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;

/**
 * The script that a session's notebook runs at each start: it ties the notebook to the endpoint or session and stops it
 * when it is idle. SageMaker reads it at the start, so a change is in force from the next one on.
 */
final class NotebookLifecycleConfig implements Part<LifecycleConfig> {

    static final String CONDITION = "NotebookConfigReady";

    private final SessionPlan plan;
    private final AttachedNotebook notebook;

    NotebookLifecycleConfig(SessionPlan plan, AttachedNotebook notebook) {
        this.plan = plan;
        this.notebook = notebook;
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
        String arn = actual.arn();
        return plan.aws().sageMakerTags().isOwnedBy(plan.owner(), arn);
    }

    @Override
    public Outcome create() {
        String arn = plan.aws()
                .sageMaker()
                .createNotebookInstanceLifecycleConfig(
                        request -> request.notebookInstanceLifecycleConfigName(plan.name())
                                .onStart(script())
                                .tags(AwsRegion.sageMakerTagsOf(plan.tagsForCreation())))
                .notebookInstanceLifecycleConfigArn();
        plan.aws().sageMakerTags().forget(arn);
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome update(LifecycleConfig actual) {
        if (!actual.runsWhenStarted(List.of(script()))) {
            plan.aws()
                    .sageMaker()
                    .updateNotebookInstanceLifecycleConfig(
                            request -> request.notebookInstanceLifecycleConfigName(plan.name())
                                    .onStart(script()));
        }
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome delete(LifecycleConfig actual) {
        if (plan.spec().notebook().deletionPolicy() == DeletionPolicy.Retain) {
            return new Outcome.Gone(describe() + " is kept with its notebook");
        }
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

    private NotebookInstanceLifecycleHook script() {
        return NotebookInstanceLifecycleHook.builder()
                .content(NotebookScript.onStart(plan).encoded())
                .build();
    }
}
