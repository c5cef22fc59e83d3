package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.sandbox.aws.wire.WireRequest;
import dev.awsmlops.sandbox.aws.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.Md5Utils;

class S3WireTest extends S3Test {

    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIA/20261102/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00";
    private static final String TAGGING = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
    private static final String DIGEST = "Content-MD5";

    private final Door door = aws.door("raw");

    @BeforeEach
    void create() {
        create("lake");
    }

    /** Sends what the SDK never would. The parameters are pairs. */
    private WireResponse send(String method, String path, Map<String, String> headers, String body, String... query)
            throws IOException {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.putIfAbsent("Host", List.of("s3.us-east-1.amazonaws.com"));
        all.put("Authorization", List.of(AUTHORIZATION));
        Map<String, List<String>> parameters = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], List.of(query[i + 1]));
        }
        return door.send(new WireRequest(method, path, parameters, all, SdkBytes.fromUtf8String(body)));
    }

    private void assertAnswer(WireResponse answer, int status, String... words) {
        assertThat(answer.body().asUtf8String()).contains(words);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void bucketsAreFoundByHostOrPath() {
        List<S3Client> clients = List.of(
                s3,
                in(Region.US_EAST_1, S3Client.builder().forcePathStyle(true)),
                in(Region.US_EAST_1, S3Client.builder().dualstackEnabled(true)));
        for (S3Client client : clients) {
            client.putObject(r -> r.bucket("lake").key("a/b c"), RequestBody.fromString("x"));
            assertThat(client.getObjectAsBytes(r -> r.bucket("lake").key("a/b c"))
                            .asUtf8String())
                    .isEqualTo("x");
            client.createBucket(r -> r.bucket("other"));
            client.headBucket(r -> r.bucket("other"));
            client.deleteObject(r -> r.bucket("lake").key("a/b c"));
            client.deleteBucket(r -> r.bucket("other"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lake.s3.us-east-1.amazonaws.com, /key",
        "lake.s3.amazonaws.com, /key",
        "lake.s3-us-east-1.amazonaws.com, /key",
        "s3.us-east-1.amazonaws.com, /lake/key",
        "s3.amazonaws.com, /lake/key",
        "127.0.0.1:4566, /lake/key"
    })
    void anObjectIsFoundByAnyOfItsAddresses(String host, String path) throws IOException {
        put("lake", "key", "found");
        assertAnswer(send("GET", path, Map.of("Host", host), ""), 200, "found");
    }

    @Test
    void aBucketWithDotsIsFoundByItsHost() throws IOException {
        create("my.lake");
        assertThat(send("HEAD", "/", Map.of("Host", "my.lake.s3.us-east-1.amazonaws.com"), "")
                        .headers())
                .containsEntry("x-amz-bucket-arn", "arn:aws:s3:::my.lake");
    }

    @Test
    void aBucketOfAnotherRegionIsElsewhereByPathAsWell() throws IOException {
        inIreland.createBucket(r -> r.bucket("irish"));
        WireResponse redirect = send("GET", "/irish/key", Map.of("Host", "s3.amazonaws.com"), "");
        assertAnswer(
                redirect,
                301,
                "<Code>PermanentRedirect</Code>",
                "<Endpoint>irish.s3.eu-west-1.amazonaws.com</Endpoint>");
        assertThat(redirect.headers()).containsEntry("x-amz-bucket-region", "eu-west-1");
        assertAnswer(
                send("GET", "/key", Map.of("Host", "irish.s3.amazonaws.com"), ""),
                400,
                "<Code>AuthorizationHeaderMalformed</Code>",
                "<Region>eu-west-1</Region>");
        assertAnswer(
                send("GET", "/key", Map.of("Host", "irish.s3.us-east-1.amazonaws.com"), ""),
                301,
                "<Code>PermanentRedirect</Code>");
    }

    @Test
    void errorsAreXmlWithARequestId() throws IOException {
        WireResponse missing = send("GET", "/lake/a%3Cb", Map.of(), "");
        assertAnswer(
                missing,
                404,
                "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a&lt;b</Key>"
                        + "<RequestId>" + missing.headers().get("x-amz-request-id") + "</RequestId></Error>");
        assertThat(missing.headers()).containsEntry("Content-Type", "application/xml");
    }

    @Test
    void answersToHeadHaveNoBody() throws IOException {
        put("lake", "key", "content");
        WireResponse found = send("HEAD", "/lake/key", Map.of(), "");
        assertThat(found.headers()).containsEntry("Content-Length", "7");
        assertThat(found.body().asByteArray()).isEmpty();
        WireResponse missing = send("HEAD", "/lake/none", Map.of(), "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body().asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Lake", "my_lake", "-lake", "lake-", "my..lake", "192.168.5.4"})
    void bucketsMustHaveProperNames(String name) throws IOException {
        assertAnswer(
                send("PUT", "/" + name, Map.of(), ""),
                400,
                "<Code>InvalidBucketName</Code>",
                "<BucketName>" + name + "</BucketName>");
    }

    @Test
    void chunksArePutTogetherAndTheirTrailersRead() throws IOException {
        String body = "5;chunk-signature=0a\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
        Map<String, String> headers = Map.of(
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length", "11",
                "x-amz-trailer", "x-amz-checksum-crc32",
                "Content-Encoding", "aws-chunked,br");
        assertThat(send("PUT", "/lake/key", headers, body).headers()).containsEntry("x-amz-checksum-crc32", "DUoRhQ==");
        assertThat(get("lake", "key")).isEqualTo("hello world");
        assertThat(s3.headObject(r -> r.bucket("lake").key("key")).contentEncoding())
                .isEqualTo("br");
        assertAnswer(
                send("PUT", "/lake/key", headers, body.replace("world", "whirl")),
                400,
                "<Code>BadDigest</Code>",
                "The CRC32 you specified did not match the calculated checksum.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nhel", "z\r\nhello\r\n0\r\n\r\n", "4\r\nhell\r\n0\r\n\r\n", ""})
    void chunksMustBeComplete(String body) throws IOException {
        Map<String, String> headers = Map.of(
                "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length", "5");
        assertAnswer(send("PUT", "/lake/key", headers, body), 400, "<Code>IncompleteBody</Code>");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, __invalid__, InvalidDigest, The Content-MD5 you specified was invalid.",
        "Content-MD5, MTIz, InvalidDigest, The Content-MD5 you specified was invalid.",
        "Content-MD5, CYketZBSTjX8czcs3cXVlg==, BadDigest, The Content-MD5 you specified did not match",
        "x-amz-checksum-sha1, __invalid__, InvalidRequest, Value for x-amz-checksum-sha1 header is invalid.",
        "x-amz-checksum-crc32, AAAAAA==, BadDigest, The CRC32 you specified did not match",
        "x-amz-content-sha256, 0000000000000000000000000000000000000000000000000000000000000000, XAmzContentSHA256Mismatch, does not match"
    })
    void bodiesMustFitTheirDigests(String header, String value, String code, String message) throws IOException {
        assertAnswer(
                send("PUT", "/lake/key", Map.of(header, value), "body"), 400, "<Code>" + code + "</Code>", message);
    }

    @Test
    void bodiesHaveOneChecksumAtMost() throws IOException {
        assertAnswer(
                send(
                        "PUT",
                        "/lake/key",
                        Map.of("x-amz-checksum-crc32", "AAAAAA==", "x-amz-checksum-crc32c", "AAAAAA=="),
                        ""),
                400,
                "Expecting a single x-amz-checksum- header.");
    }

    @Test
    void documentsMustComeWithADigest() throws IOException {
        assertAnswer(
                send("PUT", "/lake", Map.of(), TAGGING, "tagging", ""),
                400,
                "<Code>InvalidRequest</Code>",
                "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        assertAnswer(
                send("POST", "/lake", Map.of(), "<Delete><Object><Key>a</Key></Object></Delete>", "delete", ""),
                400,
                "<Code>InvalidRequest</Code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Tagging>",
                "nonsense",
                "<Other/>",
                "<Tagging/>",
                "<Tagging><TagSet><Label/></TagSet></Tagging>",
                "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
                "<Tagging><TagSet/><TagSet/></Tagging>",
                "<Tagging><TagSet><Tag><Key><a/></Key><Value/></Tag></TagSet></Tagging>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hostname'>]><Tagging><TagSet/></Tagging>"
            })
    void documentsMustFitTheSchema(String document) throws IOException {
        assertAnswer(
                send("PUT", "/lake", Map.of(DIGEST, md5(document)), document, "tagging", ""),
                400,
                "<Code>MalformedXML</Code>");
    }

    @Test
    void numbersAndFlagsInDocumentsMustBeSome() throws IOException {
        String days = "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Expiration><Days>many</Days>"
                + "</Expiration></Rule></LifecycleConfiguration>";
        assertAnswer(
                send("PUT", "/lake", Map.of(DIGEST, md5(days)), days, "lifecycle", ""),
                400,
                "<Code>MalformedXML</Code>");
        String quiet = "<Delete><Quiet>perhaps</Quiet><Object><Key>a</Key></Object></Delete>";
        assertAnswer(
                send("POST", "/lake", Map.of(DIGEST, md5(quiet)), quiet, "delete", ""),
                400,
                "<Code>MalformedXML</Code>");
    }

    @Test
    void documentsMustNotBeMissing() throws IOException {
        assertAnswer(
                send("PUT", "/lake", Map.of(DIGEST, md5("")), "", "tagging", ""),
                400,
                "<Code>MissingRequestBodyError</Code>");
    }

    @Test
    void parametersMustBeNumbersWhereTheyAreSome() throws IOException {
        assertAnswer(
                send("GET", "/lake", Map.of(), "", "list-type", "2", "max-keys", "many"),
                400,
                "<Code>InvalidArgument</Code>",
                "Provided max-keys not an integer or within integer range");
    }

    @Test
    void whatIsNotSimulatedIsNotTakenForSomethingElse() throws IOException {
        assertAnswer(send("GET", "/lake", Map.of(), "", "acl", ""), 501, "<Code>NotImplemented</Code>");
        assertAnswer(send("PUT", "/lake", Map.of("x-amz-acl", "public-read"), ""), 501, "NotImplemented");
        assertAnswer(send("PUT", "/lake/b", Map.of("x-amz-copy-source", "/lake/a"), ""), 501, "NotImplemented");
        assertAnswer(send("GET", "/lake/a", Map.of(), "", "partNumber", "1"), 501, "NotImplemented");
        assertAnswer(send("PUT", "/lake/a", Map.of("x-amz-tagging", "a=b"), ""), 501, "NotImplemented");
        assertThat(aws.buckets().keys("lake")).isEmpty();
    }

    private static String md5(String document) {
        return Md5Utils.md5AsBase64(document.getBytes(StandardCharsets.UTF_8));
    }
}
