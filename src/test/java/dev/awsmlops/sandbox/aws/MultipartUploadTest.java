package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class MultipartUploadTest extends S3Test {

    private static final String FIVE_MIB = "x".repeat(5 * 1024 * 1024);

    @BeforeEach
    void create() {
        create("lake");
    }

    private String begin(String key) {
        return s3.createMultipartUpload(r -> r.bucket("lake").key(key)).uploadId();
    }

    private String beginWithChecksums(String key) {
        return s3.createMultipartUpload(r -> r.bucket("lake").key(key).checksumAlgorithm("CRC32"))
                .uploadId();
    }

    private UploadPartResponse upload(String key, String id, int part, String content) {
        return s3.uploadPart(
                r -> r.bucket("lake").key(key).uploadId(id).partNumber(part), RequestBody.fromString(content));
    }

    private CompleteMultipartUploadResponse complete(String key, String id, CompletedPart... parts) {
        return s3.completeMultipartUpload(
                r -> r.bucket("lake").key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    }

    private static CompletedPart part(int number, UploadPartResponse uploaded) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(uploaded.eTag())
                .checksumCRC32(uploaded.checksumCRC32())
                .build();
    }

    private List<String> uploads() {
        return s3.listMultipartUploads(r -> r.bucket("lake")).uploads().stream()
                .map(MultipartUpload::uploadId)
                .toList();
    }

    @Test
    void becomesAnObjectWhenItIsCompleted() {
        version("lake", BucketVersioningStatus.ENABLED);
        String id = s3.createMultipartUpload(r ->
                        r.bucket("lake").key("big").contentType("text/plain").checksumAlgorithm("CRC32"))
                .uploadId();
        var last = upload("big", id, 7, "tail");
        var first = upload("big", id, 2, FIVE_MIB);
        upload("big", id, 9, "not wanted");
        assertThat(aws.buckets().keys("lake")).isEmpty();
        var completed = complete("big", id, part(2, first), part(7, last));
        assertThat(completed.eTag()).endsWith("-2\"");
        assertThat(completed.location()).isEqualTo("https://lake.s3.us-east-1.amazonaws.com/big");
        assertThat(completed.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(completed.checksumCRC32()).endsWith("-2");
        assertThat(get("lake", "big")).isEqualTo(FIVE_MIB + "tail");
        var head = s3.headObject(r -> r.bucket("lake").key("big"));
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.versionId()).isEqualTo(completed.versionId());
        assertThat(aws.buckets().uploads("lake")).isZero();
        assertThat(refusal(() -> complete("big", id, part(2, first)))).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void hasTheETagOfItsParts() {
        String id = begin("big");
        var completed = complete("big", id, part(1, upload("big", id, 1, "part")));
        // md5(md5("part"))
        assertThat(completed.eTag()).isEqualTo("\"1819d1a8700e59901a48215b8577ac07-1\"");
    }

    @Test
    void hasAChecksumOfItsOwnWhenPartsHaveNone() {
        S3Client plain = in(
                Region.US_EAST_1,
                S3Client.builder().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
        var created = plain.createMultipartUpload(r -> r.bucket("lake").key("big"));
        assertThat(created.checksumAlgorithm()).isNull();
        var part = plain.uploadPart(
                r -> r.bucket("lake").key("big").uploadId(created.uploadId()).partNumber(1),
                RequestBody.fromString("123456789"));
        assertThat(part.checksumCRC32()).isNull();
        var completed = complete("big", created.uploadId(), part(1, part));
        assertThat(completed.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
        assertThat(completed.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void isEndedWhenItIsAborted() {
        String id = begin("big");
        upload("big", id, 1, "part");
        s3.abortMultipartUpload(r -> r.bucket("lake").key("big").uploadId(id));
        assertThat(uploads()).isEmpty();
        assertThat(refusal(() ->
                        s3.abortMultipartUpload(r -> r.bucket("lake").key("big").uploadId(id))))
                .isInstanceOf(NoSuchUploadException.class);
        assertThat(refusal(() -> upload("big", id, 1, "part"))).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void belongsToItsKey() {
        String id = begin("big");
        assertThat(refusal(() -> upload("other", id, 1, "part"))).isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void doesNotKeepItsBucket() {
        begin("big");
        s3.deleteBucket(r -> r.bucket("lake"));
    }

    @Test
    void isCompletedOnlyWithItsPartsInOrder() {
        String id = beginWithChecksums("big");
        assertRefused(
                () -> s3.completeMultipartUpload(
                        r -> r.bucket("lake").key("big").uploadId(id)),
                "InvalidRequest",
                "You must specify at least one part");
        var part = upload("big", id, 1, "part");
        assertRefused(
                () -> complete("big", id, part(2, part)),
                "InvalidPart",
                "One or more of the specified parts could not be found.");
        var other = upload("big", id, 2, "other");
        assertRefused(() -> complete("big", id, part(1, other)), "InvalidPart", "");
        assertRefused(
                () -> complete(
                        "big",
                        id,
                        part(1, part).toBuilder().checksumCRC32("AAAAAA==").build()),
                "InvalidPart",
                "");
        assertRefused(
                () -> complete(
                        "big", id, part(1, part).toBuilder().checksumCRC32(null).build()),
                "InvalidRequest",
                "The complete request must include the checksum for each part. It was missing for part 1");
        assertRefused(
                () -> complete("big", id, part(2, other), part(1, part)),
                "InvalidPartOrder",
                "The list of parts was not in ascending order.");
        assertRefused(
                () -> complete("big", id, part(1, part), part(2, other)),
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size");
        assertThat(uploads()).containsExactly(id);
    }

    @Test
    void takesPartsOfItsAlgorithmAndNumbersUpToTenThousand() {
        String id = beginWithChecksums("big");
        assertRefused(
                () -> upload("big", id, 10_001, "x"),
                "InvalidArgument",
                "Part number must be an integer between 1 and 10000, inclusive");
        assertRefused(() -> upload("big", id, 0, "x"), "InvalidArgument", "");
        assertRefused(
                () -> s3.uploadPart(
                        r -> r.bucket("lake")
                                .key("big")
                                .uploadId(id)
                                .partNumber(1)
                                .checksumAlgorithm("SHA256"),
                        RequestBody.fromString("x")),
                "InvalidRequest",
                "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha256");
    }

    @ParameterizedTest
    @CsvSource({
        "CRC64NVME, COMPOSITE, The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.",
        "SHA256, FULL_OBJECT, The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.",
        "MD4, COMPOSITE, Checksum algorithm provided is unsupported."
    })
    void takesOnlyChecksumsThatGoTogether(String algorithm, String type, String message) {
        assertRefused(
                () -> s3.createMultipartUpload(r ->
                        r.bucket("lake").key("big").checksumAlgorithm(algorithm).checksumType(type)),
                "InvalidRequest",
                message);
    }

    @Test
    void isCompletedOnlyIfNothingElseTookTheKey() {
        String id = begin("big");
        var part = upload("big", id, 1, "part");
        put("lake", "big", "taken");
        assertThat(refusal(() -> s3.completeMultipartUpload(r -> r.bucket("lake")
                                .key("big")
                                .uploadId(id)
                                .ifNoneMatch("*")
                                .multipartUpload(m -> m.parts(part(1, part)))))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void isListedInPagesWhichGoOnThoughItIsAborted() {
        String a1 = begin("a");
        String b = begin("b");
        String a2 = begin("a");
        assertThat(uploads()).containsExactly(a1, a2, b);
        var first = s3.listMultipartUploads(r -> r.bucket("lake").maxUploads(1));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.uploads().get(0).initiated()).isEqualTo(SimulatedClock.START);
        s3.abortMultipartUpload(r -> r.bucket("lake").key("a").uploadId(a1));
        var second = s3.listMultipartUploads(
                r -> r.bucket("lake").keyMarker(first.nextKeyMarker()).uploadIdMarker(first.nextUploadIdMarker()));
        assertThat(second.uploads()).extracting(MultipartUpload::uploadId).containsExactly(a2, b);
        assertThat(s3.listMultipartUploads(r -> r.bucket("lake").keyMarker("a")).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(b);
        assertThat(s3.listMultipartUploadsPaginator(r -> r.bucket("lake").maxUploads(1)).stream()
                        .flatMap(page -> page.uploads().stream().map(MultipartUpload::uploadId)))
                .containsExactly(a2, b);
        assertRefused(
                () -> s3.listMultipartUploads(
                        r -> r.bucket("lake").keyMarker("a").uploadIdMarker(b)),
                "InvalidArgument",
                "Invalid uploadId marker");
        assertRefused(
                () -> s3.listMultipartUploads(
                        r -> r.bucket("lake").keyMarker("a").uploadIdMarker("x")),
                "InvalidArgument",
                "Invalid uploadId marker");
    }

    @Test
    void isListedByPrefixAndDelimiter() {
        Stream.of("test/bar/1", "test/foo/1", "test/key", "other").forEach(this::begin);
        var page = s3.listMultipartUploads(r -> r.bucket("lake").prefix("test/").delimiter("/"));
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("test/bar/", "test/foo/");
        assertThat(page.uploads()).extracting(MultipartUpload::key).containsExactly("test/key");
    }
}
