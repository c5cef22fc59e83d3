package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CreateDevEndpointRequest;
import software.amazon.awssdk.services.glue.model.DevEndpoint;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.WorkerType;

class DevEndpointTest extends AwsTest {

    private static final String ARN = "arn:aws:glue:us-east-1:123456789012:devEndpoint/explore";

    private void create(String name, Map<String, String> tags) {
        glue.createDevEndpoint(r -> r.endpointName(name).roleArn(ROLE).tags(tags));
    }

    private void create(String name) {
        create(name, Map.of());
    }

    private void createReady(String name) {
        create(name);
        pass(Duration.ofMinutes(10));
    }

    private DevEndpoint get(String name) {
        return glue.getDevEndpoint(r -> r.endpointName(name)).devEndpoint();
    }

    @Test
    void isReadyTenMinutesAfterItsCreation() {
        var created = glue.createDevEndpoint(r -> r.endpointName("explore")
                .roleArn(ROLE)
                .glueVersion("1.0")
                .workerType(WorkerType.G_1_X)
                .numberOfWorkers(3)
                .arguments(Map.of("GLUE_PYTHON_VERSION", "3")));
        assertThat(created.status()).isEqualTo("PROVISIONING");
        assertThat(created.createdTimestamp()).isEqualTo(SimulatedClock.START);

        pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(get("explore").status()).isEqualTo("PROVISIONING");
        assertThat(get("explore").publicAddress()).isNull();

        pass(Duration.ofSeconds(1));
        DevEndpoint ready = get("explore");
        assertThat(ready.status()).isEqualTo("READY");
        assertThat(ready.publicAddress()).isNotBlank();
        assertThat(ready.workerType()).isEqualTo(WorkerType.G_1_X);
        assertThat(ready.numberOfWorkers()).isEqualTo(3);
        assertThat(ready.arguments()).containsEntry("GLUE_PYTHON_VERSION", "3");
    }

    @Test
    void hasAPrivateAddressOnlyInsideAVpc() {
        glue.createDevEndpoint(r ->
                r.endpointName("explore").roleArn(ROLE).subnetId("subnet-1").securityGroupIds("sg-1"));
        pass(Duration.ofMinutes(10));
        assertThat(get("explore").privateAddress()).isNotBlank();
        assertThat(get("explore").publicAddress()).isNull();
    }

    @Test
    void terminatesForAWhileBeforeItIsGoneAndItsNameIsFree() {
        createReady("explore");
        glue.deleteDevEndpoint(r -> r.endpointName("explore"));
        assertThat(get("explore").status()).isEqualTo("TERMINATING");
        assertRefused(() -> create("explore"), "AlreadyExistsException", "explore");

        pass(Duration.ofMinutes(3));
        assertThat(refusal(() -> get("explore"))).isInstanceOf(EntityNotFoundException.class);
        assertRefused(
                () -> glue.deleteDevEndpoint(r -> r.endpointName("explore")), "EntityNotFoundException", "explore");
        create("explore");
    }

