package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An object on its way, in parts that stay until it is completed or aborted.
 *
 * @param algorithm of the checksum that parts must come with, if the caller chose one
 * @param composite whether the object's checksum is to be of the parts' checksums
 * @param properties as in {@link StoredContent}
 */
record MultipartUpload(
        String key,
        String id,
        Instant initiated,
        Encryption encryption,
        Optional<Checksum> algorithm,
        boolean composite,
        ObjectNode properties,
        NavigableMap<Integer, Part> parts) {

    /**
     * A part.
     *
     * @param eTag with its quotes
     * @param checksum of the algorithm that the upload or else the part came with
     */
    record Part(SdkBytes bytes, String eTag, Optional<ObjectChecksum> checksum) {

        int size() {
            return bytes.asByteArrayUnsafe().length;
        }
    }

    /** An upload that begins (API reference, CreateMultipartUpload). */
    static MultipartUpload begin(Request request, String id, Encryption encryption) {
        Optional<Checksum> algorithm = request.text("ChecksumAlgorithm").map(MultipartUpload::algorithm);
        return new MultipartUpload(
                ObjectWrites.key(request),
                id,
                request.now(),
                encryption,
                algorithm,
                composite(request, algorithm),
                StoredContent.properties(request),
                new TreeMap<>());
    }

    private static Checksum algorithm(String name) {
        return Checksum.named(name)
                .orElseThrow(
                        () -> S3Errors.invalidRequest(
                                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }

    /**
     * CRC64NVME is of the full object always, SHA never, the others as the caller chooses (S3 User Guide, "Checking
     * object integrity"; words of localstack test_s3.snapshot.json, test_multipart_checksum_type_compatibility).
     */
    private static boolean composite(Request request, Optional<Checksum> algorithm) {
        Optional<String> asked = request.text("ChecksumType");
        if (algorithm.isEmpty()) {
            asked.ifPresent(type -> {
                throw S3Errors.invalidRequest(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            });
            return false;
        }
        Checksum checksum = algorithm.get();
        String type =
                asked.orElse(checksum == Checksum.CRC64NVME ? ObjectChecksum.FULL_OBJECT : ObjectChecksum.COMPOSITE);
        boolean composite = type.equals(ObjectChecksum.COMPOSITE);
        boolean sha = checksum == Checksum.SHA1 || checksum == Checksum.SHA256;
        if (composite ? checksum == Checksum.CRC64NVME : sha) {
            throw S3Errors.invalidRequest("The %s checksum type cannot be used with the %s checksum algorithm."
                    .formatted(type, checksum.lowerCase()));
        }
        return composite;
    }

    Output describe() {
        Output output = encryption.describe(new Output());
        algorithm.ifPresent(checksum -> output.put("ChecksumAlgorithm", checksum.name())
                .put("ChecksumType", composite ? ObjectChecksum.COMPOSITE : ObjectChecksum.FULL_OBJECT));
        return output;
    }
}
