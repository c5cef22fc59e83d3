package dev.awsmlops.operator.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.NotebookSpec.Toggle;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;

class NotebookSettingsTest {

    private static final NotebookSettings SETTINGS = new NotebookSettings(
            "lab",
            "ml.t3.medium",
            5,
            "notebook-al2023-v1",
            "arn:aws:iam::123456789012:role/lab",
            null,
            null,
            Toggle.Enabled,
            Toggle.Disabled,
            null,
            null,
            null);

    private static final DescribeNotebookInstanceResponse SAID = DescribeNotebookInstanceResponse.builder()
            .instanceType("ml.t3.medium")
            .volumeSizeInGB(5)
            .platformIdentifier("notebook-al2023-v1")
            .roleArn("arn:aws:iam::123456789012:role/lab")
            .rootAccess("Disabled")
            .notebookInstanceLifecycleConfigName("lab")
            .build();

    @Test
    void whatSageMakerDoesNotSayIsNotAskedForAgainAndAgain() {
        assertThat(SETTINGS.agreeWhereChangeable(SAID)).isTrue();
        assertThat(SETTINGS.agreeWhereChangeable(SAID.toBuilder()
                        .platformIdentifier(null)
                        .rootAccess((String) null)
                        .build()))
                .isTrue();
    }

    @Test
    void whatItSaysOtherwiseIsChanged() {
        assertThat(SETTINGS.agreeWhereChangeable(
                        SAID.toBuilder().platformIdentifier("notebook-al2-v3").build()))
                .isFalse();
        assertThat(SETTINGS.agreeWhereChangeable(
                        SAID.toBuilder().rootAccess("Enabled").build()))
                .isFalse();
    }
}
