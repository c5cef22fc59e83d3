package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.InvalidContinuationTokenException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.MaximumRepositoryNamesExceededException;
import software.amazon.awssdk.services.codecommit.model.OperationNotAllowedException;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryLimitExceededException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;

class RepositoryTest extends AwsTest {

    private static final String ARN = "arn:aws:codecommit:us-east-1:123456789012:lab";

    private RepositoryMetadata create(String name) {
        return codeCommit.createRepository(r -> r.repositoryName(name)).repositoryMetadata();
    }

    private RepositoryMetadata get(String name) {
        return codeCommit.getRepository(r -> r.repositoryName(name)).repositoryMetadata();
    }

    private Map<String, String> tags() {
        return codeCommit.listTagsForResource(r -> r.resourceArn(ARN)).tags();
    }

    @Test
    void showsWhatItWasMadeFromAndWhereToCloneIt() {
        RepositoryMetadata made = codeCommit
                .createRepository(r -> r.repositoryName("lab")
                        .repositoryDescription("a lab")
                        .kmsKeyId("arn:aws:kms:us-east-1:123456789012:key/one")
                        .tags(Map.of("team", "a")))
                .repositoryMetadata();
        RepositoryMetadata lab = get("lab");
        assertThat(lab).isEqualTo(made);
        assertThat(lab.arn()).isEqualTo(ARN);
        assertThat(lab.accountId()).isEqualTo(SimulatedAws.ACCOUNT);
        assertThat(lab.repositoryId()).matches("[0-9a-f-]{36}");
        assertThat(lab.repositoryDescription()).isEqualTo("a lab");
        assertThat(lab.kmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/one");
        assertThat(lab.cloneUrlHttp()).isEqualTo("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/lab");
        assertThat(lab.cloneUrlSsh()).isEqualTo("ssh://git-codecommit.us-east-1.amazonaws.com/v1/repos/lab");
        assertThat(lab.defaultBranch()).isNull();
        assertThat(lab.creationDate()).isEqualTo(SimulatedClock.START);
        assertThat(lab.lastModifiedDate()).isEqualTo(SimulatedClock.START);
        assertThat(tags()).isEqualTo(Map.of("team", "a"));
        assertThat(aws.inventory())
                .extracting(SimulatedResource::type, SimulatedResource::arn, SimulatedResource::tags)
                .containsExactly(tuple(ResourceType.REPOSITORY, ARN, Map.of("team", "a")));
        assertThat(aws.running()).isEmpty();
    }

    @Test
    void inChinaIsClonedFromAnotherDomain() {
        try (CodeCommitClient china = aws.configure(CodeCommitClient.builder(), aws.door("operator"), Region.CN_NORTH_1)
                .build()) {
            RepositoryMetadata lab =
                    china.createRepository(r -> r.repositoryName("lab")).repositoryMetadata();
            assertThat(lab.cloneUrlHttp()).isEqualTo("https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/lab");
        }
    }

    @Test
    void changesItsDescription() {
        create("lab");
        pass(Duration.ofMinutes(1));
        codeCommit.updateRepositoryDescription(r -> r.repositoryName("lab").repositoryDescription("better"));
        assertThat(get("lab").repositoryDescription()).isEqualTo("better");
        assertThat(get("lab").lastModifiedDate()).isEqualTo(clock.instant());
        codeCommit.updateRepositoryDescription(r -> r.repositoryName("lab"));
        assertThat(get("lab").repositoryDescription()).isNull();
        assertRefused(
                () -> codeCommit.updateRepositoryDescription(
                        r -> r.repositoryName("lab").repositoryDescription("x".repeat(1001))),
                "InvalidRepositoryDescriptionException",
                "not valid");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no name", "RepositoryNameRequiredException", r -> r.repositoryName(null)),
                refusal("an empty name", "InvalidRepositoryNameException", r -> r.repositoryName("")),
                refusal("a long name", "InvalidRepositoryNameException", r -> r.repositoryName("x".repeat(101))),
                refusal("a name with a slash", "InvalidRepositoryNameException", r -> r.repositoryName("a/b")),
                refusal("a name in .git", "InvalidRepositoryNameException", r -> r.repositoryName("lab.git")),
                refusal(
                        "a long description",
                        "InvalidRepositoryDescriptionException",
                        r -> r.repositoryDescription("x".repeat(1001))),
                refusal("a key that is none", "EncryptionKeyInvalidIdException", r -> r.kmsKeyId("my key")),
                refusal("a reserved tag", "InvalidSystemTagUsageException", r -> r.tags(Map.of("aws:x", ""))),
                refusal("a long tag key", "InvalidTagsMapException", r -> r.tags(Map.of("x".repeat(129), ""))),
                refusal("a long tag value", "InvalidTagsMapException", r -> r.tags(Map.of("x", "x".repeat(257)))),
                refusal("51 tags", "TooManyTagsException", r -> r.tags(tags(51))));
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> ""));
    }

    private static Arguments refusal(String what, String code, Consumer<CreateRepositoryRequest.Builder> change) {
        return Arguments.of(what, code, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String code, Consumer<CreateRepositoryRequest.Builder> change) {
        assertRefused(() -> codeCommit.createRepository(r -> change.accept(r.repositoryName("lab"))), code, "");
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesASecondOneOfTheSameNameInTheSameRegion() {
        create("lab");
        assertThat(refusal(() -> create("lab")))
                .isInstanceOf(RepositoryNameExistsException.class)
                .hasMessageContaining("Repository named lab already exists");
        CodeCommitClient elsewhere = aws.configure(CodeCommitClient.builder(), aws.door("operator"), Region.EU_WEST_1)
                .build();
        assertThat(elsewhere
                        .createRepository(r -> r.repositoryName("lab"))
                        .repositoryMetadata()
                        .cloneUrlHttp())
                .contains("eu-west-1");
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.REPOSITORY, 1);
        create("one");
        assertThat(refusal(() -> create("two"))).isInstanceOf(RepositoryLimitExceededException.class);
    }

    @Test
    void refusesTheFirstOneInAnAccountThatNeverHadAny() {
        create("old");
        aws.settings().firstRepositoryRefused(true);
        create("new");
        codeCommit.deleteRepository(r -> r.repositoryName("old"));
        codeCommit.deleteRepository(r -> r.repositoryName("new"));
        assertThat(refusal(() -> create("lab")))
                .isInstanceOf(OperationNotAllowedException.class)
                .hasMessageContaining(
                        "CreateRepository request is not allowed because there is no existing repository in this AWS account or AWS Organization");
    }

    @Test
    void isGoneOnceDeletedWhichIsNoErrorTwice() {
        String id = create("lab").repositoryId();
        assertThat(codeCommit.deleteRepository(r -> r.repositoryName("lab")).repositoryId())
                .isEqualTo(id);
        assertThat(codeCommit.deleteRepository(r -> r.repositoryName("lab")).repositoryId())
                .isNull();
        assertThat(aws.inventory()).isEmpty();
        assertThat(create("lab").repositoryId()).isNotEqualTo(id);
    }

    @Test
    void isMissingForEveryOperationInTheSameWords() {
        Stream.<Runnable>of(
                        () -> get("none"),
                        () -> codeCommit.updateRepositoryDescription(r -> r.repositoryName("none")),
                        () -> codeCommit.updateDefaultBranch(
                                r -> r.repositoryName("none").defaultBranchName("main")),
                        () -> codeCommit.createCommit(
                                r -> r.repositoryName("none").branchName("main")),
                        () -> codeCommit.putFile(r -> r.repositoryName("none").branchName("main")),
                        () -> codeCommit.createBranch(
                                r -> r.repositoryName("none").branchName("main")),
                        () -> codeCommit.getBranch(r -> r.repositoryName("none").branchName("main")),
                        () -> codeCommit.listBranches(r -> r.repositoryName("none")),
                        () -> codeCommit.getCommit(r -> r.repositoryName("none").commitId("x")),
                        () -> codeCommit.getFile(r -> r.repositoryName("none").filePath("x")),
                        () -> codeCommit.getFolder(r -> r.repositoryName("none").folderPath("x")))
                .forEach(call -> assertThat(refusal(call::run))
                        .isInstanceOf(RepositoryDoesNotExistException.class)
                        .hasMessageContaining("none does not exist"));
    }

    @Test
    void isUnseenByReadsAtFirstWhenToldSo() {
        aws.faults().hideNewFor(Duration.ofSeconds(5));
        create("lab");
        assertThat(refusal(() -> get("lab"))).isInstanceOf(RepositoryDoesNotExistException.class);
        assertThat(refusal(() -> create("lab"))).isInstanceOf(RepositoryNameExistsException.class);
        pass(Duration.ofSeconds(5));
        assertThat(get("lab").repositoryName()).isEqualTo("lab");
    }

    @Test
    void isReadWithOthersInOneCall() {
        create("one");
        create("two");
        var batch = codeCommit.batchGetRepositories(r -> r.repositoryNames("two", "none", "one"));
        assertThat(batch.repositories())
                .extracting(RepositoryMetadata::repositoryName)
                .containsExactly("two", "one");
        assertThat(batch.repositoriesNotFound()).containsExactly("none");
        assertThat(refusal(
                        () -> codeCommit.batchGetRepositories(r -> r.repositoryNames(Collections.nCopies(101, "x")))))
                .isInstanceOf(MaximumRepositoryNamesExceededException.class);
        assertThat(refusal(() -> codeCommit.batchGetRepositories(r -> r.repositoryNames("a/b"))))
                .isInstanceOf(InvalidRepositoryNameException.class);
        assertRefused(() -> codeCommit.batchGetRepositories(r -> {}), "RepositoryNamesRequiredException", "required");
    }

    @Test
    void isListedInPagesByNameOrByAge() {
        for (String name : List.of("c", "a", "b")) {
            create(name);
            pass(Duration.ofSeconds(1));
        }
        aws.settings().largestPage(2);
        assertThat(codeCommit.listRepositories().nextToken()).isNotBlank();
        assertThat(codeCommit.listRepositoriesPaginator().repositories())
                .extracting(RepositoryNameIdPair::repositoryName)
                .containsExactly("a", "b", "c");
        assertThat(codeCommit
                        .listRepositoriesPaginator(
                                r -> r.sortBy(SortByEnum.LAST_MODIFIED_DATE).order(OrderEnum.DESCENDING))
                        .repositories())
                .extracting(RepositoryNameIdPair::repositoryName)
                .containsExactly("b", "a", "c");
        assertThat(refusal(() -> codeCommit.listRepositories(r -> r.nextToken("?"))))
                .isInstanceOf(InvalidContinuationTokenException.class);
        assertRefused(() -> codeCommit.listRepositories(r -> r.sortBy("size")), "InvalidSortByException", "size");
        assertRefused(() -> codeCommit.listRepositories(r -> r.order("up")), "InvalidOrderException", "up");
    }

    @Test
    void hasTagsThatComeAndGo() {
        create("lab");
        codeCommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("team", "a", "stage", "dev")));
        codeCommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("team", "b", "empty", "")));
        codeCommit.untagResource(r -> r.resourceArn(ARN).tagKeys("stage", "unknown"));
        assertThat(tags()).isEqualTo(Map.of("team", "b", "empty", ""));
        aws.settings().largestPage(1);
        var page = codeCommit.listTagsForResource(r -> r.resourceArn(ARN));
        assertThat(page.tags()).containsOnlyKeys("empty");
        assertThat(codeCommit
                        .listTagsForResource(r -> r.resourceArn(ARN).nextToken(page.nextToken()))
                        .tags())
                .containsOnlyKeys("team");
    }

    @Test
    void refusesTagsThatAreNotAllowed() {
        create("lab");
        assertRefused(() -> codeCommit.tagResource(r -> r.tags(Map.of("a", "b"))), "ResourceArnRequiredException", "");
        assertRefused(() -> codeCommit.tagResource(r -> r.resourceArn(ARN)), "TagsMapRequiredException", "");
        assertRefused(
                () -> codeCommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("aws:a", "b"))),
                "InvalidSystemTagUsageException",
                "aws:");
        assertRefused(() -> codeCommit.untagResource(r -> r.resourceArn(ARN)), "TagKeysListRequiredException", "");
        assertRefused(
                () -> codeCommit.untagResource(r -> r.resourceArn(ARN).tagKeys("x".repeat(129))),
                "InvalidTagKeysListException",
                "");
        codeCommit.tagResource(r -> r.resourceArn(ARN).tags(tags(50)));
        assertRefused(
                () -> codeCommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("more", ""))),
                "TooManyTagsException",
                "");
        assertRefused(
                () -> codeCommit.listTagsForResource(r -> r.resourceArn(ARN + "-not")),
                "RepositoryDoesNotExistException",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "arn:aws:s3:::lab", "arn:aws:codecommit:us-east-1:123456789012:a/b"})
    void refusesAnArnThatIsNoRepositorys(String arn) {
        assertRefused(
                () -> codeCommit.listTagsForResource(r -> r.resourceArn(arn)), "InvalidResourceArnException", arn);
    }
}
