package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.s3.MultipartUpload.Part;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/** Puts an object together from the parts that a CompleteMultipartUpload names (API reference). */
final class Assembly {

    /** S3 User Guide, "Amazon S3 multipart upload limits": 5 MiB, but for the last part. */
    private static final int SMALLEST_PART = 5 * 1024 * 1024;

    private final MultipartUpload upload;
    private final NavigableMap<Integer, Part> parts = new TreeMap<>();

    private Assembly(MultipartUpload upload) {
        this.upload = upload;
    }

    static StoredContent of(Request request, MultipartUpload upload) {
        JsonNode asked = request.input().path("MultipartUpload").path("Parts");
        if (asked.isEmpty()) {
            throw S3Errors.invalidRequest("You must specify at least one part");
        }
        Assembly assembly = new Assembly(upload);
        asked.forEach(assembly::add);
        assembly.requireLarge();
        return assembly.assemble();
    }

    private void add(JsonNode asked) {
        int number = asked.path("PartNumber").asInt();
        if (!parts.isEmpty() && number <= parts.lastKey()) {
            throw ServiceFailure.refused(
                            "InvalidPartOrder",
                            "The list of parts was not in ascending order. Parts must be ordered by part number.")
                    .with("UploadId", upload.id());
        }
        Part part = upload.parts().get(number);
        String eTag = asked.path("ETag").asText().replace("\"", "");
        if (part == null || !part.eTag().equals('"' + eTag + '"') || !checksumFits(number, asked, part)) {
            throw ServiceFailure.refused(
                            "InvalidPart",
                            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.")
                    .with("UploadId", upload.id())
                    .with("PartNumber", String.valueOf(number))
                    .with("ETag", eTag);
        }
        parts.put(number, part);
    }

    /** Where the object's checksum is of the parts', the parts' must be named. */
    private boolean checksumFits(int number, JsonNode asked, Part part) {
        Optional<ObjectChecksum> known = part.checksum();
        if (known.isEmpty()) {
            return true;
        }
        JsonNode told = asked.path(known.get().algorithm().member());
        if (told.isMissingNode() && upload.composite()) {
            throw S3Errors.invalidRequest(
                    "The upload was created using a %s checksum. The complete request must include the checksum for each part. It was missing for part %d in the request."
                            .formatted(known.get().algorithm().lowerCase(), number));
        }
        return told.isMissingNode() || told.asText().equals(known.get().value());
    }

    private void requireLarge() {
        parts.headMap(parts.lastKey()).forEach((number, part) -> {
            if (part.size() < SMALLEST_PART) {
                throw ServiceFailure.refused(
                                "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", String.valueOf(part.size()))
                        .with("MinSizeAllowed", String.valueOf(SMALLEST_PART))
                        .with("PartNumber", String.valueOf(number))
                        .with("ETag", part.eTag().replace("\"", ""));
            }
        });
    }

    private StoredContent assemble() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteArrayOutputStream md5s = new ByteArrayOutputStream();
        parts.values().forEach(part -> {
            content.writeBytes(part.bytes().asByteArrayUnsafe());
            md5s.writeBytes(Checksum.md5(part.bytes().asByteArrayUnsafe()));
        });
        String eTag = "\"%s-%d\"".formatted(HexFormat.of().formatHex(Checksum.md5(md5s.toByteArray())), parts.size());
        byte[] bytes = content.toByteArray();
        return new StoredContent(
                SdkBytes.fromByteArrayUnsafe(bytes), eTag, checksum(bytes), upload.encryption(), upload.properties());
    }

    private ObjectChecksum checksum(byte[] content) {
        Checksum algorithm = upload.algorithm().orElse(Checksum.CRC64NVME);
        if (!upload.composite()) {
            return ObjectChecksum.of(algorithm, content);
        }
        ByteArrayOutputStream checksums = new ByteArrayOutputStream();
        parts.values()
                .forEach(part -> checksums.writeBytes(
                        Base64.getDecoder().decode(part.checksum().orElseThrow().value())));
        String value = algorithm.textOf(checksums.toByteArray()) + "-" + parts.size();
        return new ObjectChecksum(algorithm, value, true);
    }
}
