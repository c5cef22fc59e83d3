package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/**
 * The notebook, where something before it keeps it from being made or changed: it is stopped all the same when it is not to
 * run, so that a repository or a role in trouble never leaves it billing through the night. Nothing else is done to it.
 */
public record OverdueStop(WorkspaceNotebook notebook) implements Part<DescribeNotebookInstanceResponse> {

    @Override
    public String condition() {
        return notebook.condition();
    }

    @Override
    public Optional<DescribeNotebookInstanceResponse> observe() {
        return notebook.observe();
    }

    @Override
    public boolean isOurs(DescribeNotebookInstanceResponse actual) {
        return notebook.isOurs(actual);
    }

    @Override
    public Outcome create() {
        return new Outcome.Ready(describe() + " does not exist");
    }

    @Override
    public Outcome update(DescribeNotebookInstanceResponse actual) {
        boolean inService = actual.notebookInstanceStatus() == NotebookInstanceStatus.IN_SERVICE;
        return inService && !notebook.isToRun()
                ? notebook.update(actual)
                : new Outcome.Ready(describe() + " is " + actual.notebookInstanceStatusAsString());
    }

    @Override
    public Outcome delete(DescribeNotebookInstanceResponse actual) {
        return notebook.delete(actual);
    }

    @Override
    public String describe() {
        return notebook.describe();
    }
}
