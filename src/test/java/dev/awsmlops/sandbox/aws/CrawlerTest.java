package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerLineageSettings;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.CreateCrawlerRequest;
import software.amazon.awssdk.services.glue.model.DeleteBehavior;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JdbcTarget;
import software.amazon.awssdk.services.glue.model.RecrawlBehavior;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.UpdateBehavior;

/** What a crawler is set to do, apart from when it runs and what comes of it. */
class CrawlerTest extends CrawlingTest {

    private static final String PATH = "s3://lake/raw/";
    private static final String ARN = "arn:aws:glue:us-east-1:123456789012:crawler/orders";
    private static final String LATER_ROLE = "arn:aws:iam::123456789012:role/crawl";

    private void create(String name) {
        createCrawler(name, PATH);
    }

    @Test
    void keepsWhatItWasMadeWith() {
        createCrawler("orders", PATH, r -> r.description("Finds orders")
                .tablePrefix("raw_")
                .schedule("cron(15 12 * * ? *)")
                .configuration("{\"Version\": 1.0}")
                .crawlerSecurityConfiguration("encrypted")
                .recrawlPolicy(p -> p.recrawlBehavior(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY))
                .schemaChangePolicy(p -> p.updateBehavior(UpdateBehavior.LOG).deleteBehavior(DeleteBehavior.LOG))
                .lineageConfiguration(l -> l.crawlerLineageSettings(CrawlerLineageSettings.ENABLE))
                .lakeFormationConfiguration(l -> l.useLakeFormationCredentials(true))
                .targets(t -> t.s3Targets(
                        S3Target.builder()
                                .path(PATH)
                                .exclusions("**.tmp")
                                .sampleSize(249)
                                .connectionName("vpc")
                                .build(),
                        target("s3://lake/more"))));
        Crawler crawler = crawler("orders");
        assertThat(crawler.name()).isEqualTo("orders");
        assertThat(crawler.databaseName()).isEqualTo(DATABASE);
        assertThat(crawler.description()).isEqualTo("Finds orders");
        assertThat(crawler.tablePrefix()).isEqualTo("raw_");
        assertThat(crawler.schedule().scheduleExpression()).isEqualTo("cron(15 12 * * ? *)");
        assertThat(crawler.configuration()).isEqualTo("{\"Version\": 1.0}");
        assertThat(crawler.crawlerSecurityConfiguration()).isEqualTo("encrypted");
        assertThat(crawler.recrawlPolicy().recrawlBehavior()).isEqualTo(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY);
        assertThat(crawler.schemaChangePolicy().deleteBehavior()).isEqualTo(DeleteBehavior.LOG);
        assertThat(crawler.lineageConfiguration().crawlerLineageSettings()).isEqualTo(CrawlerLineageSettings.ENABLE);
        assertThat(crawler.lakeFormationConfiguration().useLakeFormationCredentials())
                .isTrue();
        assertThat(crawler.targets().s3Targets()).extracting(S3Target::path).containsExactly(PATH, "s3://lake/more");
        assertThat(crawler.targets().s3Targets().get(0).exclusions()).containsExactly("**.tmp");
        assertThat(crawler.targets().s3Targets().get(0).sampleSize()).isEqualTo(249);
        assertThat(crawler.targets().s3Targets().get(0).connectionName()).isEqualTo("vpc");
    }

