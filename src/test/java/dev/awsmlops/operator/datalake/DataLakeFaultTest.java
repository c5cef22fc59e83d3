package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.sandbox.aws.fault.Fault;
import dev.awsmlops.sandbox.aws.fault.When;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What AWS refuses, loses and fails at while a lake is made. */
class DataLakeFaultTest extends LakeTest {

    private static final Duration LONG = Duration.ofHours(3);

    @Test
    void throttlingOfEveryOperationIsSatOut() {
        world.aws().faults().throttleFirst(3);

        // Three times for each of some thirty operations, up to five minutes apart.
        apply(LakeManifest.WITH_EVERYTHING_DELETED);
        world.untilReady(DataLake.class, LAKE, Duration.ofHours(12));
        delete();
        world.untilGone(DataLake.class, LAKE, Duration.ofHours(12));

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aLostAnswerToAnyWriteMakesNothingTwice() {
        world.aws()
                .faults()
                .onAny()
                .where(attempt -> attempt.mutating())
                .first(200)
                .loseResponse();

        apply(LakeManifest.WITH_EVERYTHING_DELETED);
        world.untilReady(DataLake.class, LAKE, LONG);
        assertThat(world.aws().inventory()).hasSize(4);
        delete();
        world.untilGone(DataLake.class, LAKE, LONG);

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void whatIsInvisibleForAWhileAfterItsCreationIsNotMadeTwice() {
        world.aws().faults().hideNewFor(Duration.ofMinutes(1));

        ready(LakeManifest.WITH_CRAWLER);

        assertThat(world.aws().inventory()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "s3, ListBuckets, deny, AccessDenied, BucketReady",
        "s3, GetBucketTagging, deny, AccessDenied, BucketReady",
        "s3, CreateBucket, deny, AccessDenied, BucketReady",
        "s3, CreateBucket, fault, AwsUnavailable, BucketReady",
        "s3, CreateBucket, refuse, RefusedByAws, BucketReady",
        "s3, PutBucketPolicy, throttle, Throttled, BucketReady",
        "s3, PutBucketPolicy, deny, AccessDenied, BucketReady",
        "s3, PutBucketVersioning, fault, AwsUnavailable, BucketReady",
        "glue, GetDatabase, deny, AccessDenied, DatabaseReady",
        "glue, CreateDatabase, throttle, Throttled, DatabaseReady",
        "glue, CreateDatabase, refuse, RefusedByAws, DatabaseReady",
        "glue, GetTags, fault, AwsUnavailable, DatabaseReady",
        "iam, GetRole, throttle, Throttled, RoleReady",
        "iam, CreateRole, deny, AccessDenied, RoleReady",
        "iam, PutRolePolicy, fault, AwsUnavailable, RoleReady",
        "glue, CreateCrawler, deny, AccessDenied, CrawlersReady",
        "glue, CreateCrawler, refuse, RefusedByAws, CrawlersReady",
        "glue, TagResource, throttle, Throttled, CrawlersReady",
        "glue, StartCrawler, fault, AwsUnavailable, CrawlersReady",
        "glue, ListCrawlers, deny, AccessDenied, CrawlersReady",
        "glue, GetTables, fault, AwsUnavailable, TablesListed",
        "glue, GetCrawlerMetrics, throttle, Throttled, TablesListed",
    })
    void aFailureAtAnyStepIsSaidByItsKindAndHealsWhenItIsOver(
            String service, String operation, String kind, String reason, String condition) {
        Fault fault = set(world.aws().faults().on(service, operation), kind);

        apply(LakeManifest.WITH_EVERYTHING_DELETED);
        String said = untilReason("Ready", reason).message();
        assertThat(condition(condition).orElseThrow().reason()).isEqualTo(reason);
        assertThat(condition("Stalled").isPresent()).isEqualTo(kind.equals("refuse"));
        if (kind.equals("deny")) {
            assertThat(said).contains("is not authorized to perform: " + service + ":");
        }

        fault.remove();
        world.untilReady(DataLake.class, LAKE, Duration.ofHours(1));
        assertThat(world.aws().inventory()).hasSize(4);
        delete();
        untilGone();
        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void aNameOfAnotherAccountsBucketIsSaidAndNothingElseIsMade() {
        world.aws().settings().foreignBucket(BUCKET);
        apply(LakeManifest.WITH_EVERYTHING_DELETED);

        assertThat(untilReason("Stalled", "NameTaken").message())
                .contains("shared by all accounts", "name another one");
        world.pass(LONG);
        assertThat(world.aws().inventory()).isEmpty();
        delete();
        untilGone();
    }

    @Test
    void aBucketInAnotherRegionIsSaidAndLeftAlone() {
        S3Client frankfurt = world.aws()
                .configure(S3Client.builder(), world.aws().door("console"), Region.EU_CENTRAL_1)
                .build();
        frankfurt.createBucket(request ->
                request.bucket(BUCKET).createBucketConfiguration(made -> made.locationConstraint("eu-central-1")));

        apply(LakeManifest.SHORTEST, "bucket: {name: acme-orders, provisioning: Adopt}");

        assertThat(untilReason("Stalled", "NameTaken").message()).contains("in another region");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aBucketOfNobodysIsLeftAloneUnderCreate() {
        world.putObjects(BUCKET, "theirs.csv");
        world.pass(Duration.ofDays(1));
        apply(LakeManifest.WITH_EVERYTHING_DELETED);

        assertThat(untilReason("Stalled", "NameTaken").message()).contains("provisioning: Adopt", "left alone");
        delete();
        untilGone();

        assertThat(world.writes()).isEmpty();
        assertThat(world.aws().buckets().keys(BUCKET)).containsExactly("theirs.csv");
    }

    @Test
    void aSecondLakeWithTheDatabaseOfTheFirstIsStalledAndChangesNothing() {
        ready(LakeManifest.SHORTEST, "database: {name: shared, description: of the first}");
        world.apply(
                LakeManifest.WITH_CRAWLER.named(
                        "returns",
                        "bucket: {name: acme-returns}\ndatabase: {name: shared, description: of the second, provisioning: Adopt}"));

        assertThat(world.untilReason(DataLake.class, "returns", "Stalled", "NameTaken", HALF_AN_HOUR)
                        .message())
                .contains("another database.name");
        world.handle(DataLake.class, "returns").delete();
        world.untilGone(DataLake.class, "returns", HALF_AN_HOUR);

        assertThat(glue.getDatabase(request -> request.name("shared"))
                        .database()
                        .description())
                .isEqualTo("of the first");
        assertThat(only(ResourceType.ROLE).tags()).as("the first lake's").containsEntry("aws-mlops.dev/name", LAKE);
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
    }

    @Test
    void aDatabaseOfNobodysIsLeftAloneUnderCreate() {
        glue.createDatabase(request -> request.databaseInput(input -> input.name("orders")));
        apply(LakeManifest.WITH_EVERYTHING_DELETED);

        assertThat(untilReason("Stalled", "NameTaken").message()).contains("database.provisioning: Adopt");
        delete();
        untilGone();

        assertThat(only(ResourceType.DATABASE).tags()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeUsedIsSaidAndWaitedFor() {
        Fault denied = world.aws()
                .faults()
                .on("s3", "PutBucketEncryption")
                .failBefore("AccessDenied", "User is not authorized to perform: kms:GenerateDataKey", 403);
        apply(LakeManifest.SHORTEST, "bucket: {name: acme-orders, encryption: {type: SSE-KMS}}");

        assertThat(untilReason("BucketReady", "AccessDenied").message()).contains("kms:GenerateDataKey");
        assertThat(condition("Stalled")).isEmpty();

        denied.remove();
        untilReady();
    }

    @Test
    void aRoleThatCannotBeAssumedYetIsWaitedFor() {
        world.aws().settings().strictRoles(true);

        apply(LakeManifest.WITH_CRAWLER);
        untilReason("CrawlersReady", "RoleNotAssumable");
        untilReady();

        assertThat(exists(ResourceType.CRAWLER)).isTrue();
    }

    @Test
    void aUsedUpQuotaIsSaidAndWaitedFor() {
        world.aws().settings().quota(ResourceType.CRAWLER, 0);
        apply(LakeManifest.WITH_CRAWLER);
        untilReason("CrawlersReady", "QuotaExceeded");

        world.aws().settings().quota(ResourceType.CRAWLER, 5);
        untilReady();
    }

    @Test
    void aFailingLakeDoesNotHoldUpAnother() {
        world.aws().settings().foreignBucket(BUCKET);
        apply(LakeManifest.WITH_CRAWLER);

        world.apply(LakeManifest.WITH_CRAWLER.named("returns", "bucket: {name: acme-returns}"));
        world.untilReady(DataLake.class, "returns", HALF_AN_HOUR);
    }

    @Test
    void listsOfManyPagesAreReadToTheEnd() {
        world.aws().settings().largestPage(1);
        for (String other : new String[] {"a-bucket", "b-bucket"}) {
            world.aws().buckets().create("us-east-1", other);
        }
        glue.createDatabase(
                request -> request.databaseInput(input -> input.name("aaa")).tags(Map.of("x", "y")));

        ready(LakeManifest.WITH_TWO_CRAWLERS);
        world.pass(Duration.ofHours(1));
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");

        ready(LakeManifest.WITH_TWO_CRAWLERS, "crawlers: null");
        assertThat(exists(ResourceType.CRAWLER)).isFalse();
    }

    private static Fault set(When when, String kind) {
        return switch (kind) {
            case "deny" -> when.deny();
            case "throttle" -> when.throttle();
            case "fault" -> when.failBefore("InternalError", "We encountered an internal error.", 500);
            case "refuse" -> when.failBefore("ValidationException", "1 validation error detected", 400);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @Test
    void anAccountThatCannotBeAskedForIsSaidAndSatOut() {
        Fault denied = world.aws().faults().on("sts", "GetCallerIdentity").deny();
        apply(LakeManifest.WITH_CRAWLER);
        assertThat(world.untilReason(DataLake.class, LAKE, "Ready", "AccessDenied", Duration.ofMinutes(5))
                        .message())
                .contains("sts:GetCallerIdentity");

        denied.remove();
        world.untilReady(DataLake.class, LAKE, LONG);
    }
}
