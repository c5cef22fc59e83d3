package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.awsmlops.sandbox.aws.service.KmsKeyState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

class ObjectTest extends S3Test {

    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";

    @BeforeEach
    void create() {
        create("lake");
    }

    private static ObjectIdentifier id(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private void encryptByDefault(String key) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(key))
                .bucketKeyEnabled(true)
                .build();
        s3.putBucketEncryption(r -> r.bucket("lake").serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    @Test
    void isReadAsItWasWritten() {
        var written = s3.putObject(
                r -> r.bucket("lake")
                        .key("raw/2026/a.csv")
                        .contentType("text/csv")
                        .contentEncoding("utf-8")
                        .cacheControl("no-cache")
                        .contentLanguage("de")
                        .contentDisposition("inline")
                        .storageClass("STANDARD_IA")
                        .metadata(Map.of("Source", "crm")),
                RequestBody.fromString("a,b\n1,2\n"));
        pass(Duration.ofMinutes(1));
        var read = s3.getObjectAsBytes(r -> r.bucket("lake").key("raw/2026/a.csv"));
        assertThat(read.asUtf8String()).isEqualTo("a,b\n1,2\n");
        assertThat(read.response().eTag()).isEqualTo(written.eTag()).isEqualTo("\"e5ebd4c02cefbe7955977c67ada242b7\"");
        assertThat(read.response().contentType()).isEqualTo("text/csv");
        assertThat(read.response().contentEncoding()).isEqualTo("utf-8");
        assertThat(read.response().cacheControl()).isEqualTo("no-cache");
        assertThat(read.response().contentLanguage()).isEqualTo("de");
        assertThat(read.response().contentDisposition()).isEqualTo("inline");
        assertThat(read.response().metadata()).isEqualTo(Map.of("source", "crm"));
        assertThat(read.response().lastModified()).isEqualTo(SimulatedClock.START);
        assertThat(read.response().acceptRanges()).isEqualTo("bytes");
        assertThat(read.response().versionId()).isNull();
        var head = s3.headObject(r -> r.bucket("lake").key("raw/2026/a.csv"));
        assertThat(head.contentLength()).isEqualTo(8);
        assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(head.eTag()).isEqualTo(written.eTag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "ä/ö//ü/", "%2F", "<&>\"'", "a\u0001b", "😀", "..", "a?b#c"})
    void mayHaveAnyKey(String key) {
        put("lake", key, "found");
        assertThat(get("lake", key)).isEqualTo("found");
        assertThat(aws.buckets().keys("lake")).containsExactly(key);
        assertThat(s3.listObjectsV2(r -> r.bucket("lake").encodingType("url"))
                        .contents()
                        .get(0)
                        .key())
                .isEqualTo(key);
        s3.deleteObject(r -> r.bucket("lake").key(key));
        assertThat(aws.buckets().keys("lake")).isEmpty();
    }

    @Test
    void mayBeEmptyAndHasAKeyOfLimitedLength() {
        put("lake", "x".repeat(1024), "");
        assertThat(get("lake", "x".repeat(1024))).isEmpty();
        assertRefused(() -> put("lake", "ä".repeat(513), ""), "KeyTooLongError", "Your key is too long");
    }

    @Test
    void isMissed() {
        assertThat(refusal(() -> get("lake", "key"))).isInstanceOf(NoSuchKeyException.class);
        assertThat(refusal(() -> s3.headObject(r -> r.bucket("lake").key("key"))))
                .isInstanceOf(NoSuchKeyException.class);
        s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertRefused(
                () -> s3.getObject(r -> r.bucket("lake").key("key").versionId("HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD")),
                "InvalidArgument",
                "Invalid version id specified");
    }

    @Test
    void isReplacedWhereThereAreNoVersions() {
        put("lake", "key", "old");
        assertThat(put("lake", "key", "new").versionId()).isNull();
        assertThat(get("lake", "key")).isEqualTo("new");
        assertThat(versions("lake")).extracting(ObjectVersion::versionId).containsExactly("null");
        var deleted = s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertThat(deleted.deleteMarker()).isNull();
        assertThat(deleted.versionId()).isNull();
        assertThat(aws.buckets().versions("lake")).isZero();
    }

    @Test
    void keepsItsVersions() {
        version("lake", BucketVersioningStatus.ENABLED);
        String first = put("lake", "key", "first").versionId();
        String second = put("lake", "key", "second").versionId();
        var marker = s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertThat(marker.deleteMarker()).isTrue();
        assertThat(first).hasSize(32).isNotEqualTo(second);

        var missing = refusal(() -> get("lake", "key"));
        assertThat(missing).isInstanceOf(NoSuchKeyException.class);
        assertThat(missing.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                .contains("true");
        assertThat(missing.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-version-id"))
                .contains(marker.versionId());
        assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key("key").versionId(first))
                        .asUtf8String())
                .isEqualTo("first");
        assertThat(s3.headObject(r -> r.bucket("lake").key("key").versionId(second))
                        .versionId())
                .isEqualTo(second);
        var notAnObject =
                refusal(() -> s3.getObject(r -> r.bucket("lake").key("key").versionId(marker.versionId())));
        assertThat(notAnObject.statusCode()).isEqualTo(405);
        assertThat(notAnObject.awsErrorDetails().errorCode()).isEqualTo("MethodNotAllowed");
        assertThat(refusal(() -> s3.headObject(r -> r.bucket("lake").key("key").versionId(marker.versionId())))
                        .statusCode())
                .isEqualTo(405);

        s3.deleteObject(r -> r.bucket("lake").key("key").versionId(marker.versionId()));
        assertThat(get("lake", "key")).isEqualTo("second");
        var gone = s3.deleteObject(r -> r.bucket("lake").key("key").versionId(second));
        assertThat(gone.versionId()).isEqualTo(second);
        assertThat(gone.deleteMarker()).isNull();
        assertThat(get("lake", "key")).isEqualTo("first");
        assertRefused(
                () -> s3.getObject(r -> r.bucket("lake").key("key").versionId(second)),
                "NoSuchVersion",
                "The specified version does not exist.");
        s3.deleteObject(r -> r.bucket("lake").key("key").versionId(second));
    }

    @Test
    void leavesADeleteMarkerEachTimeItIsDeletedEvenIfItWasNeverThere() {
        version("lake", BucketVersioningStatus.ENABLED);
        s3.deleteObject(r -> r.bucket("lake").key("key"));
        s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertThat(s3.listObjectVersions(r -> r.bucket("lake")).deleteMarkers()).hasSize(2);
    }

    @Test
    void overwritesOnlyItsNullVersionWhileVersioningIsSuspended() {
        put("lake", "key", "before");
        version("lake", BucketVersioningStatus.ENABLED);
        put("lake", "key", "enabled");
        version("lake", BucketVersioningStatus.SUSPENDED);
        assertThat(put("lake", "key", "suspended").versionId()).isNull();
        assertThat(aws.buckets().versions("lake")).isEqualTo(2);
        assertThat(s3.headObject(r -> r.bucket("lake").key("key")).versionId()).isEqualTo("null");

        var marker = s3.deleteObject(r -> r.bucket("lake").key("key"));
        assertThat(marker.versionId()).isEqualTo("null");
        assertThat(aws.buckets().versions("lake")).isEqualTo(2);
        assertThat(refusal(() -> get("lake", "key"))).isInstanceOf(NoSuchKeyException.class);
        s3.deleteObject(r -> r.bucket("lake").key("key").versionId("null"));
        assertThat(get("lake", "key")).isEqualTo("enabled");
    }

    @Test
    void isDeletedWithManyOthers() {
        version("lake", BucketVersioningStatus.ENABLED);
        String version = put("lake", "a", "x").versionId();
        put("lake", "b", "x");
        var deleted = s3.deleteObjects(
                r -> r.bucket("lake").delete(d -> d.objects(id("a", version), id("b", null), id("never", null))));
        assertThat(deleted.errors()).isEmpty();
        assertThat(deleted.deleted())
                .extracting(DeletedObject::key, DeletedObject::versionId, DeletedObject::deleteMarker)
                .containsExactly(tuple("a", version, null), tuple("b", null, true), tuple("never", null, true));
        String marker = deleted.deleted().get(1).deleteMarkerVersionId();
        var unmarked = s3.deleteObjects(r -> r.bucket("lake").delete(d -> d.objects(id("b", marker))));
        assertThat(unmarked.deleted())
                .containsExactly(DeletedObject.builder()
                        .key("b")
                        .versionId(marker)
                        .deleteMarker(true)
                        .deleteMarkerVersionId(marker)
                        .build());
        assertThat(get("lake", "b")).isEqualTo("x");
    }

    @Test
    void isDeletedInSilenceExceptForErrors() {
        put("lake", "a", "x");
        var answer = s3.deleteObjects(r -> r.bucket("lake")
                .delete(d -> d.quiet(true).objects(id("a", null), id("b", "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD"))));
        assertThat(answer.deleted()).isEmpty();
        assertThat(answer.errors())
                .containsExactly(S3Error.builder()
                        .key("b")
                        .versionId("HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD")
                        .code("NoSuchVersion")
                        .message("The specified version does not exist.")
                        .build());
        assertThat(aws.buckets().keys("lake")).isEmpty();
    }

    @Test
    void isDeletedWithAThousandOthersAtMost() {
        fill("lake", 1001, 1);
        Delete all = Delete.builder()
                .objects(aws.buckets().keys("lake").stream()
                        .map(key -> id(key, null))
                        .toList())
                .build();
        assertRefused(() -> s3.deleteObjects(r -> r.bucket("lake").delete(all)), "MalformedXML", "");
        Delete page = all.toBuilder().objects(all.objects().subList(0, 1000)).build();
        assertThat(s3.deleteObjects(r -> r.bucket("lake").delete(page)).deleted())
                .hasSize(1000);
        assertThat(aws.buckets().keys("lake")).containsExactly("object-01000");
    }

    @Test
    void hasNoLockToBypass() {
        assertRefused(
                () -> s3.deleteObject(r -> r.bucket("lake").key("key").bypassGovernanceRetention(true)),
                "InvalidArgument",
                "only applicable to Object Lock enabled buckets");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-2, 012, bytes 0-2/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=-15, 0123456789, bytes 0-9/10",
        "bytes=8-100, 89, bytes 8-9/10",
        "bytes=2-1, 0123456789,",
        "bytes=-, 0123456789,",
        "'bytes=0-1,3-4', 0123456789,",
        "pages=1-2, 0123456789,"
    })
    void isReadInPart(String range, String content, String told) {
        put("lake", "key", "0123456789");
        var part = s3.getObjectAsBytes(r -> r.bucket("lake").key("key").range(range));
        assertThat(part.asUtf8String()).isEqualTo(content);
        assertThat(part.response().contentRange()).isEqualTo(told);
        assertThat(part.response().sdkHttpResponse().statusCode()).isEqualTo(told == null ? 200 : 206);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=-0"})
    void isNotReadBehindItsEnd(String range) {
        put("lake", "key", "0123456789");
        var refusal =
                refusal(() -> s3.getObject(r -> r.bucket("lake").key("key").range(range)));
        assertThat(refusal.statusCode()).isEqualTo(416);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
    }

    @Test
    void isWrittenOnlyIfItIsNotThereOrIsTheOneExpected() {
        String tag = s3.putObject(r -> r.bucket("lake").key("key").ifNoneMatch("*"), RequestBody.fromString("first"))
                .eTag();
        var exists = refusal(() ->
                s3.putObject(r -> r.bucket("lake").key("key").ifNoneMatch("*"), RequestBody.fromString("second")));
        assertThat(exists.statusCode()).isEqualTo(412);
        s3.putObject(r -> r.bucket("lake").key("key").ifMatch(tag), RequestBody.fromString("second"));
        assertRefused(
                () -> s3.putObject(r -> r.bucket("lake").key("key").ifMatch(tag), RequestBody.fromString("third")),
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold");
        assertRefused(
                () -> s3.putObject(r -> r.bucket("lake").key("none").ifMatch(tag), RequestBody.fromString("x")),
                "NoSuchKey",
                "");
        assertRefused(
                () -> s3.putObject(r -> r.bucket("lake").key("key").ifNoneMatch(tag), RequestBody.fromString("x")),
                "NotImplemented",
                "");
    }

    @Test
    void isReadOnlyIfItIsTheOneExpected() {
        String tag = put("lake", "key", "x").eTag();
        s3.getObject(r -> r.bucket("lake").key("key").ifMatch(tag));
        s3.getObject(r -> r.bucket("lake").key("key").ifNoneMatch("other"));
        assertThat(refusal(() -> s3.getObject(r -> r.bucket("lake").key("key").ifMatch("other")))
                        .statusCode())
                .isEqualTo(412);
        assertThat(refusal(() -> s3.getObject(r -> r.bucket("lake").key("key").ifNoneMatch(tag)))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void keepsTheChecksumItCameWith(ChecksumAlgorithm algorithm) {
        s3.putObject(r -> r.bucket("lake").key("key").checksumAlgorithm(algorithm), RequestBody.fromString("content"));
        var head = s3.headObject(r -> r.bucket("lake").key("key").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(s3.getObjectAsBytes(r -> r.bucket("lake").key("key").checksumMode(ChecksumMode.ENABLED))
                        .asUtf8String())
                .isEqualTo("content");
        assertThat(s3.listObjectsV2(r -> r.bucket("lake")).contents().get(0).checksumAlgorithm())
                .containsExactly(algorithm);
    }

    /** The SDK itself computes this one only with the CRT. The value is that of the CRC catalogue, ae8b14860a799888. */
    @Test
    void takesAChecksumThatTheCallerComputed() {
        var written = s3.putObject(
                r -> r.bucket("lake").key("key").checksumCRC64NVME("rosUhgp5mIg="),
                RequestBody.fromString("123456789"));
        assertThat(written.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
        assertRefused(
                () -> s3.putObject(
                        r -> r.bucket("lake").key("key").checksumCRC64NVME("rosUhgp5mIg="),
                        RequestBody.fromString("damaged")),
                "BadDigest",
                "The CRC64NVME you specified did not match the calculated checksum.");
    }

    @Test
    void getsAChecksumFromS3WhenItCameWithNone() {
        aws.buckets().put("lake", "key", "123456789".getBytes(StandardCharsets.UTF_8));
        assertThat(s3.headObject(r -> r.bucket("lake").key("key").checksumMode(ChecksumMode.ENABLED))
                        .checksumCRC64NVME())
                .isEqualTo("rosUhgp5mIg=");
    }

    @Test
    void isEncryptedAsTheBucketIsByDefault() {
        encryptByDefault(KEY);
        var written = put("lake", "key", "x");
        assertThat(written.serverSideEncryptionAsString()).isEqualTo("aws:kms");
        assertThat(written.ssekmsKeyId()).isEqualTo(KEY);
        assertThat(written.bucketKeyEnabled()).isTrue();
        encryptByDefault(null);
        assertThat(put("lake", "key", "x").ssekmsKeyId()).startsWith("arn:aws:kms:us-east-1:123456789012:key/");
        encryptByDefault("alias/lake");
        assertThat(put("lake", "key", "x").ssekmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/lake");
    }

    @Test
    void isEncryptedAsTheRequestSays() {
        var written = s3.putObject(
                r -> r.bucket("lake").key("key").serverSideEncryption("aws:kms").ssekmsKeyId(KEY),
                RequestBody.fromString("x"));
        assertThat(written.ssekmsKeyId()).isEqualTo(KEY);
        assertThat(s3.headObject(r -> r.bucket("lake").key("key")).ssekmsKeyId())
                .isEqualTo(KEY);
        assertRefused(
                () -> s3.putObject(r -> r.bucket("lake").key("key").ssekmsKeyId(KEY), RequestBody.fromString("x")),
                "InvalidArgument",
                "requires HTTP header x-amz-server-side-encryption : aws:kms");
        assertRefused(
                () -> s3.putObject(
                        r -> r.bucket("lake").key("key").serverSideEncryption("ROT13"), RequestBody.fromString("x")),
                "InvalidArgument",
                "The encryption method specified is not supported");
        assertRefused(
                () -> s3.putObject(
                        r -> r.bucket("lake").key("key").storageClass("CELLAR"), RequestBody.fromString("x")),
                "InvalidStorageClass",
                "The storage class you specified is not valid");
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, 403, AccessDenied, is not authorized to perform: kms:GenerateDataKey on resource: " + KEY,
        "MISSING, 400, KMS.NotFoundException, does not exist",
        "DISABLED, 400, KMS.DisabledException, is disabled.",
        "PENDING_DELETION, 400, KMS.KMSInvalidStateException, is pending deletion."
    })
    void cannotBeWrittenNorReadWithAKeyThatCannotBeUsed(KmsKeyState state, int status, String code, String message) {
        encryptByDefault(KEY);
        put("lake", "key", "x");
        aws.settings().kmsKey(KEY, state);
        encryptByDefault(KEY);
        var refusal = refusal(() -> put("lake", "key", "x"));
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        assertRefused(() -> get("lake", "key"), code, "");
        aws.settings().kmsKey(KEY, KmsKeyState.USABLE);
        assertThat(get("lake", "key")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "fake-key, Invalid keyId 'fake-key'",
        "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555, Invalid arn eu-west-1"
    })
    void cannotBeWrittenWithAKeyThatCannotBe(String key, String message) {
        encryptByDefault(key);
        assertRefused(() -> put("lake", "key", "x"), "KMS.NotFoundException", message);
    }
}
