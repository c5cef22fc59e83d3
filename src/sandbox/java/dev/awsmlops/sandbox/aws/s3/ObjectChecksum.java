package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import java.util.List;

/**
 * The checksum that S3 keeps with an object.
 *
 * @param value in base64
 * @param composite whether it is of the parts' checksums, not of the content
 */
record ObjectChecksum(Checksum algorithm, String value, boolean composite) {

    static final String COMPOSITE = "COMPOSITE";
    static final String FULL_OBJECT = "FULL_OBJECT";

    static ObjectChecksum of(Checksum algorithm, byte[] content) {
        return new ObjectChecksum(algorithm, algorithm.textOf(content), false);
    }

    String type() {
        return composite ? COMPOSITE : FULL_OBJECT;
    }

    Output describe(Output output) {
        return output.put(algorithm.member(), value).put("ChecksumType", type());
    }

    /** As lists show it, which leave the value out. */
    Output summarize(Output output) {
        return output.put("ChecksumAlgorithm", List.of(algorithm.name())).put("ChecksumType", type());
    }
}
