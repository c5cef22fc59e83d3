package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.Table;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake from its manifest to its deletion, and what of it outlives it. */
class DataLakeLifeTest extends LakeTest {

    @Test
    void aLakeBecomesReadyWithItsTablesAndSaysWhereEverythingIs() {
        apply(LakeManifest.WITH_CRAWLER);
        world.until("there is a bucket", HALF_AN_HOUR, () -> exists(ResourceType.BUCKET));
        world.putObjects(BUCKET, "raw/orders/a.csv", "raw/orders/b.csv");
        untilReady();

        assertThat(status().bucket().name()).isEqualTo(BUCKET);
        assertThat(status().bucket().arn()).isEqualTo("arn:aws:s3:::acme-orders");
        assertThat(status().bucket().region()).isEqualTo("us-east-1");
        assertThat(status().database().name()).isEqualTo("orders");
        assertThat(status().database().arn()).isEqualTo("arn:aws:glue:us-east-1:123456789012:database/orders");
        assertThat(status().zones().raw()).isEqualTo("s3://acme-orders/raw/");
        assertThat(status().zones().curated()).isEqualTo("s3://acme-orders/curated/");
        assertThat(status().zones().features()).isEqualTo("s3://acme-orders/features/");
        assertThat(status().roleArn()).isEqualTo(only(ResourceType.ROLE).arn());
        assertThat(status().tables().count()).isEqualTo(1);
        assertThat(status().tables().first())
                .singleElement()
                .satisfies(table -> assertThat(table.columns()).isGreaterThanOrEqualTo(2))
                .extracting(Table::location)
                .asString()
                .startsWith("s3://acme-orders/raw/");
        assertThat(status().crawlers()).singleElement().satisfies(crawler -> {
            assertThat(crawler.name()).isEqualTo("raw");
            assertThat(crawler.crawler()).isEqualTo(only(ResourceType.CRAWLER).name());
            assertThat(crawler.state()).isEqualTo("READY");
            assertThat(crawler.lastCrawl().status()).isEqualTo("SUCCEEDED");
            assertThat(crawler.lastCrawl().startedAt()).isEqualTo(status().lastCrawlAt());
            assertThat(crawler.lastCrawl().tablesCreated()).isEqualTo(1);
            assertThat(crawler.lastCrawl().duration()).isNotNull();
            assertThat(crawler.lastCrawl().log()).startsWith("/aws-glue/crawlers:");
        });
    }

    @Test
    void aLakeWithoutCrawlersIsReadyAtOnce() {
        ready(LakeManifest.SHORTEST);

        assertThat(world.now()).isBefore(World.START.plusSeconds(10));
        assertThat(status().tables().count()).isZero();
        assertThat(exists(ResourceType.CRAWLER)).isFalse();
    }

    @Test
    void itsColumnsTellWhatMatters(@TempDir Path directory) throws Exception {
        ready(LakeManifest.WITH_CRAWLER);
        Path kubeconfig = directory.resolve("kubeconfig");
        world.cluster().writeKubeconfig(kubeconfig);
        assumeThat(Path.of("/usr/bin/kubectl")).exists();
        Process kubectl = new ProcessBuilder(
                        "kubectl", "--kubeconfig", kubeconfig.toString(), "-n", World.NAMESPACE, "get", "dl", LAKE)
                .redirectErrorStream(true)
                .start();
        String table = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(table.lines().findFirst().orElseThrow())
                .matches("NAME +READY +BUCKET +DATABASE +TABLES +LAST CRAWL +AGE");
        assertThat(table.lines().skip(1).findFirst().orElseThrow())
                .matches("orders +True +acme-orders +orders +0 +\\S+ +\\S+");
    }

