package dev.awsmlops.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

@Tag("wire")
class DataLakeWireTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    /** Longer than any two full looks at an object are apart. */
    private static final Duration FULL_LOOK = Duration.ofMinutes(72);

    private static final String NAME = "orders";
    private static final String BUCKET = "acme-orders";

    private static final String WHOLE = """
            tags: {team: a}
            bucket:
              name: acme-orders
              versioning: true
              deletionPolicy: Delete
              encryption: {type: SSE-KMS}
              lifecycleRules: [{name: tidy, abortIncompleteMultipartUploadDays: 7}]
            database: {description: Orders, deletionPolicy: Delete}
            crawlers: [{name: raw, targets: [{zone: raw}], schedule: cron(0 6 * * ? *)}]
            """;

    @ParameterizedTest
    @EnumSource
    void aLakeIsMadeChangedAndDeletedWithItsData(Emulator emulator) throws IOException {
        try (WireWorld wire = WireWorld.on(emulator);
                S3Client s3 = wire.client(S3Client.builder().forcePathStyle(true));
                GlueClient glue = wire.client(GlueClient.builder())) {
            ready(wire, WHOLE);
            assertThat(s3.getBucketEncryption(request -> request.bucket(BUCKET))
                            .serverSideEncryptionConfiguration()
                            .rules()
                            .get(0)
                            .applyServerSideEncryptionByDefault()
                            .sseAlgorithmAsString())
                    .isEqualTo("aws:kms");
            assertThat(s3.getBucketLifecycleConfiguration(request -> request.bucket(BUCKET))
                            .rules())
                    .extracting(LifecycleRule::id)
                    .containsExactly("tidy");

            ready(wire, """
                    tags: {team: b}
                    bucket: {name: acme-orders, versioning: true, deletionPolicy: Delete, requireTls: false, lifecycleRules: []}
                    database: {description: All orders, deletionPolicy: Delete}
                    crawlers: [{name: raw, targets: [{zone: raw, path: shop/}], tablePrefix: raw_}]
                    """);
            Crawler crawler = glue.getCrawlers(request -> {}).crawlers().stream()
                    .findFirst()
                    .orElseThrow();
            assertThat(crawler.tablePrefix()).isEqualTo("raw_");
            assertThat(crawler.schedule()).isNull();
            assertThat(crawler.targets().s3Targets().get(0).path()).isEqualTo("s3://acme-orders/raw/shop/");
            assertThat(glue.getDatabase(request -> request.name(NAME))
                            .database()
                            .description())
                    .isEqualTo("All orders");
            assertThat(s3.getBucketTagging(request -> request.bucket(BUCKET)).tagSet())
                    .anySatisfy(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("team=b"));

            s3.deletePublicAccessBlock(request -> request.bucket(BUCKET));
            wire.world().pass(FULL_LOOK);
            assertThat(wire.world().isReady(DataLake.class, NAME)).isTrue();
            assertThat(s3.getPublicAccessBlock(request -> request.bucket(BUCKET))
                            .publicAccessBlockConfiguration()
                            .blockPublicPolicy())
                    .isTrue();

            fill(s3, glue);
            attachPolicy(wire, emulator);
            wire.world().handle(DataLake.class, NAME).delete();
            wire.world().untilGone(DataLake.class, NAME, HALF_AN_HOUR);
            wire.assertEndedWell();
            wire.assertLed(Life.LAKE);
        }
    }

    /** With versions, with an upload that was never completed, and with a table. */
    private static void fill(S3Client s3, GlueClient glue) {
        for (String key : new String[] {"raw/shop/a.csv", "raw/shop/b c+d.csv", "raw/shop/a.csv"}) {
            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("id\n1\n"));
        }
        s3.deleteObject(request -> request.bucket(BUCKET).key("raw/shop/a.csv"));
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("raw/half"));
        glue.createTable(request -> request.databaseName(NAME).tableInput(table -> table.name("shop")));
    }

    /** Beside the operator's own policy. IAM deletes no role that has one. */
    private static void attachPolicy(WireWorld wire, Emulator emulator) {
        try (IamClient iam = wire.client(IamClient.builder())) {
            if (emulator == Emulator.MOTO) {
                // To the simulation, every policy of the account exists.
                iam.createPolicy(request -> request.policyName("theirs").policyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
                        """));
            }
            String role = wire.world().lake(NAME).getStatus().roleArn();
            iam.attachRolePolicy(request -> request.roleName(role.substring(role.lastIndexOf('/') + 1))
                    .policyArn("arn:aws:iam::123456789012:policy/theirs"));
        }
    }

    private static void ready(WireWorld wire, String spec) {
        World world = wire.world();
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named(NAME, spec));
        world.untilReady(DataLake.class, NAME, HALF_AN_HOUR);
    }
}
