package dev.awsmlops.sandbox.aws.wire;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/** One HTTP answer of AWS. */
public record WireResponse(int status, Map<String, String> headers, SdkBytes body) {

    public static WireResponse of(int status, String contentType, String requestId, String body) {
        return new WireResponse(
                status,
                Map.of("Content-Type", contentType, "x-amzn-RequestId", requestId),
                SdkBytes.fromUtf8String(body));
    }

    /** What a HEAD request is answered (RFC 9110, section 9.3.2). */
    public WireResponse withoutBody() {
        return new WireResponse(status, headers, SdkBytes.fromByteArray(new byte[0]));
    }

    public WireResponse with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new WireResponse(status, more, body);
    }
}
