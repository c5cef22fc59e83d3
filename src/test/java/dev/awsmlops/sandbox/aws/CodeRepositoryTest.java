package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sagemaker.model.CodeRepositorySortBy;
import software.amazon.awssdk.services.sagemaker.model.CodeRepositorySortOrder;
import software.amazon.awssdk.services.sagemaker.model.CodeRepositorySummary;
import software.amazon.awssdk.services.sagemaker.model.CreateCodeRepositoryRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeCodeRepositoryResponse;
import software.amazon.awssdk.services.sagemaker.model.GitConfig;
import software.amazon.awssdk.services.sagemaker.model.Tag;

class CodeRepositoryTest extends AwsTest {

    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:code-repository/code";
    private static final String URL = "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/code";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:git";

    private static Consumer<CreateCodeRepositoryRequest.Builder> repository(String name) {
        return r -> r.codeRepositoryName(name).gitConfig(c -> c.repositoryUrl(URL));
    }

    private void create(String name) {
        sageMaker.createCodeRepository(repository(name));
    }

    private DescribeCodeRepositoryResponse describe(String name) {
        return sageMaker.describeCodeRepository(r -> r.codeRepositoryName(name));
    }

    @Test
    void showsWhatItWasMadeFrom() {
        assertThat(sageMaker
                        .createCodeRepository(r -> r.codeRepositoryName("code")
                                .gitConfig(
                                        c -> c.repositoryUrl(URL).branch("main").secretArn(SECRET))
                                .tags(Tag.builder().key("team").value("a").build()))
                        .codeRepositoryArn())
                .isEqualTo(ARN);
        DescribeCodeRepositoryResponse code = describe("code");
        assertThat(code.codeRepositoryArn()).isEqualTo(ARN);
        assertThat(code.gitConfig())
                .isEqualTo(GitConfig.builder()
                        .repositoryUrl(URL)
                        .branch("main")
                        .secretArn(SECRET)
                        .build());
        assertThat(code.creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(code.lastModifiedTime()).isEqualTo(SimulatedClock.START);
        SimulatedResource resource = aws.inventory().get(0);
        assertThat(resource.type()).isEqualTo(ResourceType.CODE_REPOSITORY);
        assertThat(resource.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(aws.running()).isEmpty();
    }

    @Test
    void changesItsSecretOnly() {
        create("code");
        pass(Duration.ofMinutes(1));
        assertThat(sageMaker
                        .updateCodeRepository(r -> r.codeRepositoryName("code").gitConfig(c -> c.secretArn(SECRET)))
                        .codeRepositoryArn())
                .isEqualTo(ARN);
        assertThat(describe("code").gitConfig().secretArn()).isEqualTo(SECRET);
        assertThat(describe("code").gitConfig().repositoryUrl()).isEqualTo(URL);
        assertThat(describe("code").lastModifiedTime()).isEqualTo(clock.instant());
        assertRefused(
                () -> sageMaker.updateCodeRepository(
                        r -> r.codeRepositoryName("code").gitConfig(c -> c.secretArn("secret"))),
                "ValidationException",
                "'gitConfig.secretArn'");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no name", "'codeRepositoryName'", r -> r.codeRepositoryName(null)),
                refusal("a long name", "equal to 63", r -> r.codeRepositoryName("x".repeat(64))),
                refusal("a name with dots", "'codeRepositoryName'", r -> r.codeRepositoryName("my.code")),
                refusal("no config", "'gitConfig'", r -> r.gitConfig((GitConfig) null)),
                refusal("no URL", "'gitConfig.repositoryUrl'", r -> r.gitConfig(c -> c.branch("main"))),
                refusal(
                        "a URL that is none",
                        "'gitConfig.repositoryUrl'",
                        r -> r.gitConfig(c -> c.repositoryUrl("git@example.com:code.git"))),
                refusal(
                        "a branch that is none",
                        "'gitConfig.branch'",
                        r -> r.gitConfig(c -> c.repositoryUrl(URL).branch("a b"))),
                refusal(
                        "a secret that is none",
                        "'gitConfig.secretArn'",
                        r -> r.gitConfig(c -> c.repositoryUrl(URL).secretArn("secret"))),
                refusal(
                        "51 tags",
                        "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
                        r -> r.tags(IntStream.range(0, 51)
                                .mapToObj(i ->
                                        Tag.builder().key("key" + i).value("").build())
                                .toList())));
    }

    private static Arguments refusal(
            String what, String message, Consumer<CreateCodeRepositoryRequest.Builder> change) {
        return Arguments.of(what, message, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String message, Consumer<CreateCodeRepositoryRequest.Builder> change) {
        assertRefused(
                () -> sageMaker.createCodeRepository(repository("code").andThen(change)),
                "ValidationException",
                message);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("code");
        assertRefused(() -> create("code"), "ValidationException", "Cannot create a duplicate CodeRepository");
    }

    @Test
    void saysThatItIsMissingInWordsOnly() {
        create("code");
        sageMaker.deleteCodeRepository(r -> r.codeRepositoryName("code"));
        assertThat(aws.inventory()).isEmpty();
        Stream.<Runnable>of(
                        () -> describe("code"),
                        () -> sageMaker.updateCodeRepository(r -> r.codeRepositoryName("code")),
                        () -> sageMaker.deleteCodeRepository(r -> r.codeRepositoryName("code")))
                .forEach(call -> assertRefused(call::run, "ValidationException", "Cannot find CodeRepository"));
    }

    @Test
    void isListedByPartOfItsNameInPages() {
        for (String name : new String[] {"code-c", "code-a", "other", "code-b"}) {
            create(name);
            pass(Duration.ofSeconds(1));
        }
        assertThat(sageMaker
                        .listCodeRepositoriesPaginator(
                                r -> r.nameContains("code").maxResults(2))
                        .stream()
                        .flatMap(page -> page.codeRepositorySummaryList().stream()))
                .extracting(CodeRepositorySummary::codeRepositoryName)
                .containsExactly("code-a", "code-b", "code-c");
        sageMaker.updateCodeRepository(r -> r.codeRepositoryName("code-c"));
        assertThat(sageMaker
                        .listCodeRepositories(r -> r.sortBy(CodeRepositorySortBy.LAST_MODIFIED_TIME)
                                .sortOrder(CodeRepositorySortOrder.DESCENDING))
                        .codeRepositorySummaryList())
                .extracting(CodeRepositorySummary::codeRepositoryName)
                .containsExactly("code-c", "code-b", "other", "code-a");
        assertThat(sageMaker
                        .listCodeRepositories(r -> r.creationTimeAfter(SimulatedClock.START.plusSeconds(1))
                                .lastModifiedTimeBefore(SimulatedClock.START.plusSeconds(2)))
                        .codeRepositorySummaryList())
                .extracting(CodeRepositorySummary::codeRepositoryName, summary -> summary.gitConfig()
                        .repositoryUrl())
                .containsExactly(tuple("code-a", URL), tuple("other", URL));
        assertRefused(
                () -> sageMaker.listCodeRepositories(r -> r.maxResults(101)), "ValidationException", "equal to 100");
    }

    @Test
    void hasTagsByArn() {
        create("code");
        sageMaker.addTags(r ->
                r.resourceArn(ARN).tags(Tag.builder().key("team").value("a").build()));
        assertThat(sageMaker.listTags(r -> r.resourceArn(ARN)).tags())
                .containsExactly(Tag.builder().key("team").value("a").build());
        sageMaker.deleteTags(r -> r.resourceArn(ARN).tagKeys("team"));
        assertThat(sageMaker.listTags(r -> r.resourceArn(ARN)).tags()).isEmpty();
    }
}