    @Test
    void isReadyAtOnceWithTheUsualSettings() {
        create("orders");
        Crawler crawler = crawler("orders");
        assertThat(crawler.state()).isEqualTo(CrawlerState.READY);
        assertThat(crawler.version()).isEqualTo(1);
        assertThat(crawler.creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(crawler.lastUpdated()).isEqualTo(SimulatedClock.START);
        assertThat(crawler.crawlElapsedTime()).isZero();
        assertThat(crawler.lastCrawl()).isNull();
        assertThat(crawler.schedule()).isNull();
        assertThat(crawler.classifiers()).isEmpty();
        assertThat(crawler.schemaChangePolicy().updateBehavior()).isEqualTo(UpdateBehavior.UPDATE_IN_DATABASE);
        assertThat(crawler.schemaChangePolicy().deleteBehavior()).isEqualTo(DeleteBehavior.DEPRECATE_IN_DATABASE);
        assertThat(crawler.recrawlPolicy().recrawlBehavior()).isEqualTo(RecrawlBehavior.CRAWL_EVERYTHING);
        assertThat(crawler.lineageConfiguration().crawlerLineageSettings()).isEqualTo(CrawlerLineageSettings.DISABLE);
        assertThat(crawler.lakeFormationConfiguration().useLakeFormationCredentials())
                .isFalse();
        assertThat(aws.inventory())
                .extracting(SimulatedResource::type, SimulatedResource::arn, SimulatedResource::state)
                .containsExactly(tuple(ResourceType.CRAWLER, ARN, "READY"));
        assertThat(aws.running()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "arn:aws:iam::123456789012:role/dev, dev",
        "arn:aws:iam::123456789012:role/service-role/dev, service-role/dev",
        "dev, dev",
        "service-role/dev, service-role/dev"
    })
    void showsItsRoleByNameAndPath(String given, String shown) {
        createCrawler("orders", PATH, r -> r.role(given));
        assertThat(crawler("orders").role()).isEqualTo(shown);
    }

    @Test
    void needsARoleThatGlueMayAssume() {
        String refusal = "Service is unable to assume provided role. Please verify role's TrustPolicy";
        assertRefused(
                () -> createCrawler("orders", PATH, r -> r.role("arn:aws:iam::999999999999:role/dev")),
                "InvalidInputException",
                refusal);
        aws.settings().strictRoles(true);
        assertRefused(() -> createCrawler("orders", PATH, r -> r.role("crawl")), "InvalidInputException", refusal);

        iam.createRole(r -> r.roleName("crawl").assumeRolePolicyDocument(TRUSTS_GLUE));
        assertRefused(() -> createCrawler("orders", PATH, r -> r.role("crawl")), "InvalidInputException", refusal);
        pass(Duration.ofSeconds(10));
        createCrawler("orders", PATH, r -> r.role(LATER_ROLE));
        assertRefused(() -> glue.updateCrawler(r -> r.name("orders").role("other")), "InvalidInputException", refusal);
        glue.updateCrawler(r -> r.name("orders").description("The role is not looked at when it stays"));
    }

    @Test
    void needsItsBucketsToExist() {
        assertRefused(
                () -> createCrawler("orders", "s3://elsewhere/raw"),
                "InvalidInputException",
                "S3 bucket elsewhere does not exist.");
        create("orders");
        assertRefused(
                () -> glue.updateCrawler(r -> r.name("orders").targets(t -> t.s3Targets(target("s3://elsewhere")))),
                "InvalidInputException",
                "S3 bucket elsewhere does not exist.");
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create("orders");
        assertThat(refusal(() -> create("orders"))).isInstanceOf(AlreadyExistsException.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no name", "ValidationException", "at 'name'", r -> r.name("")),
                refusal("no role", "ValidationException", "at 'role'", r -> r.role(null)),
                refusal("no targets", "InvalidInputException", "At least one", r -> r.targets(t -> {})),
                refusal(
                        "a target without a path",
                        "InvalidInputException",
                        "not of the form",
                        r -> r.targets(t -> t.s3Targets(target("")))),
                refusal(
                        "a target that is no bucket",
                        "InvalidInputException",
                        "not of the form",
                        r -> r.targets(t -> t.s3Targets(target("lake/raw")))),
                refusal(
                        "a malformed exclusion",
                        "InvalidInputException",
                        "malformed",
                        r -> r.targets(t -> t.s3Targets(target(PATH, "{")))),
                refusal(
                        "no samples",
                        "InvalidInputException",
                        "between 1 and 249",
                        r -> r.targets(t -> t.s3Targets(
                                S3Target.builder().path(PATH).sampleSize(0).build()))),
                refusal(
                        "too many samples",
                        "InvalidInputException",
                        "between 1 and 249",
                        r -> r.targets(t -> t.s3Targets(
                                S3Target.builder().path(PATH).sampleSize(250).build()))),
                refusal(
                        "targets other than S3",
                        "UnknownOperationException",
                        "JdbcTargets is not",
                        r -> r.targets(t ->
                                t.jdbcTargets(JdbcTarget.builder().path("db/%").build()))),
                refusal(
                        "a long prefix",
                        "ValidationException",
                        "at 'tablePrefix'",
                        r -> r.tablePrefix("x".repeat(129))),
                refusal(
                        "a long description",
                        "ValidationException",
                        "at 'description'",
                        r -> r.description("x".repeat(2049))),
                refusal(
                        "an unknown policy",
                        "ValidationException",
                        "at 'schemaChangePolicy.updateBehavior'",
                        r -> r.schemaChangePolicy(p -> p.updateBehavior("IGNORE"))),
                refusal(
                        "an unknown recrawl",
                        "ValidationException",
                        "at 'recrawlPolicy.recrawlBehavior'",
                        r -> r.recrawlPolicy(p -> p.recrawlBehavior("NEVER"))),
                refusal(
                        "an unknown lineage",
                        "ValidationException",
                        "crawlerLineageSettings",
                        r -> r.lineageConfiguration(p -> p.crawlerLineageSettings("ON"))),
                refusal(
                        "new folders only with updates",
                        "InvalidInputException",
                        "can have only LOG",
                        r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_NEW_FOLDERS_ONLY"))),
                refusal(
                        "new folders only with deletions",
                        "InvalidInputException",
                        "can have only LOG",
                        r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_NEW_FOLDERS_ONLY"))
                                .schemaChangePolicy(
                                        p -> p.updateBehavior("LOG").deleteBehavior("DELETE_FROM_DATABASE"))),
                refusal(
                        "events without a queue",
                        "InvalidInputException",
                        "EventQueueArn",
                        r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_EVENT_MODE"))),
                refusal(
                        "a configuration that is no JSON",
                        "InvalidInputException",
                        "not valid JSON",
                        r -> r.configuration("{")),
                refusal(
                        "a configuration without version",
                        "InvalidInputException",
                        "with a Version",
                        r -> r.configuration("{}")),
                refusal(
                        "unknown keys in the configuration",
                        "InvalidInputException",
                        "CrawlerOutput.Partitions contains unsupported keys: UpdateBehavior.",
                        r -> r.configuration(
                                "{\"Version\":1.0,\"CrawlerOutput\":{\"Partitions\":{\"UpdateBehavior\":\"LOG\"}}}")),
                refusal(
                        "an unknown grouping",
                        "InvalidInputException",
                        "must be CombineCompatibleSchemas",
                        r -> r.configuration("{\"Version\":1.0,\"Grouping\":{\"TableGroupingPolicy\":\"All\"}}")),
                refusal(
                        "a table level of none",
                        "InvalidInputException",
                        "positive integer",
                        r -> r.configuration("{\"Version\":1.0,\"Grouping\":{\"TableLevelConfiguration\":0}}")),
                refusal(
                        "a classifier that is not there",
                        "EntityNotFoundException",
                        "Classifier entry",
                        r -> r.classifiers("none")),
                refusal("reserved tags", "InvalidInputException", "reserved", r -> r.tags(Map.of("aws:mine", "no"))));
    }

    private static Arguments refusal(
            String what, String code, String message, Consumer<CreateCrawlerRequest.Builder> change) {
        return Arguments.of(what, code, message, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(
            String what, String code, String message, Consumer<CreateCrawlerRequest.Builder> change) {
        assertRefused(() -> createCrawler("orders", PATH, change), code, message);
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void takesEventModeWithAQueue() {
        createCrawler("orders", PATH, r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_EVENT_MODE"))
                .targets(t -> t.s3Targets(S3Target.builder()
                        .path(PATH)
                        .eventQueueArn("arn:aws:sqs:us-east-1:123456789012:events")
                        .build())));
        assertThat(crawler("orders").recrawlPolicy().recrawlBehavior()).isEqualTo(RecrawlBehavior.CRAWL_EVENT_MODE);
    }

    @Test
    void refusesMoreThanTheQuota() {
        aws.settings().quota(ResourceType.CRAWLER, 1);
        create("first");
        assertRefused(() -> create("second"), "ResourceNumberLimitExceededException", "limit of 1");
    }

    @Test
    void changesOnlyWhatAnUpdateNames() {
        createCrawler(
                "orders", PATH, r -> r.description("Old").tablePrefix("raw_").configuration("{\"Version\":1.0}"));
        pass(Duration.ofMinutes(1));
        glue.updateCrawler(r -> r.name("orders").description("New"));
        Crawler updated = crawler("orders");
        assertThat(updated.version()).isEqualTo(2);
        assertThat(updated.lastUpdated()).isEqualTo(SimulatedClock.START.plus(Duration.ofMinutes(1)));
        assertThat(updated.creationTime()).isEqualTo(SimulatedClock.START);
        assertThat(updated.description()).isEqualTo("New");
        assertThat(updated.tablePrefix()).isEqualTo("raw_");
        assertThat(updated.targets().s3Targets()).extracting(S3Target::path).containsExactly(PATH);

        glue.updateCrawler(r -> r.name("orders")
                .tablePrefix("")
                .configuration("")
                .targets(t -> t.s3Targets(target("s3://lake/other"))));
        assertThat(crawler("orders").version()).isEqualTo(3);
        assertThat(crawler("orders").tablePrefix()).isNull();
        assertThat(crawler("orders").configuration()).isNull();
        assertThat(crawler("orders").targets().s3Targets())
                .extracting(S3Target::path)
                .containsExactly("s3://lake/other");
    }

    @Test
    void isNotChangedByAnUpdateThatIsRefused() {
        create("orders");
        assertRefused(
                () -> glue.updateCrawler(
                        r -> r.name("orders").description("New").schedule("cron(bad)")),
                "InvalidInputException",
                "not a valid cron expression");
        assertThat(crawler("orders").version()).isEqualTo(1);
        assertThat(crawler("orders").description()).isNull();
    }

    @Test
    void keepsItsTargetsWhileItCrawlsNewFoldersOnly() {
        createCrawler("orders", PATH, r -> r.recrawlPolicy(p -> p.recrawlBehavior("CRAWL_NEW_FOLDERS_ONLY"))
                .schemaChangePolicy(p -> p.updateBehavior("LOG").deleteBehavior("LOG")));
        assertRefused(
                () -> glue.updateCrawler(r -> r.name("orders").targets(t -> t.s3Targets(target("s3://lake/other")))),
                "InvalidInputException",
                "Amazon S3 target is immutable when Crawl new folders only is selected");
        glue.updateCrawler(r -> r.name("orders")
                .recrawlPolicy(p -> p.recrawlBehavior("CRAWL_EVERYTHING"))
                .targets(t -> t.s3Targets(target("s3://lake/other"))));
    }

    @Test
    void isGoneOnceDeleted() {
        create("orders");
        glue.deleteCrawler(r -> r.name("orders"));
        assertThat(refusal(() -> crawler("orders"))).isInstanceOf(EntityNotFoundException.class);
        assertThat(aws.inventory()).isEmpty();
        create("orders");
    }

    @Test
    void leavesTagsBehindThatKeepItFromBeingMadeAgainWithTags() {
        createCrawler("orders", PATH, r -> r.tags(Map.of("team", "a")));
        glue.deleteCrawler(r -> r.name("orders"));
        assertRefused(
                () -> createCrawler("orders", PATH, r -> r.tags(Map.of("team", "a"))),
                "InvalidInputException",
                "Tags created previously on a crawler of the same name are in deleting state. Please retry after some time.");
        createCrawler("other", PATH, r -> r.tags(Map.of("team", "a")));
        pass(Duration.ofMinutes(1));
        createCrawler("orders", PATH, r -> r.tags(Map.of("team", "a")));
    }

    @Test
    void canBeMadeAgainAtOnceWithoutTags() {
        createCrawler("orders", PATH, r -> r.tags(Map.of("team", "a")));
        glue.deleteCrawler(r -> r.name("orders"));
        create("orders");
        assertThat(glue.getTags(r -> r.resourceArn(ARN)).tags()).isEmpty();
    }

    @Test
    void cannotBeReadChangedOrDeletedWhenItIsNotThere() {
        String missing = "Crawler entry with name none does not exist";
        String code = "EntityNotFoundException";
        assertRefused(() -> crawler("none"), code, missing);
        assertRefused(() -> glue.updateCrawler(r -> r.name("none")), code, missing);
        assertRefused(() -> glue.deleteCrawler(r -> r.name("none")), code, missing);
        assertRefused(() -> glue.stopCrawler(r -> r.name("none")), code, missing);
        assertRefused(() -> glue.listCrawls(r -> r.crawlerName("none")), code, missing);
        assertRefused(() -> glue.updateCrawlerSchedule(r -> r.crawlerName("none")), code, missing);
        assertRefused(() -> glue.startCrawlerSchedule(r -> r.crawlerName("none")), code, missing);
        assertRefused(() -> glue.stopCrawlerSchedule(r -> r.crawlerName("none")), code, missing);
        assertRefused(() -> glue.startCrawler(r -> r.name("none")), code, "Crawler with name none does not exist");
    }

    @Test
    void showsItsTagsOnlyByArn() {
        createCrawler("orders", PATH, r -> r.tags(Map.of("team", "a")));
        glue.tagResource(r -> r.resourceArn(ARN).tagsToAdd(Map.of("stage", "dev")));
        glue.untagResource(r -> r.resourceArn(ARN).tagsToRemove("team"));
        assertThat(glue.getTags(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("stage", "dev"));
    }

    @Test
    void isListedByItsTags() {
        createCrawler("mine", PATH, r -> r.tags(Map.of("team", "a", "stage", "dev")));
        createCrawler("theirs", PATH, r -> r.tags(Map.of("team", "b", "stage", "dev")));
        assertThat(glue.listCrawlers(r -> r.tags(Map.of("team", "a"))).crawlerNames())
                .containsExactly("mine");
        assertThat(glue.listCrawlers(r -> {}).crawlerNames()).containsExactly("mine", "theirs");
    }

    @Test
    void isListedInPages() {
        List<String> names = IntStream.range(0, 7).mapToObj(i -> "crawler-" + i).toList();
        names.forEach(this::create);
        assertThat(glue.listCrawlersPaginator(r -> r.maxResults(3)).stream()
                        .flatMap(page -> page.crawlerNames().stream()))
                .containsExactlyElementsOf(names);
        assertThat(glue.getCrawlersPaginator(r -> r.maxResults(3)).stream()
                        .flatMap(page -> page.crawlers().stream())
                        .map(Crawler::name))
                .containsExactlyElementsOf(names);
        assertThat(glue.getCrawlerMetricsPaginator(r -> r.maxResults(3)).stream()
                        .flatMap(page -> page.crawlerMetricsList().stream())
                        .map(metrics -> metrics.crawlerName()))
                .containsExactlyElementsOf(names);
        aws.settings().largestPage(2);
        assertThat(glue.getCrawlers(r -> {}).crawlers()).hasSize(2);
    }

    @Test
    void isFoundInABatchWithTheMissingNamed() {
        create("here");
        var batch = glue.batchGetCrawlers(r -> r.crawlerNames("here", "gone"));
        assertThat(batch.crawlers()).extracting(Crawler::name).containsExactly("here");
        assertThat(batch.crawlersNotFound()).containsExactly("gone");
        assertRefused(
                () -> glue.batchGetCrawlers(r -> r.crawlerNames(Collections.nCopies(101, "x"))),
                "ValidationException",
                "less than or equal to 100");
    }

    @Test
    void isHiddenForAWhileWhenAwsIsNotYetConsistent() {
        aws.faults().hideNewFor(Duration.ofSeconds(5));
        create("orders");
        assertRefused(() -> crawler("orders"), "EntityNotFoundException", "orders");
        assertRefused(() -> create("orders"), "AlreadyExistsException", "orders");
        pass(Duration.ofSeconds(5));
        crawler("orders");
    }

    @Test
    void canBeDeniedByItsName() {
        create("orders");
        create("stock");
        aws.faults().on("glue", "StartCrawler").about("orders").deny();
        assertRefused(() -> glue.startCrawler(r -> r.name("orders")), "AccessDeniedException", ARN);
        glue.startCrawler(r -> r.name("stock"));
    }
}
