package dev.awsmlops.sandbox.aws.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The content encoding {@code aws-chunked} (S3 API reference, "Transferring payload in multiple chunks"): each chunk says
 * its length in hex, and after the last one, of length zero, come headers that were not known at the start, such as the
 * checksum. Signatures of chunks are not verified.
 */
final class AwsChunked {

    private static final String ENCODING = "Content-Encoding";

    private final byte[] body;
    private int position;

    private AwsChunked(byte[] body) {
        this.body = body;
    }

    /** The same request in plain: body decoded, trailing headers among the others. */
    static WireRequest decode(WireRequest request) {
        if (!request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")) {
            return request;
        }
        AwsChunked chunks = new AwsChunked(request.body().asByteArrayUnsafe());
        byte[] content = chunks.content();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putAll(chunks.trailers());
        plainEncoding(headers);
        requireLength(request, content);
        return new WireRequest(
                request.method(), request.path(), request.query(), headers, SdkBytes.fromByteArrayUnsafe(content));
    }

    /** What the object itself is encoded in stays. */
    private static void plainEncoding(Map<String, List<String>> headers) {
        List<String> left = headers.getOrDefault(ENCODING, List.of()).stream()
                .map(value -> value.replaceAll("aws-chunked,?\\s*", ""))
                .filter(value -> !value.isBlank())
                .toList();
        headers.remove(ENCODING);
        if (!left.isEmpty()) {
            headers.put(ENCODING, left);
        }
    }

    private static void requireLength(WireRequest request, byte[] content) {
        String declared = request.header("x-amz-decoded-content-length").orElse("");
        if (!declared.equals(String.valueOf(content.length))) {
            throw incomplete();
        }
    }

    private byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            if (length > body.length - position) {
                throw incomplete();
            }
            content.write(body, position, length);
            position += length;
            line();
        }
        return content.toByteArray();
    }

    private int chunkLength() {
        String size = line().split(";", 2)[0];
        try {
            return Integer.parseInt(size, 16);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
    }

    private Map<String, List<String>> trailers() {
        Map<String, List<String>> trailers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        while (position < body.length) {
            String[] header = line().split(":", 2);
            if (header.length == 2) {
                trailers.put(header[0].trim(), List.of(header[1].trim()));
            }
        }
        return trailers;
    }

    private String line() {
        int end = position;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        String line = new String(body, position, end - position, StandardCharsets.UTF_8);
        position = Math.min(end + 1, body.length);
        return line.strip();
    }

    private static ServiceFailure incomplete() {
        return ServiceFailure.refused(
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
}
