package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.notebook.NotebookSteps;
import dev.awsmlops.operator.notebook.Retention;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/** Notebook instances. A session's whose tag does not say that it may go is stopped, and kept with its volume. */
record SweptNotebooks(AwsRegion aws) implements Sweepable {

    @Override
    public SweptType type() {
        return SweptType.NOTEBOOK;
    }

    @Override
    public ResourceTags tags() {
        return aws.sageMakerTags();
    }

    @Override
    public Stream<Listed> list(String cluster) {
        return aws
                .sageMaker()
                .listNotebookInstancesPaginator(
                        request -> request.nameContains(ResourceName.PREFIX).maxResults(PAGE))
                .notebookInstances()
                .stream()
                .map(notebook -> new Listed(
                        notebook.notebookInstanceName(),
                        notebook.notebookInstanceArn(),
                        isAtRest(notebook.notebookInstanceStatus())));
    }

    /** A workspace's always goes with its workspace. */
    @Override
    public boolean isKept(Ownership owner, Map<String, String> tags) {
        return owner.kind().equals(HasMetadata.getKind(GlueDevSession.class)) && !Retention.allowsDeletion(tags);
    }

    @Override
    public Step remove(String name, boolean kept) {
        return aws.notebooks().now(name).map(notebook -> remove(notebook, kept)).orElse(Step.GONE);
    }

    private Step remove(DescribeNotebookInstanceResponse notebook, boolean kept) {
        boolean runs = notebook.notebookInstanceStatus() == NotebookInstanceStatus.IN_SERVICE;
        boolean rests = isAtRest(notebook.notebookInstanceStatus());
        if (!runs && (kept || !rests)) {
            return Step.WAITING;
        }
        new NotebookSteps(aws.sageMaker(), notebook.notebookInstanceName(), type().words())
                .takeDown(notebook, "it belongs to no object");
        return Step.TAKEN;
    }

    private static boolean isAtRest(NotebookInstanceStatus status) {
        return status == NotebookInstanceStatus.STOPPED || status == NotebookInstanceStatus.FAILED;
    }
}
