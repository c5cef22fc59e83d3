package dev.awsmlops.sandbox.aws.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Which bucket and object a request is for: the bucket is part of the host name, or the first part of the path (S3 User
 * Guide, "Virtual hosting of general purpose buckets").
 *
 * @param globalEndpoint whether the host name is a bucket's and names no region: such requests reach the bucket's own
 *     region, whichever they are signed for
 */
record S3Address(Optional<String> bucket, Optional<String> key, boolean globalEndpoint) {

    private static final Pattern HOST =
            Pattern.compile("(?:(?<bucket>.+)\\.)?s3(?:\\.dualstack)?(?:[.-](?<region>[a-z0-9-]+))?\\.amazonaws\\.com");

    static S3Address of(WireRequest request) {
        String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
        Matcher host = HOST.matcher(request.header("Host").orElse("").split(":", 2)[0]);
        if (host.matches() && host.group("bucket") != null) {
            return new S3Address(Optional.of(host.group("bucket")), part(path), host.group("region") == null);
        }
        String[] parts = path.split("/", 2);
        return new S3Address(part(parts[0]), parts.length == 2 ? part(parts[1]) : Optional.empty(), false);
    }

    private static Optional<String> part(String encoded) {
        return Optional.of(encoded)
                .filter(text -> !text.isEmpty())
                .map(text -> SdkHttpUtils.urlDecode(text.replace("+", "%2B")));
    }
}
