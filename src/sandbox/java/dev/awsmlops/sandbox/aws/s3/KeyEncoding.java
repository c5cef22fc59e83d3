package dev.awsmlops.sandbox.aws.s3;

import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Optional;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * How lists write keys: as they are, or URL-encoded, for XML 1.0 cannot hold every character that keys can (API
 * reference, ListObjectsV2, encoding-type).
 */
record KeyEncoding(Optional<String> type) {

    static KeyEncoding of(Request request) {
        Optional<String> type = request.text("EncodingType");
        type.filter(asked -> !asked.equals("url")).ifPresent(unknown -> {
            throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", unknown);
        });
        return new KeyEncoding(type);
    }

    String encode(String text) {
        return type.isPresent() ? SdkHttpUtils.urlEncodeIgnoreSlashes(text) : text;
    }
}
