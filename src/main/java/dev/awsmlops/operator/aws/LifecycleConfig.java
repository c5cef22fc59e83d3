package dev.awsmlops.operator.aws;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceLifecycleConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;

/** A lifecycle config of SageMaker notebooks. Its scripts, of up to 16,384 characters each, are only ever compared. */
public record LifecycleConfig(String arn, Instant lastModified, List<Fingerprint> onCreate, List<Fingerprint> onStart) {

    static LifecycleConfig of(DescribeNotebookInstanceLifecycleConfigResponse described) {
        return new LifecycleConfig(
                described.notebookInstanceLifecycleConfigArn(),
                described.lastModifiedTime(),
                fingerprints(described.onCreate()),
                fingerprints(described.onStart()));
    }

    /** Whether these scripts, and no others, run when a notebook is made. */
    public boolean runsWhenCreated(List<NotebookInstanceLifecycleHook> hooks) {
        return onCreate.equals(fingerprints(hooks));
    }

    /** Whether these scripts, and no others, run whenever a notebook starts. */
    public boolean runsWhenStarted(List<NotebookInstanceLifecycleHook> hooks) {
        return onStart.equals(fingerprints(hooks));
    }

    private static List<Fingerprint> fingerprints(List<NotebookInstanceLifecycleHook> hooks) {
        return hooks.stream().map(hook -> Fingerprint.of(hook.content())).toList();
    }
}
