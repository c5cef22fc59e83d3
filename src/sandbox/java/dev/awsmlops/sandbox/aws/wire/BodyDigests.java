package dev.awsmlops.sandbox.aws.wire;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares a body with the digests that came with it, in the words of S3 (localstack test_s3.snapshot.json). */
final class BodyDigests {

    private static final String MD5 = "Content-MD5";
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

    private final WireRequest request;
    private final byte[] body;
    private final List<Checksum> given;

    private BodyDigests(WireRequest request) {
        this.request = request;
        this.body = request.body().asByteArrayUnsafe();
        this.given = Arrays.stream(Checksum.values())
                .filter(checksum -> request.header(checksum.header()).isPresent())
                .toList();
    }

    /**
     * Checks whatever digests the request carries.
     *
     * @throws ServiceFailure when one does not fit the body, or a required one is missing
     */
    static void verify(WireRequest request, boolean required) {
        BodyDigests digests = new BodyDigests(request);
        if (required && digests.given.isEmpty() && request.header(MD5).isEmpty()) {
            throw ServiceFailure.refused(
                    "InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        request.header(MD5).ifPresent(digests::verifyMd5);
        digests.verifyChecksum();
        digests.verifyPayload();
    }

    private void verifyMd5(String text) {
        byte[] told = base64(text).filter(bytes -> bytes.length == 16).orElseThrow(() -> ServiceFailure.refused(
                        "InvalidDigest", "The Content-MD5 you specified was invalid.")
                .with(MD5, text));
        byte[] calculated = Checksum.md5(body);
        if (!Arrays.equals(told, calculated)) {
            throw ServiceFailure.refused("BadDigest", "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", text)
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(calculated));
        }
    }

    private void verifyChecksum() {
        if (given.size() > 1) {
            throw ServiceFailure.refused(
                    "InvalidRequest",
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        for (Checksum checksum : given) {
            byte[] told = base64(request.header(checksum.header()).orElseThrow())
                    .filter(bytes -> bytes.length == checksum.length())
                    .orElseThrow(() -> ServiceFailure.refused(
                            "InvalidRequest", "Value for " + checksum.header() + " header is invalid."));
            if (!Arrays.equals(told, checksum.of(body))) {
                throw ServiceFailure.refused(
                        "BadDigest",
                        "The " + checksum.name() + " you specified did not match the calculated checksum.");
            }
        }
    }

    /** The digest that is part of the signature, unless that leaves the body out (IAM User Guide, "Elements of an AWS API request signature"). */
    private void verifyPayload() {
        String told = request.header("x-amz-content-sha256").orElse("");
        boolean digest = SHA256_HEX.matcher(told).matches();
        if (digest && !told.equals(HexFormat.of().formatHex(Checksum.SHA256.of(body)))) {
            throw ServiceFailure.refused(
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
