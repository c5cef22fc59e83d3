package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sagemaker.model.CreateNotebookInstanceRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.InstanceType;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSortKey;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSortOrder;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.UpdateNotebookInstanceRequest;

class NotebookInstanceTest extends AwsTest {

    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab";

    private static Consumer<CreateNotebookInstanceRequest.Builder> notebook(String name) {
        return r -> r.notebookInstanceName(name)
                .instanceType(InstanceType.ML_T3_MEDIUM)
                .roleArn(ROLE);
    }

    private void create(String name) {
        sageMaker.createNotebookInstance(notebook(name));
    }

    private void createInService(String name) {
        create(name);
        pass(Duration.ofMinutes(4));
    }

    private void createStopped(String name) {
        createInService(name);
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName(name));
        pass(Duration.ofMinutes(2));
    }

    private DescribeNotebookInstanceResponse describe(String name) {
        return sageMaker.describeNotebookInstance(r -> r.notebookInstanceName(name));
    }

    private NotebookInstanceStatus status(String name) {
        return describe(name).notebookInstanceStatus();
    }

    @Test
    void goesThroughAllStatesFromPendingToGone() {
        assertThat(sageMaker.createNotebookInstance(notebook("lab")).notebookInstanceArn())
                .isEqualTo(ARN);
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.PENDING);
        pass(Duration.ofMinutes(4));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.IN_SERVICE);

        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.STOPPING);
        pass(Duration.ofMinutes(2));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.STOPPED);

        sageMaker.startNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.PENDING);
        pass(Duration.ofMinutes(4));
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(2));

        sageMaker.updateNotebookInstance(r -> r.notebookInstanceName("lab").instanceType(InstanceType.ML_M5_XLARGE));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.UPDATING);
        pass(Duration.ofMinutes(1));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.STOPPED);
        assertThat(describe("lab").instanceType()).isEqualTo(InstanceType.ML_M5_XLARGE);

        sageMaker.deleteNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.DELETING);
        pass(Duration.ofMinutes(1));
        assertRefused(() -> describe("lab"), "ValidationException", "RecordNotFound");
    }

    @Test
    void showsWhatItWasMadeFromWithTheDefaultsFilledIn() {
        sageMaker.createNotebookInstance(r -> {
            notebook("lab").accept(r);
            r.subnetId("subnet-1")
                    .securityGroupIds("sg-1", "sg-2")
                    .directInternetAccess("Disabled")
                    .defaultCodeRepository("https://example.com/code.git")
                    .instanceMetadataServiceConfiguration(c -> c.minimumInstanceMetadataServiceVersion("2"));
        });
        DescribeNotebookInstanceResponse lab = describe("lab");
        assertThat(lab.securityGroups()).containsExactly("sg-1", "sg-2");
        assertThat(lab.directInternetAccessAsString()).isEqualTo("Disabled");
        assertThat(lab.volumeSizeInGB()).isEqualTo(5);
        assertThat(lab.rootAccessAsString()).isEqualTo("Enabled");
        assertThat(lab.platformIdentifier()).isEqualTo("notebook-al2023-v1");
        assertThat(lab.defaultCodeRepository()).isEqualTo("https://example.com/code.git");
        assertThat(lab.instanceMetadataServiceConfiguration().minimumInstanceMetadataServiceVersion())
                .isEqualTo("2");
        assertThat(lab.url()).isEqualTo("lab.notebook.us-east-1.sagemaker.aws");
        assertThat(lab.creationTime()).isEqualTo(SimulatedClock.START);
        pass(Duration.ofHours(1));
        assertThat(describe("lab").lastModifiedTime()).isEqualTo(SimulatedClock.START.plus(Duration.ofMinutes(4)));
    }

    @Test
    void refusesTransitionsFromTheWrongStateInAwssWords() {
        create("lab");
        assertRefused(
                () -> sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "Status (Pending) not in ([InService]). Unable to transition to (Stopping) for Notebook Instance ("
                        + ARN + ")");
        pass(Duration.ofMinutes(4));
        assertRefused(
                () -> sageMaker.startNotebookInstance(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "Status (InService) not in ([Stopped, Failed]). Unable to transition to (Pending)");
        assertRefused(
                () -> sageMaker.deleteNotebookInstance(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "Status (InService) not in ([Stopped, Failed]). Unable to transition to (Deleting)");
        assertRefused(
                () -> sageMaker.updateNotebookInstance(
                        r -> r.notebookInstanceName("lab").volumeSizeInGB(10)),
                "ValidationException",
                "Status (InService) not in ([Stopped]). Unable to transition to (Updating)");
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        assertRefused(
                () -> sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "Status (Stopping) not in ([InService])");
    }

    @Test
    void cannotBeStoppedWhenItHasFailedOnlyDeleted() {
        aws.faults().failNext(ResourceType.NOTEBOOK_INSTANCE, "Insufficient notebook instance capacity");
        createInService("lab");
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.FAILED);
        assertThat(describe("lab").failureReason()).contains("capacity");
        assertRefused(
                () -> sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "Status (Failed) not in ([InService])");
        sageMaker.deleteNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(1));
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("lab");
        assertRefused(
                () -> create("lab"), "ValidationException", "Cannot create a duplicate Notebook Instance (" + ARN);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a name with dots", "'notebookInstanceName'", r -> r.notebookInstanceName("my.lab")),
                refusal("a name too long", "equal to 63", r -> r.notebookInstanceName("x".repeat(64))),
                refusal("a volume too small", "'volumeSizeInGB'", r -> r.volumeSizeInGB(4)),
                refusal("six security groups", "equal to 5", r -> r.subnetId("subnet-1")
                        .securityGroupIds("1", "2", "3", "4", "5", "6")),
                refusal("four repositories", "equal to 3", r -> r.additionalCodeRepositories("1", "2", "3", "4")),
                refusal("an unknown platform", "'platformIdentifier'", r -> r.platformIdentifier("notebook-al9")),
                refusal("no internet and no subnet", "subnet", r -> r.directInternetAccess("Disabled")),
                refusal("an unknown lifecycle config", "does not exist", r -> r.lifecycleConfigName("none")),
                refusal(
                        "a role of another account",
                        "Could not assume role",
                        r -> r.roleArn("arn:aws:iam::999999999999:role/dev")));
    }

    private static Arguments refusal(
            String what, String message, Consumer<CreateNotebookInstanceRequest.Builder> change) {
        return Arguments.of(what, message, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String message, Consumer<CreateNotebookInstanceRequest.Builder> change) {
        assertRefused(
                () -> sageMaker.createNotebookInstance(r -> {
                    notebook("lab").accept(r);
                    change.accept(r);
                }),
                "ValidationException",
                message);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.NOTEBOOK_INSTANCE, 1);
        create("lab");
        assertRefused(
                () -> create("other"),
                "ResourceLimitExceeded",
                "The account-level service limit 'ml.t3.medium for notebook instance usage' is 1 Instances");
    }

    @Test
    void hasAVolumeThatOnlyGrows() {
        createStopped("lab");
        sageMaker.updateNotebookInstance(r -> r.notebookInstanceName("lab").volumeSizeInGB(20));
        pass(Duration.ofMinutes(1));
        assertThat(describe("lab").volumeSizeInGB()).isEqualTo(20);
        assertRefused(
                () -> sageMaker.updateNotebookInstance(
                        r -> r.notebookInstanceName("lab").volumeSizeInGB(10)),
                "ValidationException",
                "only grow");
    }

    @Test
    void letsGoOfItsRepositoryWhenAsked() {
        sageMaker.createNotebookInstance(r -> {
            notebook("lab").accept(r);
            r.defaultCodeRepository("https://example.com/code.git");
        });
        pass(Duration.ofMinutes(4));
        sageMaker.stopNotebookInstance(r -> r.notebookInstanceName("lab"));
        pass(Duration.ofMinutes(2));
        sageMaker.updateNotebookInstance(r -> r.notebookInstanceName("lab").disassociateDefaultCodeRepository(true));
        assertThat(describe("lab").defaultCodeRepository()).isNull();
    }

    private void update(Consumer<UpdateNotebookInstanceRequest.Builder> change) {
        sageMaker.updateNotebookInstance(r -> change.accept(r.notebookInstanceName("lab")));
        pass(Duration.ofMinutes(1));
    }

    private void createRepository(String name) {
        sageMaker.createCodeRepository(r -> r.codeRepositoryName(name)
                .gitConfig(c -> c.repositoryUrl("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/" + name)));
    }

    @Test
    void changesEverythingThatAnUpdateCanChange() {
        createStopped("lab");
        createRepository("code");
        sageMaker.createNotebookInstanceLifecycleConfig(r -> r.notebookInstanceLifecycleConfigName("idle"));
        update(r -> r.instanceType(InstanceType.ML_M5_XLARGE)
                .ipAddressType("dualstack")
                .platformIdentifier("notebook-al2-v3")
                .roleArn(ROLE + "-2")
                .lifecycleConfigName("idle")
                .volumeSizeInGB(20)
                .defaultCodeRepository("code")
                .additionalCodeRepositories("https://example.com/more.git", "code")
                .acceleratorTypesWithStrings("ml.eia2.medium")
                .rootAccess("Disabled")
                .instanceMetadataServiceConfiguration(c -> c.minimumInstanceMetadataServiceVersion("2")));
        DescribeNotebookInstanceResponse lab = describe("lab");
        assertThat(lab.instanceType()).isEqualTo(InstanceType.ML_M5_XLARGE);
        assertThat(lab.ipAddressTypeAsString()).isEqualTo("dualstack");
        assertThat(lab.platformIdentifier()).isEqualTo("notebook-al2-v3");
        assertThat(lab.roleArn()).isEqualTo(ROLE + "-2");
        assertThat(lab.notebookInstanceLifecycleConfigName()).isEqualTo("idle");
        assertThat(lab.volumeSizeInGB()).isEqualTo(20);
        assertThat(lab.defaultCodeRepository()).isEqualTo("code");
        assertThat(lab.additionalCodeRepositories()).containsExactly("https://example.com/more.git", "code");
        assertThat(lab.acceleratorTypesAsStrings()).containsExactly("ml.eia2.medium");
        assertThat(lab.rootAccessAsString()).isEqualTo("Disabled");
        assertThat(lab.instanceMetadataServiceConfiguration().minimumInstanceMetadataServiceVersion())
                .isEqualTo("2");

        update(r -> r.disassociateLifecycleConfig(true)
                .disassociateDefaultCodeRepository(true)
                .disassociateAdditionalCodeRepositories(true)
                .disassociateAcceleratorTypes(true));
        DescribeNotebookInstanceResponse bare = describe("lab");
        assertThat(bare.notebookInstanceLifecycleConfigName()).isNull();
        assertThat(bare.defaultCodeRepository()).isNull();
        assertThat(bare.additionalCodeRepositories()).isEmpty();
        assertThat(bare.acceleratorTypes()).isEmpty();
        assertThat(bare.volumeSizeInGB()).isEqualTo(20);

        update(r -> r.disassociateLifecycleConfig(true));
        assertThat(status("lab")).isEqualTo(NotebookInstanceStatus.STOPPED);
    }

    static Stream<Arguments> updateRefusals() {
        return Stream.of(
                updateRefusal("an instance type that is none", "'instanceType'", r -> r.instanceType("large")),
                updateRefusal(
                        "a role of another account",
                        "Could not assume role",
                        r -> r.roleArn("arn:aws:iam::999999999999:role/dev")),
                updateRefusal("an unknown platform", "'platformIdentifier'", r -> r.platformIdentifier("al9")),
                updateRefusal("an unknown lifecycle config", "does not exist", r -> r.lifecycleConfigName("none")),
                updateRefusal(
                        "an unknown repository", "Cannot find CodeRepository", r -> r.defaultCodeRepository("none")),
                updateRefusal(
                        "another unknown one",
                        "Cannot find CodeRepository",
                        r -> r.additionalCodeRepositories("https://example.com/code.git", "none")),
                updateRefusal(
                        "a repository that is none",
                        "'defaultCodeRepository'",
                        r -> r.defaultCodeRepository("git@example.com:code")),
                updateRefusal("four repositories", "equal to 3", r -> r.additionalCodeRepositories("1", "2", "3", "4")),
                updateRefusal("a volume too large", "equal to 16384", r -> r.volumeSizeInGB(16_385)),
                updateRefusal("an unknown switch", "'rootAccess'", r -> r.rootAccess("Maybe")),
                updateRefusal("an unknown address type", "'ipAddressType'", r -> r.ipAddressType("ipv5")),
                updateRefusal(
                        "an unknown metadata version",
                        "'instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion'",
                        r -> r.instanceMetadataServiceConfiguration(
                                c -> c.minimumInstanceMetadataServiceVersion("3"))));
    }

    private static Arguments updateRefusal(
            String what, String message, Consumer<UpdateNotebookInstanceRequest.Builder> change) {
        return Arguments.of(what, message, change);
    }

    @ParameterizedTest(name = "refuses to change to {0}")
    @MethodSource("updateRefusals")
    void refusesToBecomeWhatIsNotAllowed(
            String what, String message, Consumer<UpdateNotebookInstanceRequest.Builder> change) {
        createStopped("lab");
        DescribeNotebookInstanceResponse before = describe("lab");
        assertRefused(() -> update(change), "ValidationException", message);
        assertThat(describe("lab").equalsBySdkFields(before)).isTrue();
    }

    @Test
    void namesRepositoriesThatThereAreOrTheirUrls() {
        assertRefused(
                () -> sageMaker.createNotebookInstance(notebook("lab").andThen(r -> r.defaultCodeRepository("code"))),
                "ValidationException",
                "Cannot find CodeRepository");
        createRepository("code");
        sageMaker.createNotebookInstance(notebook("lab").andThen(r -> r.defaultCodeRepository("code")
                .additionalCodeRepositories("https://example.com/more.git")));
        create("other");
        NotebookInstanceSummary listed = sageMaker
                .listNotebookInstances(r -> r.defaultCodeRepositoryContains("od"))
                .notebookInstances()
                .get(0);
        assertThat(listed.defaultCodeRepository()).isEqualTo("code");
        assertThat(listed.additionalCodeRepositories()).containsExactly("https://example.com/more.git");
        assertThat(sageMaker
                        .listNotebookInstances(r -> r.additionalCodeRepositoryEquals("https://example.com/more.git"))
                        .notebookInstances())
                .containsExactly(listed);
        assertThat(sageMaker
                        .listNotebookInstances(r -> r.additionalCodeRepositoryEquals("https://example.com"))
                        .notebookInstances())
                .isEmpty();
        assertRefused(() -> sageMaker.listNotebookInstances(r -> r.sortBy("Size")), "ValidationException", "'sortBy'");
    }

    @Test
    void isListedFilteredAndSortedInPages() {
        IntStream.range(0, 12).forEach(i -> {
            create("lab-%02d".formatted(11 - i));
            pass(Duration.ofSeconds(1));
        });
        create("other");
        assertThat(sageMaker.listNotebookInstances(r -> {}).notebookInstances()).hasSize(10);
        assertThat(sageMaker
                        .listNotebookInstancesPaginator(
                                r -> r.nameContains("lab").maxResults(5))
                        .notebookInstances())
                .extracting(NotebookInstanceSummary::notebookInstanceName)
                .hasSize(12)
                .startsWith("lab-00");
        assertThat(sageMaker
                        .listNotebookInstancesPaginator(r -> r.sortBy(NotebookInstanceSortKey.CREATION_TIME)
                                .sortOrder(NotebookInstanceSortOrder.DESCENDING)
                                .maxResults(2))
                        .notebookInstances())
                .extracting(NotebookInstanceSummary::notebookInstanceName)
                .hasSize(13)
                .startsWith("other", "lab-00", "lab-01");
        pass(Duration.ofMinutes(4).minusSeconds(12));
        assertThat(sageMaker
                        .listNotebookInstances(r -> r.statusEquals(NotebookInstanceStatus.IN_SERVICE))
                        .notebookInstances())
                .extracting(NotebookInstanceSummary::notebookInstanceName)
                .containsExactly("lab-11");
        assertThat(sageMaker
                        .listNotebookInstances(r -> r.creationTimeAfter(SimulatedClock.START.plusSeconds(11)))
                        .notebookInstances())
                .extracting(NotebookInstanceSummary::notebookInstanceName)
                .containsExactly("lab-00", "other");
    }

    @Test
    void showsItsTagsOnlyByArnInPages() {
        sageMaker.createNotebookInstance(r -> {
            notebook("lab").accept(r);
            r.tags(tag("team", "a"));
        });
        sageMaker.addTags(r -> r.resourceArn(ARN).tags(tag("stage", "dev"), tag("aws-glue-dev-endpoint", "explore")));
        sageMaker.deleteTags(r -> r.resourceArn(ARN).tagKeys("stage"));
        aws.settings().largestPage(1);
        assertThat(sageMaker.listTagsPaginator(r -> r.resourceArn(ARN)).tags())
                .containsExactly(tag("aws-glue-dev-endpoint", "explore"), tag("team", "a"));
        assertRefused(() -> sageMaker.listTags(r -> r.resourceArn(ARN + "-not")), "ResourceNotFound", "not found");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void opensOnlyWhenInService() {
        create("lab");
        assertRefused(
                () -> sageMaker.createPresignedNotebookInstanceUrl(r -> r.notebookInstanceName("lab")),
                "ValidationException",
                "InService");
        pass(Duration.ofMinutes(4));
        assertThat(sageMaker
                        .createPresignedNotebookInstanceUrl(r -> r.notebookInstanceName("lab"))
                        .authorizedUrl())
                .startsWith("https://lab.notebook.us-east-1.sagemaker.aws");
        assertRefused(
                () -> sageMaker.createPresignedNotebookInstanceUrl(
                        r -> r.notebookInstanceName("lab").sessionExpirationDurationInSeconds(60)),
                "ValidationException",
                "1800");
    }
}
