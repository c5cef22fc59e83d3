package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What an object holds, and all that is kept with it. Immutable, so versions may share it.
 *
 * @param eTag with its quotes
 * @param properties the members that a read gives back as they were written, such as ContentType
 */
record StoredContent(
        SdkBytes bytes, String eTag, ObjectChecksum checksum, Encryption encryption, ObjectNode properties) {

    private static final String DEFAULT_TYPE = "binary/octet-stream";

    /**
     * The content of a PutObject. S3 adds a CRC64NVME when the caller sends no checksum (S3 User Guide, "Checking object
     * integrity").
     */
    static StoredContent of(Request request, Encryption encryption) {
        byte[] bytes = body(request);
        Checksum algorithm = algorithm(request).orElse(Checksum.CRC64NVME);
        return new StoredContent(
                SdkBytes.fromByteArrayUnsafe(bytes),
                eTag(bytes),
                ObjectChecksum.of(algorithm, bytes),
                encryption,
                properties(request));
    }

    static byte[] body(Request request) {
        try {
            return request.has("Body") ? request.input().get("Body").binaryValue() : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The algorithm of the checksum that came with the body. */
    static Optional<Checksum> algorithm(Request request) {
        return Arrays.stream(Checksum.values())
                .filter(checksum -> request.has(checksum.member()))
                .findFirst();
    }

    /** Of content in one piece: its MD5 (API reference, Object). */
    static String eTag(byte[] content) {
        return '"' + HexFormat.of().formatHex(Checksum.md5(content)) + '"';
    }

    static ObjectNode properties(Request request) {
        String type = request.text("ContentType").orElse(DEFAULT_TYPE);
        String storageClass = request.text("StorageClass").orElse(StorageClass.STANDARD.name());
        StorageClass.check(storageClass);
        return new Output()
                .copy(
                        request.input(),
                        "CacheControl",
                        "ContentDisposition",
                        "ContentEncoding",
                        "ContentLanguage",
                        "Metadata")
                .put("ContentType", type)
                .put("StorageClass", storageClass)
                .json();
    }

    /** As lists show it. */
    Output summarize(Output output) {
        return checksum.summarize(output).put("ETag", eTag).put("Size", size()).put("StorageClass", storageClass());
    }

    int size() {
        return bytes.asByteArrayUnsafe().length;
    }

    String storageClass() {
        return properties.get("StorageClass").asText();
    }
}