    @Test
    void refusesASecondOneOfTheSameNameButNotInAnotherRegion() {
        create("explore");
        assertThat(refusal(() -> create("explore"))).isInstanceOf(AlreadyExistsException.class);
        aws.configure(GlueClient.builder(), aws.door("operator"), Region.EU_WEST_1)
                .build()
                .createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE));
        assertThat(aws.inventory())
                .extracting(SimulatedResource::region)
                .containsExactlyInAnyOrder("us-east-1", "eu-west-1");
    }

    @Test
    void keepsExistingWhenItHasFailedUntilItIsDeleted() {
        aws.faults().failNext(ResourceType.DEV_ENDPOINT, "Reverse dns resolution of ip 10.0.0.1 failed");
        aws.faults().failNext(ResourceType.DEV_ENDPOINT);
        create("explained");
        create("silent");
        assertThat(get("explained").failureReason()).isNull();

        pass(Duration.ofDays(2));
        assertThat(get("explained").status()).isEqualTo("FAILED");
        assertThat(get("explained").failureReason()).contains("Reverse dns resolution");
        assertThat(get("silent").status()).isEqualTo("FAILED");
        assertThat(get("silent").failureReason()).isNull();
        assertThat(aws.running()).isEmpty();

        glue.deleteDevEndpoint(r -> r.endpointName("silent"));
        assertThat(get("silent").status()).isEqualTo("TERMINATING");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a Glue version above 1.0", "Glue version 2.0", r -> r.glueVersion("2.0")),
                refusal("nodes together with workers", "NumberOfNodes cannot be given together", r -> r.numberOfNodes(3)
                        .workerType("G.1X")
                        .numberOfWorkers(2)),
                refusal("a single node", "at least 2", r -> r.numberOfNodes(1)),
                refusal("a single worker", "at least 2", r -> r.workerType("G.1X")
                        .numberOfWorkers(1)),
                refusal("too many workers", "at most 149", r -> r.workerType("G.2X")
                        .numberOfWorkers(150)),
                refusal("a worker type of sessions", "G.8X is not supported", r -> r.workerType("G.8X")
                        .numberOfWorkers(2)),
                refusal("a subnet without security groups", "must be given together", r -> r.subnetId("subnet-1")),
                refusal("security groups without a subnet", "must be given together", r -> r.securityGroupIds("sg-1")),
                refusal("a public key together with a list", "Only one of", r -> r.publicKey("a")
                        .publicKeys("b")),
                refusal(
                        "a role of another account",
                        "should be given assume role permissions for Glue Service.",
                        r -> r.roleArn("arn:aws:iam::999999999999:role/dev")),
                refusal("reserved tags", "reserved", r -> r.tags(Map.of("aws:mine", "no"))));
    }

    private static Arguments refusal(String what, String message, Consumer<CreateDevEndpointRequest.Builder> change) {
        return Arguments.of(what, message, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String message, Consumer<CreateDevEndpointRequest.Builder> change) {
        assertRefused(
                () -> glue.createDevEndpoint(r -> {
                    r.endpointName("explore").roleArn(ROLE);
                    change.accept(r);
                }),
                "InvalidInputException",
                message);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesARoleArnOutsideTheAwsPartition() {
        assertRefused(
                () -> glue.createDevEndpoint(
                        r -> r.endpointName("explore").roleArn("arn:aws-cn:iam::123456789012:role/dev")),
                "ValidationException",
                "at 'roleArn' failed to satisfy constraint");
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.DEV_ENDPOINT, 1);
        create("first");
        assertRefused(() -> create("second"), "ResourceNumberLimitExceededException", "limit of 1");
    }

    @Test
    void changesKeysArgumentsAndLibrariesInPlace() {
        glue.createDevEndpoint(r ->
                r.endpointName("explore").roleArn(ROLE).publicKeys("one").arguments(Map.of("old", "1", "kept", "1")));
        pass(Duration.ofMinutes(10));
        glue.updateDevEndpoint(r -> r.endpointName("explore")
                .addPublicKeys("two")
                .deletePublicKeys("one")
                .deleteArguments("old")
                .addArguments(Map.of("new", "2"))
                .customLibraries(l -> l.extraJarsS3Path("s3://code/a.jar")));
        assertThat(get("explore").lastUpdateStatus()).isEqualTo("PENDING");
        assertRefused(
                () -> glue.updateDevEndpoint(r -> r.endpointName("explore").addPublicKeys("three")),
                "InvalidInputException",
                "another concurrent update operation");

        pass(Duration.ofMinutes(1));
        DevEndpoint updated = get("explore");
        assertThat(updated.lastUpdateStatus()).isEqualTo("COMPLETED");
        assertThat(updated.publicKeys()).containsExactly("two");
        assertThat(updated.arguments()).isEqualTo(Map.of("kept", "1", "new", "2"));
        assertThat(updated.extraJarsS3Path()).isEqualTo("s3://code/a.jar");
    }

    @Test
    void losesItsSinglePublicKeyBeforeItTakesAList() {
        glue.createDevEndpoint(r -> r.endpointName("explore").roleArn(ROLE).publicKey("one"));
        pass(Duration.ofMinutes(10));
        assertRefused(
                () -> glue.updateDevEndpoint(r -> r.endpointName("explore").addPublicKeys("two")),
                "InvalidInputException",
                "must be deleted");
        glue.updateDevEndpoint(
                r -> r.endpointName("explore").deletePublicKeys("one").addPublicKeys("two"));
        assertThat(get("explore").publicKey()).isNull();
        assertThat(get("explore").publicKeys()).containsExactly("two");
    }

    @Test
    void cannotBeUpdatedBeforeItIsReady() {
        create("explore");
        assertRefused(
                () -> glue.updateDevEndpoint(r -> r.endpointName("explore").addPublicKeys("one")),
                "InvalidInputException",
                "READY");
    }

    @Test
    void showsItsTagsOnlyByArn() {
        create("explore", Map.of("team", "a"));
        glue.tagResource(r -> r.resourceArn(ARN).tagsToAdd(Map.of("stage", "dev")));
        glue.untagResource(r -> r.resourceArn(ARN).tagsToRemove("team"));
        assertThat(glue.getTags(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("stage", "dev"));
        assertRefused(() -> glue.getTags(r -> r.resourceArn(ARN + "-not")), "EntityNotFoundException", "not found");
    }

    @Test
    void isListedByItsTags() {
        create("mine", Map.of("team", "a", "stage", "dev"));
        create("theirs", Map.of("team", "b", "stage", "dev"));
        assertThat(glue.listDevEndpoints(r -> r.tags(Map.of("team", "a", "stage", "dev")))
                        .devEndpointNames())
                .containsExactly("mine");
    }

    @Test
    void isListedInPages() {
        List<String> names =
                IntStream.range(0, 7).mapToObj(i -> "endpoint-" + i).toList();
        names.forEach(this::create);
        assertThat(glue.listDevEndpointsPaginator(r -> r.maxResults(3)).stream()
                        .flatMap(page -> page.devEndpointNames().stream()))
                .containsExactlyElementsOf(names);
        aws.settings().largestPage(2);
        assertThat(glue.getDevEndpointsPaginator(r -> {}).stream()
                        .flatMap(page -> page.devEndpoints().stream())
                        .map(DevEndpoint::endpointName))
                .containsExactlyElementsOf(names);
        assertThat(glue.getDevEndpoints(r -> {}).devEndpoints()).hasSize(2);
    }

    @Test
    void isNeitherRepeatedNorHiddenWhenOthersGoBetweenTwoPages() {
        List.of("a", "b", "c", "d").forEach(this::createReady);
        var first = glue.listDevEndpoints(r -> r.maxResults(2));
        glue.deleteDevEndpoint(r -> r.endpointName("b"));
        pass(Duration.ofMinutes(3));
        assertThat(glue.listDevEndpoints(r -> r.nextToken(first.nextToken())).devEndpointNames())
                .containsExactly("c", "d");
        assertRefused(() -> glue.listDevEndpoints(r -> r.nextToken("?")), "ValidationException", "token");
    }

    @Test
    void isFoundInABatchWithTheMissingNamed() {
        create("here");
        var batch = glue.batchGetDevEndpoints(r -> r.devEndpointNames("here", "gone"));
        assertThat(batch.devEndpoints()).extracting(DevEndpoint::endpointName).containsExactly("here");
        assertThat(batch.devEndpointsNotFound()).containsExactly("gone");
        assertRefused(
                () -> glue.batchGetDevEndpoints(r -> r.devEndpointNames(Collections.nCopies(26, "x"))),
                "ValidationException",
                "less than or equal to 25");
    }
}
