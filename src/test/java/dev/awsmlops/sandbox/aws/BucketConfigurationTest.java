package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketConfigurationTest extends S3Test {

    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";

    @BeforeEach
    void create() {
        create("lake");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void tag(Tag... tags) {
        s3.putBucketTagging(r -> r.bucket("lake").tagging(t -> t.tagSet(tags)));
    }

    private ServerSideEncryptionRule encryption() {
        return s3.getBucketEncryption(r -> r.bucket("lake"))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
    }

    private void encrypt(ServerSideEncryptionRule... rules) {
        s3.putBucketEncryption(r -> r.bucket("lake").serverSideEncryptionConfiguration(c -> c.rules(rules)));
    }

    private static ServerSideEncryptionRule rule(String algorithm, String key) {
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm(algorithm).kmsMasterKeyID(key))
                .build();
    }

    private void own(String setting) {
        OwnershipControlsRule rule =
                OwnershipControlsRule.builder().objectOwnership(setting).build();
        s3.putBucketOwnershipControls(r -> r.bucket("lake").ownershipControls(c -> c.rules(rule)));
    }

    private List<ObjectOwnership> owners(String bucket) {
        return s3.getBucketOwnershipControls(r -> r.bucket(bucket)).ownershipControls().rules().stream()
                .map(OwnershipControlsRule::objectOwnership)
                .toList();
    }

    private void policy(String document) {
        s3.putBucketPolicy(r -> r.bucket("lake").policy(document));
    }

    private static String statement(String principal, String resource, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %s,
                 "Action": "s3:GetObject", "Resource": "%s"%s}]}""".formatted(principal, resource, condition);
    }

    @Test
    void tagsReplaceEachOther() {
        assertRefused(() -> s3.getBucketTagging(r -> r.bucket("lake")), "NoSuchTagSet", "The TagSet does not exist");
        tag(tag("team", "a"), tag("empty", ""));
        assertThat(s3.getBucketTagging(r -> r.bucket("lake")).tagSet())
                .containsExactly(tag("team", "a"), tag("empty", ""));
        tag(tag("team", "b"));
        assertThat(s3.getBucketTagging(r -> r.bucket("lake")).tagSet()).containsExactly(tag("team", "b"));
        s3.deleteBucketTagging(r -> r.bucket("lake"));
        assertThat(refusal(() -> s3.getBucketTagging(r -> r.bucket("lake"))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tagsAreLimited() {
        assertRefused(
                () -> tag(tag("k", "1"), tag("k", "2")),
                "InvalidTag",
                "Cannot provide multiple Tags with the same key");
        assertRefused(() -> tag(tag("a,b", "")), "InvalidTag", "The TagKey you have provided is invalid");
        assertRefused(() -> tag(tag("a", "b,c")), "InvalidTag", "The TagValue you have provided is invalid");
        assertRefused(() -> tag(tag("a", "x".repeat(257))), "InvalidTag", "TagValue");
        assertRefused(() -> tag(tag("aws:a", "b")), "InvalidTag", "System tags cannot be added/updated by requester");
        Tag[] many = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        assertRefused(() -> tag(many), "BadRequest", "50");
    }

    @Test
    void versioningGoesOnAndIsSuspendedButNeverUndone() {
        assertThat(s3.getBucketVersioning(r -> r.bucket("lake")).status()).isNull();
        version("lake", BucketVersioningStatus.ENABLED);
        assertThat(s3.getBucketVersioning(r -> r.bucket("lake")).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        version("lake", BucketVersioningStatus.SUSPENDED);
        assertThat(s3.getBucketVersioning(r -> r.bucket("lake")).status()).isEqualTo(BucketVersioningStatus.SUSPENDED);
        assertRefused(
                () -> s3.putBucketVersioning(r -> r.bucket("lake").versioningConfiguration(v -> v.status("enabled"))),
                "MalformedXML",
                "");
        assertRefused(
                () -> s3.putBucketVersioning(r -> r.bucket("lake").versioningConfiguration(v -> {})),
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified");
        assertRefused(
                () -> s3.putBucketVersioning(r -> r.bucket("lake")
                        .versioningConfiguration(v -> v.mfaDelete("Enabled").status("Enabled"))),
                "NotImplemented",
                "MFA delete");
    }

    @Test
    void encryptionIsAlwaysThere() {
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(encryption().bucketKeyEnabled()).isFalse();
        encrypt(rule("aws:kms", KEY).toBuilder().bucketKeyEnabled(true).build());
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("aws:kms");
        assertThat(encryption().applyServerSideEncryptionByDefault().kmsMasterKeyID())
                .isEqualTo(KEY);
        assertThat(encryption().bucketKeyEnabled()).isTrue();
        s3.deleteBucketEncryption(r -> r.bucket("lake"));
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("AES256");
    }

    @Test
    void encryptionTakesOneRuleThatMakesSense() {
        assertRefused(() -> encrypt(rule("AES256", null), rule("AES256", null)), "MalformedXML", "");
        assertRefused(() -> encrypt(rule("ROT13", null)), "MalformedXML", "");
        assertRefused(() -> encrypt(rule("AES256", KEY)), "InvalidArgument", "a KMSMasterKeyID is not applicable");
    }

    @Test
    void publicAccessIsBlockedFromTheStart() {
        PublicAccessBlockConfiguration all = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build();
        assertThat(s3.getPublicAccessBlock(r -> r.bucket("lake")).publicAccessBlockConfiguration())
                .isEqualTo(all);
        s3.putPublicAccessBlock(r -> r.bucket("lake").publicAccessBlockConfiguration(c -> c.blockPublicPolicy(true)));
        assertThat(s3.getPublicAccessBlock(r -> r.bucket("lake")).publicAccessBlockConfiguration())
                .isEqualTo(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(false)
                        .ignorePublicAcls(false)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(false)
                        .build());
        s3.deletePublicAccessBlock(r -> r.bucket("lake"));
        assertRefused(
                () -> s3.getPublicAccessBlock(r -> r.bucket("lake")),
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found");
    }

    @Test
    void ownershipIsTheBucketOwnersUnlessSaidOtherwise() {
        assertThat(owners("lake")).containsExactly(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        own("ObjectWriter");
        s3.createBucket(r -> r.bucket("other").objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED));
        assertThat(owners("lake")).containsExactly(ObjectOwnership.OBJECT_WRITER);
        assertThat(owners("other")).containsExactly(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        assertRefused(() -> own("Nobody"), "MalformedXML", "");
        assertRefused(
                () -> s3.createBucket(r -> r.bucket("third").objectOwnership("Nobody")),
                "InvalidArgument",
                "Invalid x-amz-object-ownership header: Nobody");
    }

    @Test
    void aPolicyIsKeptToTheLetter() {
        assertRefused(
                () -> s3.getBucketPolicy(r -> r.bucket("lake")),
                "NoSuchBucketPolicy",
                "The bucket policy does not exist");
        String document = statement("{\"AWS\": \"arn:aws:iam::123456789012:root\"}", "arn:aws:s3:::lake/*", "");
        policy(document);
        assertThat(s3.getBucketPolicy(r -> r.bucket("lake")).policy()).isEqualTo(document);
        s3.deleteBucketPolicy(r -> r.bucket("lake"));
        assertThat(refusal(() -> s3.getBucketPolicy(r -> r.bucket("lake"))).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    nonsense | Policies must be valid JSON and the first byte must be '{'
                    {"Statement": | This policy contains invalid Json
                    {} | Missing required field Statement
                    {"Statement": [{}]} | Missing required field Effect
                    {"Statement": {"Effect": "Allow"}} | Missing required field Principal
                    {"Statement": [{"Effect": "Allow", "Principal": "*"}]} | Missing required field Action
                    {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*"}]} | Missing required field Resource
                    {"Statement": [{"Effect": "Hello", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lake"}]} | Invalid effect: Hello
                    {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "ec2:*", "Resource": "arn:aws:s3:::lake"}]} | Policy has invalid action
                    {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}]} | Policy has invalid resource
                    {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::lake", "arn:aws:s3:::lakeside/*"]}]} | Policy has invalid resource
                    """)
    void aPolicyMustBeOneOfThisBucket(String document, String message) {
        assertRefused(() -> policy(document), "MalformedPolicy", message);
    }

    @Test
    void aPolicyIsLimitedInSize() {
        String padding = ", \"Condition\": {\"StringEquals\": {\"aws:userid\": \"" + "x".repeat(20_480) + "\"}}";
        assertRefused(
                () -> policy(statement("\"*\"", "arn:aws:s3:::lake/*", padding)),
                "MalformedPolicy",
                "Policy exceeds the maximum allowed document size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\": \"*\"}", "{\"AWS\": [\"123456789012\", \"*\"]}"})
    void aPublicPolicyIsBlocked(String everybody) {
        String open = statement(everybody, "arn:aws:s3:::lake/*", "");
        var refusal = refusal(() -> policy(open));
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .contains("s3:PutBucketPolicy", "BlockPublicPolicy setting in S3 Block Public Access");
        s3.putPublicAccessBlock(r -> r.bucket("lake").publicAccessBlockConfiguration(c -> c.blockPublicPolicy(false)));
        policy(open);
    }

    @Test
    void aPolicyForEverybodyOfOneNetworkIsNotPublic() {
        policy(statement(
                "\"*\"",
                "arn:aws:s3:::lake/*",
                ", \"Condition\": {\"StringEquals\": {\"aws:SourceVpce\": \"vpce-1\"}}"));
        assertRefused(
                () -> policy(statement(
                        "\"*\"",
                        "arn:aws:s3:::lake/*",
                        ", \"Condition\": {\"StringLike\": {\"aws:SourceVpce\": \"*\"}}")),
                "AccessDenied",
                "public policies");
        assertRefused(
                () -> policy(statement(
                        "\"*\"", "arn:aws:s3:::lake/*", ", \"Condition\": {\"StringEquals\": {\"s3:prefix\": \"a\"}}")),
                "AccessDenied",
                "public policies");
    }
}
