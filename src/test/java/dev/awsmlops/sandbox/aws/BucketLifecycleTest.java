package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

class BucketLifecycleTest extends S3Test {

    private static final Tag TAG = Tag.builder().key("k").value("v").build();

    @BeforeEach
    void create() {
        create("lake");
    }

    private static LifecycleRule rule(Consumer<LifecycleRule.Builder> changes) {
        return LifecycleRule.builder()
                .id("rule")
                .status("Enabled")
                .filter(f -> f.prefix("raw/"))
                .applyMutation(changes)
                .build();
    }

    private static Transition transition(Integer days, String storageClass) {
        return Transition.builder().days(days).storageClass(storageClass).build();
    }

    private static NoncurrentVersionTransition noncurrentTransition(String storageClass) {
        return NoncurrentVersionTransition.builder()
                .noncurrentDays(30)
                .storageClass(storageClass)
                .build();
    }

    private void put(LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(r -> r.bucket("lake").lifecycleConfiguration(c -> c.rules(rules)));
    }

    private void assertMalformed(Consumer<LifecycleRule.Builder> changes) {
        assertRefused(() -> put(rule(changes)), "MalformedXML", "did not validate against our published schema");
    }

    private void assertInvalid(String message, Consumer<LifecycleRule.Builder> changes) {
        assertRefused(() -> put(rule(changes)), "InvalidArgument", message);
    }

    @Test
    void isKeptRuleByRule() {
        assertRefused(
                () -> s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")),
                "NoSuchLifecycleConfiguration",
                "The lifecycle configuration does not exist");
        LifecycleRule first = rule(r -> r.transitions(transition(30, "STANDARD_IA"), transition(90, "GLACIER"))
                .expiration(e -> e.days(365))
                .noncurrentVersionExpiration(e -> e.noncurrentDays(30).newerNoncurrentVersions(3))
                .noncurrentVersionTransitions(noncurrentTransition("GLACIER_IR"))
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(7)));
        LifecycleRule second = rule(r -> r.id("tagged")
                .status("Disabled")
                .filter(f -> f.and(a -> a.prefix("tmp/").tags(TAG).objectSizeGreaterThan(1024L)))
                .expiration(e -> e.date(Instant.parse("2027-01-01T00:00:00Z"))));
        LifecycleRule third =
                rule(r -> r.id("markers").filter(f -> {}).expiration(e -> e.expiredObjectDeleteMarker(true)));
        put(first, second, third);
        var answer = s3.getBucketLifecycleConfiguration(r -> r.bucket("lake"));
        assertThat(answer.rules()).containsExactly(first, second, third);
        assertThat(answer.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K);
        put(first);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")).rules())
                .containsExactly(first);
        s3.deleteBucketLifecycle(r -> r.bucket("lake"));
        assertThat(refusal(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")))
                        .statusCode())
                .isEqualTo(404);
        s3.deleteBucketLifecycle(r -> r.bucket("lake"));
    }

