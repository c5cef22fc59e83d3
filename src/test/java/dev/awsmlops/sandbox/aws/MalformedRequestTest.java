package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sagemaker.model.CreateNotebookInstanceRequest;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceLifecycleHook;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Requests that AWS refuses by its model alone, sent by the real clients, which check next to nothing. */
class MalformedRequestTest extends S3Test {

    private static final String INVALID = "ValidationException";
    private static final String TRUST = """
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "glue.amazonaws.com"}}}""";

    private static Arguments row(String what, String code, String message, Consumer<MalformedRequestTest> call) {
        return arguments(what, code, message, call);
    }

    private static Arguments notebook(
            String what, String message, Consumer<CreateNotebookInstanceRequest.Builder> change) {
        return row(
                what,
                INVALID,
                message,
                test -> test.sageMaker.createNotebookInstance(r -> change.accept(r.notebookInstanceName("lab")
                        .instanceType("ml.t3.medium")
                        .roleArn(ROLE))));
    }

    static Stream<Arguments> notebooks() {
        return Stream.of(
                notebook("a name with a dot", "'notebookInstanceName'", r -> r.notebookInstanceName("my.lab")),
                notebook("a name with an underscore", "regular expression", r -> r.notebookInstanceName("my_lab")),
                notebook("a name too long", "less than or equal to 63", r -> r.notebookInstanceName("x".repeat(64))),
                notebook("no name", "Value null at 'notebookInstanceName'", r -> r.notebookInstanceName(null)),
                notebook("an instance type that is none", "enum value set", r -> r.instanceType("ml.z9.tiny")),
                notebook("a role that is no ARN", "'roleArn'", r -> r.roleArn("arn:aws:iam::1:role/x-too-short")),
                notebook("a volume too small", "greater than or equal to 5", r -> r.volumeSizeInGB(4)),
                notebook(
                        "a platform that is none",
                        "'platformIdentifier'",
                        r -> r.platformIdentifier("notebook-al3-v1")),
                notebook("a subnet that is none", "'subnetId'", r -> r.subnetId("subnet_1")),
                notebook(
                        "six security groups",
                        "'securityGroupIds'",
                        r -> r.securityGroupIds("a", "b", "c", "d", "e", "f")),
                notebook(
                        "a security group that is none",
                        "Member must satisfy constraint",
                        r -> r.securityGroupIds("sg 1")),
                notebook(
                        "no tags' key",
                        "'tags.1.member.key'",
                        r -> r.tags(List.of(Tag.builder().value("v").build()))),
                notebook(
                        "51 tags",
                        "'tags'",
                        r -> r.tags(IntStream.range(0, 51)
                                .mapToObj(i ->
                                        Tag.builder().key("key" + i).value("").build())
                                .toList())));
    }

    static Stream<Arguments> sageMaker() {
        return Stream.of(
                row(
                        "a script too long",
                        INVALID,
                        "less than or equal to 16384",
                        test -> test.sageMaker.createNotebookInstanceLifecycleConfig(r ->
                                r.notebookInstanceLifecycleConfigName("idle").onStart(script("x".repeat(16_385))))),
                row(
                        "an empty script",
                        INVALID,
                        "'onStart.1.member.content'",
                        test -> test.sageMaker.createNotebookInstanceLifecycleConfig(r ->
                                r.notebookInstanceLifecycleConfigName("idle").onStart(script("")))),
                row(
                        "a page too long",
                        INVALID,
                        "less than or equal to 100",
                        test -> test.sageMaker.listNotebookInstances(r -> r.maxResults(101))),
                row(
                        "an order that is none",
                        INVALID,
                        "enum value set",
                        test -> test.sageMaker.listNotebookInstances(r -> r.sortOrder("Sideways"))));
    }

