package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.ScheduleState;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What others change about a lake in AWS is put right, and said; what is theirs is left. */
class DataLakeDriftTest extends LakeTest {

    /** The age of the shared lists, and the jitter of when they are looked at. */
    private static final Duration SHARED = Duration.ofMinutes(12);

    private static final String SETTINGS = """
            bucket:
              name: acme-orders
              versioning: true
              encryption: {type: SSE-KMS}
              lifecycleRules:
                - name: cool
                  prefix: raw/
                  transitions: [{days: 30, storageClass: STANDARD_IA}, {days: 90, storageClass: GLACIER}]
                  expirationDays: 400
                - name: tidy
                  noncurrentVersionExpirationDays: 30
                  abortIncompleteMultipartUploadDays: 7
            """;

    @Test
    void theSettingsOfABucketArePutRightOnceEach() {
        ready(LakeManifest.SHORTEST, SETTINGS);
        world.aws().clearCalls();

        s3.putBucketVersioning(request -> request.bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        s3.deleteBucketEncryption(request -> request.bucket(BUCKET));
        s3.deletePublicAccessBlock(request -> request.bucket(BUCKET));
        s3.deleteBucketPolicy(request -> request.bucket(BUCKET));
        s3.putBucketLifecycleConfiguration(request -> request.bucket(BUCKET)
                .lifecycleConfiguration(rules -> rules.rules(LifecycleRule.builder()
                        .id("hand")
                        .status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix(""))
                        .expiration(expiration -> expiration.days(1))
                        .build())));
        untilRepaired("versioning of S3 bucket acme-orders", DRIFT_INTERVAL);
        world.pass(DRIFT_INTERVAL);

        assertThat(world.eventNotes("DriftRepaired"))
                .singleElement()
                .asString()
                .contains("public access block", "TLS-only policy", "encryption", "versioning", "lifecycle rules");
        assertThat(world.writes())
                .containsExactlyInAnyOrder(
                        "PutPublicAccessBlock",
                        "PutBucketPolicy",
                        "PutBucketEncryption",
                        "PutBucketVersioning",
                        "PutBucketLifecycleConfiguration");
        assertThat(s3.getBucketVersioning(request -> request.bucket(BUCKET)).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(s3.getBucketEncryption(request -> request.bucket(BUCKET))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(s3.getBucketLifecycleConfiguration(request -> request.bucket(BUCKET))
                        .rules())
                .extracting(LifecycleRule::id)
                .containsExactly("cool", "tidy");
        assertThat(condition("Ready").orElseThrow().reason()).isEqualTo("Ready");
    }

    @Test
    void theStatementsOfOthersInABucketsPolicyStay() {
        ready(LakeManifest.SHORTEST);
        s3.putBucketPolicy(request -> request.bucket(BUCKET).policy("""
                {"Version": "2008-10-17", "Id": "ours",
                 "Statement": [{"Sid": "Audit", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
                                "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-orders/*"}]}
                """));

        untilRepaired("TLS-only policy", DRIFT_INTERVAL);

        assertThat(policy()).contains("Audit", "210987654321", "MlopsOperatorTlsOnly", "2008-10-17", "\"ours\"");
        ready(LakeManifest.SHORTEST, "bucket: {name: acme-orders, requireTls: false}");
        assertThat(policy()).contains("Audit").doesNotContain("MlopsOperatorTlsOnly");
    }

    @Test
    void aPolicyOfTheOperatorsAloneGoesWhenItIsNoLongerWanted() {
        ready(LakeManifest.SHORTEST);

        ready(LakeManifest.SHORTEST, "bucket: {name: acme-orders, requireTls: false, publicAccessBlock: false}");

        assertThat(writes("DeleteBucketPolicy")).isEqualTo(1);
        assertThat(s3.getPublicAccessBlock(request -> request.bucket(BUCKET))
                        .publicAccessBlockConfiguration()
                        .blockPublicPolicy())
                .isFalse();
    }

    @Test
    void lifecycleRulesThatTheSpecEmptiesGo() {
        ready(LakeManifest.SHORTEST, SETTINGS);

        ready(LakeManifest.SHORTEST, "bucket: {name: acme-orders, lifecycleRules: []}");

        assertThat(writes("DeleteBucketLifecycle")).isEqualTo(1);
    }

    @Test
    void aBucketsTagsArePutRightAndThoseOfOthersStay() {
        ready(LakeManifest.SHORTEST, "tags: {team: a}");
        var changed = new HashMap<>(bucketTags());
        changed.put("team", "b");
        changed.put("cost", "42");
        writeBucketTags(changed);

        untilRepaired("tags of S3 bucket", DRIFT_INTERVAL);

        assertThat(bucketTags()).containsEntry("team", "a").containsEntry("cost", "42");
    }

    @Test
    void theTagsOfDatabaseCrawlerAndRoleArePutRightAndThoseOfOthersStay() {
        ready(LakeManifest.WITH_CRAWLER, "tags: {team: a}");
        for (ResourceType type : List.of(ResourceType.DATABASE, ResourceType.CRAWLER)) {
            String arn = only(type).arn();
            glue.tagResource(request -> request.resourceArn(arn).tagsToAdd(Map.of("team", "b", "cost", "42")));
        }
        String role = role();
        iam.tagRole(request -> request.roleName(role)
                .tags(
                        Tag.builder().key("team").value("b").build(),
                        Tag.builder().key("cost").value("42").build()));

        untilRepaired("tags of Glue database", DRIFT_INTERVAL);

        assertThat(world.eventNotes("DriftRepaired"))
                .singleElement()
                .asString()
                .contains("tags of Glue database", "tags of Glue crawler", "tags of IAM role");
        for (ResourceType type : List.of(ResourceType.DATABASE, ResourceType.CRAWLER, ResourceType.ROLE)) {
            assertThat(only(type).tags()).containsEntry("team", "a").containsEntry("cost", "42");
        }
        assertThat(writes("StartCrawler")).isEqualTo(1);
    }

    @Test
    void aDatabasesDescriptionAndLocationArePutRightAndItsParametersStay() {
        ready(LakeManifest.SHORTEST, "database: {description: Orders of ACME}");
        glue.updateDatabase(request -> request.name("orders").databaseInput(input -> input.name("orders")
                .description("x")
                .locationUri("s3://acme-orders/curated/")
                .parameters(Map.of("k", "v"))));

        untilRepaired("description of Glue database orders", SHARED);

        var database = glue.getDatabase(request -> request.name("orders")).database();
        assertThat(database.description()).isEqualTo("Orders of ACME");
        assertThat(database.parameters()).containsEntry("k", "v");

        glue.updateDatabase(request -> request.name("orders")
                .databaseInput(input ->
                        input.name("orders").description("Orders of ACME").locationUri("s3://elsewhere/")));
        untilRepaired("location of Glue database orders", SHARED);
    }

    @Test
    void aDeletedDatabaseIsMadeAgain() {
        ready(LakeManifest.SHORTEST);
        glue.deleteDatabase(request -> request.name("orders"));

        untilRepaired("Glue database orders had vanished", SHARED);

        assertThat(exists(ResourceType.DATABASE)).isTrue();
    }

    @Test
    void aDeletedBucketIsMadeAgainWithItsSettings() {
        ready(LakeManifest.SHORTEST);
        s3.deleteBucket(request -> request.bucket(BUCKET));

        untilRepaired("S3 bucket acme-orders had vanished", SHARED);
        untilReady();

        assertThat(policy()).contains("MlopsOperatorTlsOnly");
        assertThat(bucketTags()).containsKey("aws-mlops.dev/uid");
    }

    @Test
    void aCrawlersSettingsArePutRight() {
        ready(LakeManifest.WITH_CRAWLER);
        String name = crawlerName("raw");
        glue.updateCrawler(request -> request.name(name).description("by hand").tablePrefix("x_"));

        untilRepaired("the description, table prefix of Glue crawler", SHARED);
        untilReady();

        assertThat(crawler("raw").description()).isNullOrEmpty();
        assertThat(crawler("raw").tablePrefix()).isNullOrEmpty();
    }

    @Test
    void aPausedScheduleGoesOn() {
        ready(LakeManifest.WITH_TWO_CRAWLERS);
        String name = crawlerName("raw");
        glue.stopCrawlerSchedule(request -> request.crawlerName(name));

        untilRepaired("schedule of Glue crawler " + name + " was paused", SHARED);
        world.pass(Duration.ofMinutes(1));

        assertThat(crawler("raw").schedule().state()).isEqualTo(ScheduleState.SCHEDULED);
    }

    @Test
    void aDeletedCrawlerIsMadeAgainAndCrawls() {
        ready(LakeManifest.WITH_CRAWLER);
        String name = crawlerName("raw");
        world.aws().clearCalls();
        glue.deleteCrawler(request -> request.name(name));

        untilRepaired("Glue crawler " + name + " had vanished", SHARED);
        untilReady();

        assertThat(writes("CreateCrawler")).isEqualTo(1);
        assertThat(crawler("raw").lastCrawl()).isNotNull();
    }

    @Test
    void aRolesRightsArePutRightAndThePoliciesOfOthersStay() {
        ready(LakeManifest.WITH_CRAWLER);
        String role = role();
        iam.deleteRolePolicy(request -> request.roleName(role).policyName("mlops-operator"));
        iam.putRolePolicy(request -> request.roleName(role).policyName("theirs").policyDocument("""
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
                """));

        untilRepaired("rights of IAM role", DRIFT_INTERVAL);

        assertThat(iam.listRolePolicies(request -> request.roleName(role)).policyNames())
                .containsExactlyInAnyOrder("mlops-operator", "theirs");
        delete();
        untilGone();
        assertThat(exists(ResourceType.ROLE)).isFalse();
    }

    @Test
    void aRolesTrustIsPutRight() {
        ready(LakeManifest.WITH_CRAWLER);
        String role = role();
        iam.updateAssumeRolePolicy(request -> request.roleName(role).policyDocument("""
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
                """));

        untilRepaired("trust policy of IAM role", SHARED);
        world.pass(DRIFT_INTERVAL);

        assertThat(writes("UpdateAssumeRolePolicy")).isEqualTo(1);
    }

    @Test
    void aDeletedRoleIsMadeAgainAndCrawlersUseIt() {
        ready(LakeManifest.WITH_CRAWLER);
        String role = role();
        iam.deleteRolePolicy(request -> request.roleName(role).policyName("mlops-operator"));
        iam.deleteRole(request -> request.roleName(role));

        untilRepaired("IAM role " + role + " had vanished", SHARED);
        world.pass(Duration.ofMinutes(5));
        world.annotate(DataLake.class, LAKE, DataLake.CRAWL, "1");
        world.pass(Duration.ofMinutes(10));

        assertThat(crawler("raw").lastCrawl().statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(writes("CreateRole")).isEqualTo(2);
    }

    private String policy() {
        return s3.getBucketPolicy(request -> request.bucket(BUCKET)).policy();
    }
}