    @Test
    void everythingMadeCarriesTheOwnersTagsAndTheUsersOwn() {
        ready(LakeManifest.WITH_CRAWLER, "tags: {team: a}");
        String uid = world.lake(LAKE).getMetadata().getUid();

        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactlyInAnyOrder(
                        ResourceType.BUCKET, ResourceType.DATABASE, ResourceType.ROLE, ResourceType.CRAWLER);
        assertThat(world.aws().inventory()).allSatisfy(resource -> assertThat(resource.tags())
                .containsEntry("team", "a")
                .containsEntry("aws-mlops.dev/uid", uid)
                .containsEntry("aws-mlops.dev/name", LAKE));
    }

    @Test
    void deletionKeepsBucketAndDatabaseAndTakesCrawlersAndRole() {
        ready(LakeManifest.WITH_CRAWLER);
        world.putObjects(BUCKET, "raw/orders/a.csv");

        delete();
        untilGone();

        assertThat(world.aws().inventory())
                .extracting(SimulatedResource::type)
                .containsExactlyInAnyOrder(ResourceType.BUCKET, ResourceType.DATABASE);
        assertThat(world.aws().buckets().keys(BUCKET)).containsExactly("raw/orders/a.csv");
    }

    @Test
    void whileItIsDeletedNothingThatIsKeptIsSaidToBeWaitedFor() {
        ready(LakeManifest.WITH_CRAWLER);
        world.aws().faults().on("iam", "DeleteRole").deny();

        delete();
        untilReason("TeardownFailed", "TeardownFailed");

        assertThat(condition("BucketReady").orElseThrow().reason()).isEqualTo("Ready");
        assertThat(condition("DatabaseReady").orElseThrow().reason()).isEqualTo("Ready");
        assertThat(condition("RoleReady").orElseThrow().message()).contains("iam:DeleteRole");
    }

    @Test
    void deleteTakesTheBucketWithAllVersionsAndTheDatabaseWithItsTables() {
        ready(LakeManifest.WITH_EVERYTHING_DELETED);
        world.putObjects(BUCKET, "raw/orders/a.csv", "raw/orders/a.csv", "raw/orders/b.csv");
        s3.deleteObject(request -> request.bucket(BUCKET).key("raw/orders/b.csv"));
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("raw/orders/large.csv"));
        world.annotate(DataLake.class, LAKE, DataLake.CRAWL, "1");
        world.until("a table is found", HALF_AN_HOUR, () -> status().tables().count() == 1);

        delete();
        untilGone();

