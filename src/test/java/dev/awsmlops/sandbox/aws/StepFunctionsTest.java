package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Machines by their states alone; those run as a role that nobody made here, which is allowed everything. */
abstract class StepFunctionsTest extends AwsTest {

    static final String MACHINE_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:machine";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";

    final SfnClient states = client(SfnClient.builder(), "operator");

    /** A definition that starts at the state {@code A}. */
    static String definition(String statesJson) {
        return """
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {%s}}""".formatted(statesJson);
    }

    String create(String name, String definition) {
        return states.createStateMachine(
                        r -> r.name(name).definition(definition).roleArn(ROLE))
                .stateMachineArn();
    }

    /** Starts an execution of a new machine. */
    String start(String statesJson, String input) {
        String machine = create("machine", definition(statesJson));
        return states.startExecution(r -> r.stateMachineArn(machine).input(input))
                .executionArn();
    }

    DescribeExecutionResponse describe(String execution) {
        return states.describeExecution(r -> r.executionArn(execution));
    }

    /** The output of an execution that succeeds at once. */
    JsonNode output(String statesJson, String input) {
        DescribeExecutionResponse ended = describe(start(statesJson, input));
        assertThat(ended.status()).as(ended.error() + ": " + ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return json(ended.output());
    }

    void assertOutput(String statesJson, String input, String expected) {
        assertThat(output(statesJson, input)).isEqualTo(json(expected));
    }

    /** The execution fails at once. */
    DescribeExecutionResponse failed(String statesJson, String input) {
        DescribeExecutionResponse ended = describe(start(statesJson, input));
        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.output()).isNull();
        return ended;
    }

    void assertFailed(String statesJson, String input, String error, String cause) {
        DescribeExecutionResponse ended = failed(statesJson, input);
        assertThat(ended.error()).isEqualTo(error);
        assertThat(ended.cause()).contains(cause);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Makes a dev endpoint, which is ready when this returns. */
    void createEndpoint(String name) {
        glue.createDevEndpoint(r -> r.endpointName(name).roleArn(ROLE));
        pass(Duration.ofMinutes(10));
    }
}
