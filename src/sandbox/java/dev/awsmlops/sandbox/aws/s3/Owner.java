package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The account as S3 names owners: by its canonical user id, 64 hex digits (AWS account management, reference guide). */
final class Owner {

    private Owner() {}

    static ObjectNode of(Request request) {
        byte[] digest = Checksum.SHA256.of(request.account().getBytes(StandardCharsets.UTF_8));
        return new Output().put("ID", HexFormat.of().formatHex(digest)).json();
    }
}