    static Stream<Arguments> glue() {
        return Stream.of(
                row(
                        "a crawler's name too long",
                        INVALID,
                        "less than or equal to 255",
                        test -> test.glue.createCrawler(
                                r -> r.name("x".repeat(256)).role(ROLE).targets(t -> {}))),
                row(
                        "a crawler without targets",
                        INVALID,
                        "'targets'",
                        test -> test.glue.createCrawler(r -> r.name("crawler").role(ROLE))),
                row(
                        "a recrawl behaviour that is none",
                        INVALID,
                        "CRAWL_EVERYTHING",
                        test -> test.glue.createCrawler(r -> r.name("crawler")
                                .role(ROLE)
                                .targets(t -> {})
                                .recrawlPolicy(p -> p.recrawlBehavior("NOW")))),
                row(
                        "a database's name with a line break",
                        INVALID,
                        "regular expression",
                        test -> test.glue.createDatabase(r -> r.databaseInput(d -> d.name("a\nb")))),
                row("a database without input", INVALID, "'databaseInput'", test -> test.glue.createDatabase(r -> {})),
                row(
                        "a worker type that is none",
                        INVALID,
                        "enum value set",
                        test -> test.glue.createSession(r -> r.id("s")
                                .role(ROLE)
                                .command(c -> c.name("glueetl"))
                                .workerType("G.3X"))),
                row(
                        "a session without a command",
                        INVALID,
                        "Value null at 'command'",
                        test -> test.glue.createSession(r -> r.id("s").role(ROLE))),
                row(
                        "a session's 51 tags",
                        INVALID,
                        "less than or equal to 50",
                        test -> test.glue.createSession(r -> r.id("s")
                                .role(ROLE)
                                .command(c -> c.name("glueetl"))
                                .tags(tags(51)))),
                row(
                        "a tag's key too long",
                        INVALID,
                        "Map keys must satisfy constraint",
                        test -> test.glue.createSession(
                                r -> r.id("s").role(ROLE).command(c -> {}).tags(Map.of("k".repeat(129), "v")))),
                row(
                        "an endpoint without a role",
                        INVALID,
                        "'roleArn'",
                        test -> test.glue.createDevEndpoint(r -> r.endpointName("explore"))),
                row(
                        "an endpoint's role that is no ARN",
                        INVALID,
                        "'roleArn'",
                        test -> test.glue.createDevEndpoint(
                                r -> r.endpointName("explore").roleArn("dev"))),
                row(
                        "a page of nothing",
                        INVALID,
                        "greater than or equal to 1",
                        test -> test.glue.listCrawlers(r -> r.maxResults(0))),
                row(
                        "101 crawlers at once",
                        INVALID,
                        "less than or equal to 100",
                        test -> test.glue.batchGetCrawlers(r -> r.crawlerNames(
                                IntStream.range(0, 101).mapToObj(i -> "c" + i).toList()))));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                row(
                        "a role's name too long",
                        "ValidationError",
                        "less than or equal to 64",
                        test -> test.iam.createRole(
                                r -> r.roleName("x".repeat(65)).assumeRolePolicyDocument(TRUST))),
                row(
                        "a role without trust",
                        "ValidationError",
                        "'assumeRolePolicyDocument'",
                        test -> test.iam.createRole(r -> r.roleName("lab"))),
                row(
                        "a role's name with a blank",
                        "ValidationError",
                        "alphanumeric characters",
                        test -> test.iam.createRole(r -> r.roleName("a lab").assumeRolePolicyDocument(TRUST))),
                row(
                        "a description too long",
                        "ValidationError",
                        "'description'",
                        test -> test.iam.createRole(r -> r.roleName("lab")
                                .assumeRolePolicyDocument(TRUST)
                                .description("x".repeat(1_001)))),
                row(
                        "a session too short",
                        "ValidationError",
                        "'maxSessionDuration'",
                        test -> test.iam.createRole(r -> r.roleName("lab")
                                .assumeRolePolicyDocument(TRUST)
                                .maxSessionDuration(60))),
                row(
                        "an ARN too short",
                        "ValidationError",
                        "'policyArn'",
                        test -> test.iam.attachRolePolicy(r -> r.roleName("lab").policyArn("arn:aws:iam"))),
                row(
                        "no repository",
                        "RepositoryNameRequiredException",
                        "",
                        test -> test.codeCommit.createRepository(r -> {})),
                row(
                        "a repository's name with a blank",
                        "InvalidRepositoryNameException",
                        "",
                        test -> test.codeCommit.createRepository(r -> r.repositoryName("a b"))),
                row(
                        "a repository's description too long",
                        "InvalidRepositoryDescriptionException",
                        "",
                        test -> test.codeCommit.createRepository(
                                r -> r.repositoryName("code").repositoryDescription("x".repeat(1_001)))),
                row(
                        "a storage class that is none",
                        "InvalidStorageClass",
                        "",
                        test -> test.s3.putObject(
                                r -> r.bucket("lake").key("a").storageClass("ATTIC"), RequestBody.fromString("a"))),
                row(
                        "a versioning status that is none",
                        "MalformedXML",
                        "",
                        test -> test.s3.putBucketVersioning(
                                r -> r.bucket("lake").versioningConfiguration(v -> v.status("Sometimes")))));
    }

    private static List<NotebookInstanceLifecycleHook> script(String content) {
        return List.of(NotebookInstanceLifecycleHook.builder().content(content).build());
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> ""));
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource({"notebooks", "sageMaker", "glue", "others"})
    void refusesWhatTheModelDoesNotAllow(
            String what, String code, String message, Consumer<MalformedRequestTest> call) {
        create("lake");
        List<SimulatedResource> before = aws.inventory();
        assertRefused(() -> call.accept(this), code, message);
        assertThat(aws.inventory()).isEqualTo(before);
    }
}