    @Test
    void givesRulesAnIdThatHaveNone() {
        LifecycleRule rule = rule(r -> r.id(null).expiration(e -> e.days(1)));
        put(rule, rule);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")).rules())
                .extracting(LifecycleRule::id)
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void knowsHowSmallAnObjectMayBeToMove() {
        var answer = s3.putBucketLifecycleConfiguration(r -> r.bucket("lake")
                .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .lifecycleConfiguration(c -> c.rules(rule(rule -> rule.expiration(e -> e.days(1))))));
        assertThat(answer.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")).transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
        assertRefused(
                () -> s3.putBucketLifecycleConfiguration(r -> r.bucket("lake")
                        .transitionDefaultMinimumObjectSize("value")
                        .lifecycleConfiguration(c -> c.rules(rule(rule -> rule.expiration(e -> e.days(1)))))),
                "InvalidRequest",
                "Invalid TransitionDefaultMinimumObjectSize found: value");
    }

    @Test
    void needsRules() {
        assertRefused(this::put, "MalformedXML", "");
        LifecycleRule[] many = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> rule(r -> r.id("rule-" + i).expiration(e -> e.days(1))))
                .toArray(LifecycleRule[]::new);
        assertRefused(() -> put(many), "MalformedXML", "");
        assertRefused(
                () -> put(rule(r -> r.expiration(e -> e.days(1))), rule(r -> r.expiration(e -> e.days(2)))),
                "InvalidArgument",
                "Rule ID must be unique");
        assertInvalid("ID length", r -> r.id("x".repeat(256)).expiration(e -> e.days(1)));
        assertRefused(() -> put(rule(r -> {})), "InvalidRequest", "At least one action");
        assertMalformed(r -> r.status("On").expiration(e -> e.days(1)));
    }

    @Test
    void needsOneFilterWithOneCondition() {
        LifecycleRule.Builder bare =
                LifecycleRule.builder().id("rule").status("Enabled").expiration(e -> e.days(1));
        assertRefused(() -> put(bare.build()), "MalformedXML", "");
        assertMalformed(
                r -> r.filter(f -> f.prefix("").objectSizeGreaterThan(500L)).expiration(e -> e.days(1)));
        assertMalformed(
                r -> r.filter(f -> f.prefix("").and(a -> a.prefix("raw/"))).expiration(e -> e.days(1)));
        assertRefused(
                () -> put(rule(r -> r.filter(f -> f.and(a -> a.tags(TAG, TAG))).expiration(e -> e.days(1)))),
                "InvalidRequest",
                "Duplicate Tag Keys are not allowed.");
    }

    /** Clients of before 2017 put the prefix beside the filter. */
    @Test
    @SuppressWarnings("deprecation")
    void takesAPrefixInPlaceOfAFilter() {
        LifecycleRule old = LifecycleRule.builder()
                .id("old")
                .status("Enabled")
                .prefix("raw/")
                .expiration(e -> e.days(1))
                .build();
        put(old);
        assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket("lake")).rules())
                .containsExactly(old);
    }

    @Test
    void limitsExpiration() {
        assertInvalid("must be a positive integer", r -> r.expiration(e -> e.days(0)));
        assertMalformed(r -> r.expiration(e -> {}));
        assertMalformed(r -> r.expiration(e -> e.days(1).expiredObjectDeleteMarker(true)));
        assertInvalid(
                "'Date' must be at midnight GMT",
                r -> r.expiration(e -> e.date(Instant.parse("2027-01-01T02:02:00Z"))));
        assertRefused(
                () -> put(rule(r -> r.filter(f -> f.tag(TAG)).expiration(e -> e.expiredObjectDeleteMarker(true)))),
                "InvalidRequest",
                "ExpiredObjectDeleteMarker cannot be specified with Tags");
    }

    @Test
    void limitsTransitions() {
        assertInvalid(
                "greater than or equal to 30 for storageClass 'STANDARD_IA'",
                r -> r.transitions(transition(29, "STANDARD_IA")));
        assertInvalid("nonnegative", r -> r.transitions(transition(-1, "GLACIER")));
        assertInvalid(
                "'Days' in the Expiration action for filter 'raw/' must be greater than",
                r -> r.transitions(transition(30, "GLACIER")).expiration(e -> e.days(30)));
        assertMalformed(r -> r.transitions(transition(30, "STANDARD")));
        assertMalformed(r -> r.transitions(transition(null, "GLACIER")));
        assertMalformed(r -> r.noncurrentVersionTransitions(noncurrentTransition("CELLAR")));
    }

    @Test
    void limitsWhatHappensToOldVersionsAndUploads() {
        assertMalformed(r -> r.noncurrentVersionExpiration(e -> {}));
        assertInvalid("positive integer", r -> r.noncurrentVersionExpiration(e -> e.noncurrentDays(0)));
        assertInvalid(
                "between 1 and 100",
                r -> r.noncurrentVersionExpiration(e -> e.noncurrentDays(1).newerNoncurrentVersions(101)));
        assertMalformed(r -> r.abortIncompleteMultipartUpload(a -> {}));
        assertInvalid("positive integer", r -> r.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(0)));
        assertRefused(
                () -> put(rule(
                        r -> r.filter(f -> f.tag(TAG)).abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1)))),
                "InvalidRequest",
                "AbortIncompleteMultipartUpload cannot be specified with Tags");
        assertRefused(
                () -> put(rule(r -> r.filter(f -> f.objectSizeLessThan(1L))
                        .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1)))),
                "InvalidRequest",
                "AbortIncompleteMultipartUpload cannot be specified with Object Size");
    }
}
