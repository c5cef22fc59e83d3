package dev.awsmlops.sandbox.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One HTTP request to AWS, from an SDK in this JVM or from a socket.
 *
 * @param method upper case
 * @param path still percent-encoded
 * @param query decoded
 * @param headers found whatever their case
 */
public record WireRequest(
        String method, String path, Map<String, List<String>> query, Map<String, List<String>> headers, SdkBytes body) {

    public WireRequest {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
