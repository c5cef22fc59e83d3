package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.InstanceType;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleConfigSummary;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;

class LifecycleConfigTest extends AwsTest {

    private static NotebookInstanceLifecycleHook script(String text) {
        return raw(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static NotebookInstanceLifecycleHook raw(String content) {
        return NotebookInstanceLifecycleHook.builder().content(content).build();
    }

    private void create(String name, NotebookInstanceLifecycleHook... onStart) {
        sageMaker.createNotebookInstanceLifecycleConfig(
                r -> r.notebookInstanceLifecycleConfigName(name).onStart(onStart));
    }

    @Test
    void keepsItsScriptsAndReplacesThem() {
        sageMaker.createNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName("idle")
                .onCreate(script("create"))
                .onStart(script("start")));
        pass(Duration.ofMinutes(1));
        sageMaker.updateNotebookInstanceLifecycleConfig(
                r -> r.notebookInstanceLifecycleConfigName("idle").onStart(script("start better")));
        var config =
                sageMaker.describeNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName("idle"));
        assertThat(config.onCreate()).containsExactly(script("create"));
        assertThat(config.onStart()).containsExactly(script("start better"));
        assertThat(config.creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(config.lastModifiedTime()).isEqualTo(clock.instant());
    }

    @Test
    void saysThatItIsMissingInWordsOnly() {
        assertRefused(
                () -> sageMaker.describeNotebookInstanceLifecycleConfig(
                        r -> r.notebookInstanceLifecycleConfigName("idle")),
                "ValidationException",
                "Unable to describe Notebook Instance Lifecycle Config");
        assertRefused(
                () -> sageMaker.deleteNotebookInstanceLifecycleConfig(
                        r -> r.notebookInstanceLifecycleConfigName("idle")),
                "ValidationException",
                "Unable to delete Notebook Instance Lifecycle Config");
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("idle");
        assertRefused(() -> create("idle"), "ValidationException", "already exists");
    }

    @Test
    void limitsItsScriptsAsBase64() {
        create("longest", script("x".repeat(12_288)));
        assertRefused(() -> create("longer", script("x".repeat(12_289))), "ValidationException", "16384");
        assertRefused(() -> create("plain", raw("#!/bin/bash")), "ValidationException", "base64");
        assertRefused(() -> create("two", script("a"), script("b")), "ValidationException", "equal to 1");
    }

    @Test
    void cannotBeDeletedWhileAnInstanceNamesItUnlessTheAccountAllows() {
        create("idle", script("start"));
        sageMaker.createNotebookInstance(r -> r.notebookInstanceName("lab")
                .instanceType(InstanceType.ML_T3_MEDIUM)
                .roleArn(ROLE)
                .lifecycleConfigName("idle"));
        assertThat(sageMaker
                        .describeNotebookInstance(r -> r.notebookInstanceName("lab"))
                        .notebookInstanceLifecycleConfigName())
                .isEqualTo("idle");
        assertRefused(
                () -> sageMaker.deleteNotebookInstanceLifecycleConfig(
                        r -> r.notebookInstanceLifecycleConfigName("idle")),
                "ValidationException",
                "in use");
        aws.settings().lifecycleConfigInUseDeletable(true);
        sageMaker.deleteNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName("idle"));
        assertThat(sageMaker.listNotebookInstanceLifecycleConfigs().notebookInstanceLifecycleConfigs())
                .isEmpty();
    }

    @Test
    void isListedByPartOfItsNameInPages() {
        create("idle-a");
        create("idle-b");
        create("other");
        assertThat(sageMaker
                        .listNotebookInstanceLifecycleConfigsPaginator(
                                r -> r.nameContains("idle").maxResults(1))
                        .notebookInstanceLifecycleConfigs())
                .extracting(NotebookInstanceLifecycleConfigSummary::notebookInstanceLifecycleConfigName)
                .containsExactly("idle-a", "idle-b");
    }
}
