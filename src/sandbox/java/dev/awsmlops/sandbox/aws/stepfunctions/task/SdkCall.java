package dev.awsmlops.sandbox.aws.stepfunctions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Locale;

/**
 * An AWS SDK integration: {@code arn:aws:states:::aws-sdk:SERVICE:ACTION}. Arguments and results are in PascalCase,
 * "even if the native service API is in camelCase", the action itself is in camelCase; errors are named {@code
 * ServiceName.ErrorName}, always with the suffix Exception, "even if the suffix isn't part of the error name" (developer
 * guide, "Learning to use AWS service SDK integrations in Step Functions").
 */
record SdkCall(SdkService sdk, String operation, SdkShape request, SdkShape response) implements Integration {

    static SdkCall of(String service, String action) {
        SdkService sdk = SdkService.labelled(service)
                .orElseThrow(() -> new IllegalArgumentException("The service " + service + " is not simulated"));
        String operation =
                action.isEmpty() ? "" : action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
        if (operation.equals(action)) {
            throw new IllegalArgumentException("The action '%s' is not in camelCase".formatted(action));
        }
        return new SdkCall(sdk, operation, shape(sdk, operation, "Request"), shape(sdk, operation, "Response"));
    }

    private static SdkShape shape(SdkService sdk, String operation, String kind) {
        return sdk.model(operation + kind)
                .map(SdkShape::of)
                .orElseThrow(
                        () -> new IllegalArgumentException("%s has no action %s".formatted(sdk.prefix(), operation)));
    }

    @Override
    public String service() {
        return sdk.signingName();
    }

    @Override
    public List<String> problems(JsonNode arguments) {
        return request.problems(arguments);
    }

    @Override
    public ObjectNode input(JsonNode arguments) {
        List<String> problems = request.problems(arguments);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return request.toWire(arguments);
    }

    @Override
    public JsonNode result(ObjectNode output) {
        return response.toPascalCase(output);
    }

    /**
     * An error that the API's model names has a class in the SDK, others are only known as the service's: SageMaker's
     * ValidationException is {@code SageMaker.SageMakerException} (aws-sdk-java-v2, where Step Functions' names are from).
     */
    @Override
    public String errorName(ServiceFailure failure) {
        String suffix = "Exception";
        String name = failure.code().endsWith(suffix) ? failure.code() : failure.code() + suffix;
        boolean modelled = sdk.model(name).isPresent();
        return "%s.%s".formatted(sdk.prefix(), modelled ? name : sdk.prefix() + suffix);
    }

    /** As for Lambda (developer guide, "Handling transient Lambda service exceptions"). */
    @Override
    public String lostName() {
        return sdk.prefix() + ".SdkClientException";
    }

    @Override
    public String label() {
        return sdk.prefix();
    }
}
