package dev.awsmlops.sandbox.aws.stepfunctions.task;

import java.util.Arrays;
import java.util.Optional;

/**
 * The services that are simulated for SDK integrations, each under its name in Resource ARNs, and with its exception prefix
 * (developer guide, "Supported AWS SDK service integrations").
 */
enum SdkService {
    CODECOMMIT("codecommit", "codecommit", "CodeCommit"),
    GLUE("glue", "glue", "Glue"),
    S3("s3", "s3", "S3"),
    SAGEMAKER("sagemaker", "sagemaker", "SageMaker"),
    SFN("sfn", "states", "Sfn");

    private final String label;
    private final String signingName;
    private final String prefix;

    SdkService(String label, String signingName, String prefix) {
        this.label = label;
        this.signingName = signingName;
        this.prefix = prefix;
    }

    static Optional<SdkService> labelled(String text) {
        return Arrays.stream(values())
                .filter(service -> service.label.equals(text))
                .findFirst();
    }

    String signingName() {
        return signingName;
    }

    String prefix() {
        return prefix;
    }

    /** A class of the SDK's model, such as {@code GetDevEndpointRequest}. */
    Optional<Class<?>> model(String simpleName) {
        try {
            return Optional.of(
                    Class.forName("software.amazon.awssdk.services.%s.model.%s".formatted(label, simpleName)));
        } catch (ClassNotFoundException missing) {
            return Optional.empty();
        }
    }
}
