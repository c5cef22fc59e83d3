package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the next page of a list begins: behind a name, which callers cannot read. */
final class ContinuationToken {

    private ContinuationToken() {}

    static String behind(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The name behind which the request wants to go on. */
    static Optional<String> of(Request request) {
        return request.text("ContinuationToken")
                .filter(token -> !token.isEmpty())
                .map(ContinuationToken::name);
    }

    private static String name(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw ServiceFailure.refused("InvalidArgument", "The continuation token provided is incorrect")
                    .with("ArgumentName", "continuation-token");
        }
    }
}
