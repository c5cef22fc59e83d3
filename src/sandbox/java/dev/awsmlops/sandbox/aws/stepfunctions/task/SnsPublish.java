package dev.awsmlops.sandbox.aws.stepfunctions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The optimized integration with SNS (developer guide, "Publish messages to Amazon SNS topics with Step Functions"). A
 * message that is not text is published as its JSON.
 */
record SnsPublish() implements Integration {

    static final String RESOURCE = "arn:aws:states:::sns:publish";

    private static final String MESSAGE = "Message";
    private static final Set<String> ARGUMENTS = Set.of("TopicArn", MESSAGE, "Subject");

    /** As optimized integrations prefix their errors with the name of the service; how for SNS is an assumption. */
    private static final String PREFIX = "SNS";

    @Override
    public String service() {
        return "sns";
    }

    @Override
    public String operation() {
        return "Publish";
    }

    @Override
    public List<String> problems(JsonNode arguments) {
        List<String> problems = new ArrayList<>();
        arguments.fieldNames().forEachRemaining(field -> {
            if (!ARGUMENTS.contains(field)) {
                problems.add("The argument " + field + " of sns:publish is not simulated");
            }
        });
        return problems;
    }

    @Override
    public ObjectNode input(JsonNode arguments) {
        List<String> problems = problems(arguments);
        if (!arguments.isObject() || !problems.isEmpty()) {
            throw new IllegalArgumentException("Arguments of sns:publish: " + problems);
        }
        ObjectNode input = arguments.deepCopy();
        JsonNode message = input.path(MESSAGE);
        if (message.isContainerNode()) {
            input.put(MESSAGE, message.toString());
        }
        return input;
    }

    @Override
    public JsonNode result(ObjectNode output) {
        return new Output()
                .copy(output, "MessageId")
                .put("SdkHttpMetadata", new Output().put("HttpStatusCode", 200).json())
                .json();
    }

    @Override
    public String errorName(ServiceFailure failure) {
        return "%s.%sException".formatted(PREFIX, failure.code());
    }

    @Override
    public String lostName() {
        return PREFIX + ".SdkClientException";
    }

    @Override
    public String label() {
        return "AmazonSNS";
    }
}
