package dev.awsmlops.sandbox.aws.wire;

/** An error answer of AWS: a code that the SDK parses, a message, and an HTTP status. */
public final class ServiceFailure extends RuntimeException {

    private final String code;
    private final int status;

    public ServiceFailure(String code, String message, int status) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** An error that is the caller's: HTTP 400. */
    public static ServiceFailure refused(String code, String message) {
        return new ServiceFailure(code, message, 400);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