        assertThat(world.aws().inventory()).isEmpty();
    }

    @Test
    void theSameManifestAppliedAgainTakesUpWhatWasKept() {
        ready(LakeManifest.WITH_CRAWLER);
        delete();
        untilGone();
        world.aws().clearCalls();

        ready(LakeManifest.WITH_CRAWLER);

        assertThat(world.writes()).doesNotContain("CreateBucket", "CreateDatabase");
        String uid = world.lake(LAKE).getMetadata().getUid();
        assertThat(only(ResourceType.BUCKET).tags()).containsEntry("aws-mlops.dev/uid", uid);
        assertThat(only(ResourceType.DATABASE).tags()).containsEntry("aws-mlops.dev/uid", uid);
    }

    @Test
    void adoptTakesOverABucketAndADatabaseOfNobodys() {
        world.putObjects(BUCKET, "raw/orders/a.csv");
        writeBucketTags(Map.of("made-by", "hand"));
        glue.createDatabase(request -> request.databaseInput(input -> input.name("sales")
                .description("made by hand")
                .locationUri("s3://elsewhere/")
                .parameters(Map.of("k", "v"))));
        world.pass(Duration.ofDays(1));

        ready(
                LakeManifest.SHORTEST,
                "bucket: {name: acme-orders, provisioning: Adopt, versioning: true}\n"
                        + "database: {name: sales, provisioning: Adopt, description: Sales of ACME}");

        assertThat(world.writes()).doesNotContain("CreateBucket", "CreateDatabase");
        assertThat(bucketTags()).containsEntry("made-by", "hand").containsKey("aws-mlops.dev/uid");
        assertThat(s3.getBucketVersioning(request -> request.bucket(BUCKET)).statusAsString())
                .isEqualTo("Enabled");
        var database = glue.getDatabase(request -> request.name("sales")).database();
        assertThat(database.description()).isEqualTo("Sales of ACME");
        assertThat(database.locationUri()).isEqualTo("s3://elsewhere/");
        assertThat(database.parameters()).containsEntry("k", "v");
    }

    @Test
    void useWaitsForBucketAndDatabaseAndNeverChangesThem() {
        apply(LakeManifest.SHORTEST, """
                bucket: {name: acme-orders, provisioning: Use}
                database: {name: sales, provisioning: Use}
                crawlers: [{name: raw, targets: [{zone: raw}]}]
                """);
        untilSaid("BucketReady", "S3 bucket acme-orders does not exist");
        world.pass(Duration.ofHours(1));
        assertThat(world.writes()).isEmpty();

        world.putObjects(BUCKET, "raw/orders/a.csv");
        untilSaid("DatabaseReady", "Glue database sales does not exist");
        glue.createDatabase(request -> request.databaseInput(input -> input.name("sales")));
        untilReady();
        world.pass(DRIFT_INTERVAL);
        assertThat(status().tables().count()).isEqualTo(1);
        delete();
        untilGone();

        assertThat(only(ResourceType.BUCKET).tags()).isEmpty();
        assertThat(only(ResourceType.DATABASE).tags()).isEmpty();
        assertThat(s3.listBuckets().buckets()).hasSize(1);
        assertThat(world.writes())
                .isSubsetOf(
                        "CreateRole",
                        "PutRolePolicy",
                        "CreateCrawler",
                        "TagResource",
                        "StartCrawler",
                        "DeleteCrawler",
                        "DetachRolePolicy",
                        "DeleteRolePolicy",
                        "DeleteRole");
    }

    @Test
    void withARoleOfTheUsersNoneIsMade() {
        ready(LakeManifest.WITH_TWO_CRAWLERS);

        assertThat(exists(ResourceType.ROLE)).isFalse();
        assertThat(status().roleArn()).isEqualTo("arn:aws:iam::123456789012:role/glue-dev");
        assertThat(crawler("raw").role()).isEqualTo("glue-dev");
    }

    @Test
    void theRoleCanReadAndWriteWhatItsCrawlersDoAndNoMore() {
        world.aws().buckets().create("us-east-1", "other");
        ready(LakeManifest.WITH_CRAWLER, "crawlers: [{name: raw, targets: [{zone: raw}, {path: 's3://other/in/'}]}]");

        String policy = URLDecoder.decode(
                iam.getRolePolicy(request -> request.roleName(role()).policyName("mlops-operator"))
                        .policyDocument(),
                StandardCharsets.UTF_8);
        assertThat(policy)
                .contains("arn:aws:s3:::acme-orders/*", "arn:aws:s3:::other/in/*", "database/orders", "table/orders/*")
                .doesNotContain("\"Resource\":\"*\"");
    }

    @Test
    void suspendStopsChangesButNotDeletion() {
        ready(LakeManifest.WITH_CRAWLER);
        world.aws().clearCalls();

        apply(LakeManifest.WITH_CRAWLER, "suspend: true\ntags: {team: b}");
        world.pass(DRIFT_INTERVAL);
        assertThat(world.calls()).isEmpty();
        assertThat(condition("Suspended")).isPresent();
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");

        delete();
        untilGone();
        assertThat(exists(ResourceType.CRAWLER)).isFalse();
    }

    @Test
    void tagsThatTheUserAddsReachEverything() {
        ready(LakeManifest.WITH_CRAWLER);

        ready(LakeManifest.WITH_CRAWLER, "tags: {team: b}");

        assertThat(world.aws().inventory())
                .allSatisfy(resource -> assertThat(resource.tags()).containsEntry("team", "b"));
        assertThat(world.eventNotes("DriftRepaired")).isEmpty();
    }
}
