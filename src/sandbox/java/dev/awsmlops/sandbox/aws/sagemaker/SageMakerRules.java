package dev.awsmlops.sandbox.aws.sagemaker;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.regex.Pattern;

/** What the resources of SageMaker have in common. */
final class SageMakerRules {

    /** API reference, CreateNotebookInstance, NotebookInstanceName. */
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9])*");

    static final int LONGEST_NAME = 63;

    private SageMakerRules() {}

    /** SageMaker says nearly everything with this one code, and means the message. */
    static ServiceFailure invalid(String message) {
        return ServiceFailure.refused("ValidationException", message);
    }
}
