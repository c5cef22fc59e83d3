package dev.awsmlops.sandbox.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error answer of AWS: a code that the SDK parses, a message, and an HTTP status. */
public final class ServiceFailure extends RuntimeException {

    private final String code;
    private final int status;
    private final Map<String, String> details;
    private final Map<String, String> headers;

    public ServiceFailure(String code, String message, int status) {
        this(code, message, status, Map.of(), Map.of());
    }

    private ServiceFailure(
            String code, String message, int status, Map<String, String> details, Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = details;
        this.headers = headers;
    }

    /** An error that is the caller's: HTTP 400. */
    public static ServiceFailure refused(String code, String message) {
        return new ServiceFailure(code, message, 400);
    }

    /** The same error, with one more member beside code and message, such as S3's {@code BucketName}. */
    public ServiceFailure with(String member, String value) {
        return new ServiceFailure(code, getMessage(), status, plus(details, member, value), headers);
    }

    /** The same error, with one more HTTP header. */
    public ServiceFailure withHeader(String name, String value) {
        return new ServiceFailure(code, getMessage(), status, details, plus(headers, name, value));
    }

    private static Map<String, String> plus(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    Map<String, String> details() {
        return details;
    }

    Map<String, String> headers() {
        return headers;
    }
}
