package dev.awsmlops.operator.iam;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Tag;

/** A lake that is made, changed by its owner and by others, crawled, and deleted with its data. */
final class LakeLife {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
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

    private final World world;
    private final S3Client s3;
    private final GlueClient glue;

    private LakeLife(World world) {
        this.world = world;
        this.s3 = world.s3Console();
        this.glue = world.glueConsole();
    }

    static void record(Recorder recorder) {
        try (World world = new World()) {
            recorder.listenTo(world);
            world.startOperator();
            new LakeLife(world).live();
        }
    }

    private void live() {
        ready(WHOLE);
        ready(WHOLE.replace("versioning: true", "requireTls: false")
                .replaceAll("lifecycleRules: .*", "lifecycleRules: []"));
        ready(WHOLE);
        world.putObjects(BUCKET, "raw/orders/a.csv");
        crawl("1");
        world.pass(HALF_AN_HOUR);
        new RoleDrift(world).strike();
        changeBucket();
        changeCatalog();
        world.pass(RoleDrift.FULL_LOOK);
        untilReady();
        openBucket();
        stopSchedule();
        world.pass(RoleDrift.FULL_LOOK);
        untilReady();
        delete();
    }

    private void changeBucket() {
        List<Tag> tags = new ArrayList<>(
                s3.getBucketTagging(request -> request.bucket(BUCKET)).tagSet());
        tags.removeIf(tag -> tag.key().equals("team"));
        s3.putBucketTagging(request -> request.bucket(BUCKET).tagging(tagging -> tagging.tagSet(tags)));
        s3.putBucketVersioning(request -> request.bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
    }

    private void changeCatalog() {
        for (ResourceType type : List.of(ResourceType.DATABASE, ResourceType.CRAWLER)) {
            String arn = only(type).arn();
            glue.tagResource(request -> request.resourceArn(arn).tagsToAdd(Map.of("team", "b")));
        }
        glue.updateDatabase(request -> request.name("orders")
                .databaseInput(input -> input.name("orders").description("x")));
        String crawler = only(ResourceType.CRAWLER).name();
        glue.updateCrawler(request -> request.name(crawler).description("x"));
    }

    /** Alone: a crawler that is changed in other ways too gets its schedule with them. */
    private void stopSchedule() {
        String crawler = only(ResourceType.CRAWLER).name();
        glue.stopCrawlerSchedule(request -> request.crawlerName(crawler));
    }

    private void openBucket() {
        s3.deletePublicAccessBlock(request -> request.bucket(BUCKET));
    }

    private void delete() {
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("raw/half"));
        String crawler = only(ResourceType.CRAWLER).name();
        crawl("2");
        world.until(
                "it crawls",
                HALF_AN_HOUR,
                () -> glue.getCrawler(request -> request.name(crawler))
                                .crawler()
                                .state()
                        == CrawlerState.RUNNING);
        world.handle(DataLake.class, "orders").delete();
        world.untilGone(DataLake.class, "orders", HALF_AN_HOUR);
    }

    private void ready(String spec) {
        world.apply(LakeManifest.WITH_EVERYTHING_DELETED.named("orders", spec));
        untilReady();
    }

    private void untilReady() {
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
    }

    private void crawl(String request) {
        world.annotate(DataLake.class, "orders", DataLake.CRAWL, request);
    }

    private SimulatedResource only(ResourceType type) {
        return world.aws().inventory().stream()
                .filter(resource -> resource.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
