package dev.awsmlops.operator.wire;

import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A service that names the operation in the header {@code X-Amz-Target} (Smithy, "AWS JSON 1.1 protocol"). */
enum JsonService {
    GLUE("Glue", "glue", "AWSGlue"),
    SAGE_MAKER("SageMaker", "sagemaker", "SageMaker"),
    CODE_COMMIT("CodeCommit", "codecommit", "CodeCommit_20150413");

    static final String TARGET = "X-Amz-Target";

    private final String id;
    private final String signingName;
    private final String prefix;

    JsonService(String id, String signingName, String prefix) {
        this.id = id;
        this.signingName = signingName;
        this.prefix = prefix;
    }

    /** What it is signed for. */
    String signingName() {
        return signingName;
    }

    /** The header's value. */
    String target(String operation) {
        return prefix + "." + operation;
    }

    /** A call as the SDK's metrics name it: by the service's id and the operation. */
    String call(String operation) {
        return id + "." + operation;
    }

    /** The call that a request makes, if it is to one of these services. */
    static Optional<String> call(SdkHttpRequest request) {
        return request.firstMatchingHeader(TARGET).flatMap(target -> {
            for (JsonService service : values()) {
                if (target.startsWith(service.prefix + ".")) {
                    return Optional.of(service.call(target.substring(service.prefix.length() + 1)));
                }
            }
            return Optional.empty();
        });
    }
}
