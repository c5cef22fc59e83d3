package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** A world with one lake, named orders. */
abstract class LakeTest {

    static final String LAKE = "orders";
    static final String BUCKET = "acme-orders";
    static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** Longer than any two full looks at a lake are apart. */
    static final Duration DRIFT_INTERVAL = Duration.ofMinutes(72);

    final World world = World.withOperator();
    final S3Client s3 = world.s3Console();
    final GlueClient glue = world.glueConsole();
    final IamClient iam = world.iamConsole();

    @AfterEach
    void close() {
        world.close();
    }

    void apply(LakeManifest manifest) {
        world.apply(manifest.named(LAKE));
    }

    void apply(LakeManifest manifest, String changes) {
        world.apply(manifest.named(LAKE, changes));
    }

    void ready(LakeManifest manifest) {
        ready(manifest, "");
    }

    void ready(LakeManifest manifest, String changes) {
        apply(manifest, changes);
        untilReady();
    }

    void untilReady() {
        world.untilReady(DataLake.class, LAKE, HALF_AN_HOUR);
    }

    Condition untilReason(String type, String reason) {
        return world.untilReason(DataLake.class, LAKE, type, reason, HALF_AN_HOUR);
    }

    /** Lets time pass until a condition's message contains that. */
    void untilSaid(String type, String words) {
        world.until(words, HALF_AN_HOUR, () -> condition(type)
                .filter(condition -> condition.message().contains(words))
                .isPresent());
    }

    /** Lets time pass until an event says that this was put right, and the status of that pass is written. */
    void untilRepaired(String what, Duration limit) {
        world.until(what + " is put right", limit, () -> world.eventNotes("DriftRepaired").stream()
                .anyMatch(note -> note.contains(what)));
        world.settle();
    }

    Optional<Condition> condition(String type) {
        return world.condition(DataLake.class, LAKE, type);
    }

    void delete() {
        world.handle(DataLake.class, LAKE).delete();
    }

    void untilGone() {
        world.untilGone(DataLake.class, LAKE, HALF_AN_HOUR);
    }

    DataLakeStatus status() {
        return world.lake(LAKE).getStatus();
    }

    /** The name in AWS of the lake's crawler of that name. */
    String crawlerName(String name) {
        return status().crawlers().stream()
                .filter(crawler -> crawler.name().equals(name))
                .findFirst()
                .orElseThrow()
                .crawler();
    }

    Crawler crawler(String name) {
        String inAws = crawlerName(name);
        return glue.getCrawler(request -> request.name(inAws)).crawler();
    }

    /** The name of the role that the operator made. */
    String role() {
        String arn = status().roleArn();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    boolean exists(ResourceType type) {
        return world.aws().inventory().stream().anyMatch(resource -> resource.type() == type);
    }

    SimulatedResource only(ResourceType type) {
        return world.aws().inventory().stream()
                .filter(resource -> resource.type() == type)
                .reduce((first, second) -> {
                    throw new AssertionError("two of them: " + first + ", " + second);
                })
                .orElseThrow();
    }

    int writes(String operation) {
        return Collections.frequency(world.writes(), operation);
    }

    Map<String, String> bucketTags() {
        return s3.getBucketTagging(request -> request.bucket(BUCKET)).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    void writeBucketTags(Map<String, String> tags) {
        s3.putBucketTagging(request -> request.bucket(BUCKET)
                .tagging(Tagging.builder()
                        .tagSet(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                        .build()));
    }
}
