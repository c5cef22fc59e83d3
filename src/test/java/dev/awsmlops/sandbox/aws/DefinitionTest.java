package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** What definitions are refused for. */
class DefinitionTest extends StepFunctionsTest {

    private ValidateStateMachineDefinitionResponse validate(String definition) {
        return states.validateStateMachineDefinition(r -> r.definition(definition));
    }

    private void assertInvalid(String definition, String message) {
        assertRefused(() -> create("machine", definition), "InvalidDefinition", message);
        assertThat(aws.inventory()).isEmpty();
        var validated = validate(definition);
        assertThat(validated.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(validated.diagnostics()).anySatisfy(found -> assertThat(found.message() + " at " + found.location())
                .contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                                                 | Unexpected end
            []                                                                                                | must be an object
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {}}                                        | at least one state
            {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}                                            | QueryLanguage is JSONata
            {"QueryLanguage": "JSONPath", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}               | QueryLanguage is JSONata
            {"QueryLanguage": "JSONata", "StartAt": "B", "States": {"A": {"Type": "Succeed"}}}                | Missing 'Next' target: B
            {"QueryLanguage": "JSONata", "StartAt": "A", "Start": 1, "States": {"A": {"Type": "Succeed"}}}    | not supported at /Start
            {"QueryLanguage": "JSONata", "StartAt": "A", "TimeoutSeconds": 0, "States": {"A": {"Type": "Succeed"}}} | from 1 to 99999999
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Pass"}}} | Duplicate
            """)
    void refusesMachines(String definition, String message) {
        assertInvalid(definition, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Type": "Halt"}                                                                        | Unknown type
            {"Type": "Pass"}                                                                        | 'Next' and 'End'
            {"Type": "Pass", "Next": "Z", "End": true}                                              | 'Next' and 'End'
            {"Type": "Pass", "End": false}                                                          | has 'Next'
            {"Type": "Pass", "Next": "Nowhere"}                                                     | Missing 'Next' target: Nowhere
            {"Type": "Pass", "Next": "A"}                                                           | No terminal state
            {"Type": "Pass", "InputPath": "$.a", "Next": "Z"}                                       | not supported at /States/A/InputPath
            {"Type": "Pass", "Output": {"a.$": "$.a"}, "Next": "Z"}                                 | is of JSONPath
            {"Type": "Pass", "Output": "{% 1 + %}", "Next": "Z"}                                    | is malformed
            {"Type": "Pass", "Output": " {% 1 %}", "Next": "Z"}                                     | nothing before or after
            {"Type": "Pass", "Output": "{% $missing %}", "Next": "Z"}                               | names $missing
            {"Type": "Pass", "Output": "{% $eval('1') %}", "Next": "Z"}                             | names $eval
            {"Type": "Pass", "Output": "{% $states.result %}", "Next": "Z"}                         | $states.result cannot be had
            {"Type": "Pass", "Output": "{% $states.errorOutput %}", "Next": "Z"}                    | $states.errorOutput cannot be had
            {"Type": "Pass", "Assign": {"states": 1}, "Next": "Z"}                                  | name of a variable
            {"Type": "Pass", "Assign": [], "Next": "Z"}                                             | must be an object
            {"Type": "Succeed", "Next": "Z"}                                                        | not supported at /States/A/Next
            {"Type": "Fail", "Error": 5}                                                            | must be text
            {"Type": "Wait", "Next": "Z"}                                                           | 'Seconds' and 'Timestamp'
            {"Type": "Wait", "Seconds": 1, "Timestamp": "2026-01-01T00:00:00Z", "Next": "Z"}        | 'Seconds' and 'Timestamp'
            {"Type": "Wait", "Seconds": -1, "Next": "Z"}                                            | from 0 to 99999999
            {"Type": "Wait", "Timestamp": "tomorrow", "Next": "Z"}                                  | ISO 8601
            {"Type": "Choice", "Choices": [], "Default": "Z"}                                       | at least one rule
            {"Type": "Choice", "Choices": [{"Next": "Z"}]}                                          | needs a Condition
            {"Type": "Choice", "Choices": [{"Condition": "{% true %}"}]}                            | 'Next' is required
            {"Type": "Choice", "Choices": [{"Variable": "$.a", "Condition": "{% true %}", "Next": "Z"}]} | not supported at /States/A/Choices[0]/Variable
            {"Type": "Task", "Next": "Z"}                                                           | 'Resource' is required
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Z"}             | is not simulated
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:stopInstances", "Next": "Z"} | service ec2 is not simulated
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:DeleteDevEndpoint", "Next": "Z"} | camelCase
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:dropDevEndpoint", "Next": "Z"} | no action DropDevEndpoint
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:createJob", "Next": "Z"}    | CreateJob of glue is not simulated
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getDevEndpoint", "Arguments": {"endpointName": "a"}, "Next": "Z"} | 'endpointName' is not supported
            {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:listSessions", "Arguments": {"Tags": ["a"]}, "Next": "Z"} | must be an object
            {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": {"Text": "a"}, "Next": "Z"} | Text of sns:publish
            {"Type": "Parallel", "Branches": [], "Next": "Z"}                                       | at least one branch
            {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "Z"}}}], "Next": "Z"} | Missing 'Next' target: Z
            {"Type": "Map", "Next": "Z"}                                                            | 'ItemProcessor' is required
            {"Type": "Map", "Items": 5, "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "Next": "Z"} | array or an expression
            {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "Next": "Z"} | Only the mode INLINE
            """)
    void refusesStates(String state, String message) {
        assertInvalid(definition("\"A\": " + state + reaching(state)), message);
    }

    /** A second state, where the first one goes to it. */
    private static String reaching(String state) {
        return state.contains("\"Z\"") ? ", \"Z\": {\"Type\": \"Succeed\"}" : "";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Retry": [{"ErrorEquals": []}]                                                  | at least one error name
            "Retry": [{"ErrorEquals": ["States.ALL", "X"]}]                                 | alone and last
            "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["X"]}]              | alone and last
            "Retry": [{"ErrorEquals": ["X"], "IntervalSeconds": 0}]                         | from 1 to 99999999
            "Retry": [{"ErrorEquals": ["X"], "BackoffRate": 0.5}]                           | at least 1
            "Retry": [{"ErrorEquals": ["X"], "IntervalSeconds": 9, "MaxDelaySeconds": 9}]   | greater than IntervalSeconds
            "Retry": [{"ErrorEquals": ["X"], "JitterStrategy": "SOME"}]                     | FULL or NONE
            "Retry": [{"ErrorEquals": ["X"], "Interval": 1}]                                | not supported
            "Catch": [{"ErrorEquals": ["X"]}]                                               | 'Next' is required
            "Catch": [{"ErrorEquals": ["X"], "Next": "Y"}]                                  | Missing 'Next' target: Y
            "Catch": [{"ErrorEquals": ["X"], "Next": "A", "ResultPath": "$.e"}]             | not supported
            "Catch": [{"ErrorEquals": ["X"], "Next": "A", "Output": "{% $states.result %}"}] | $states.result cannot be had
            """)
    void refusesHandlersOfErrors(String handlers, String message) {
        assertInvalid(definition("""
                "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getDevEndpoint",
                      "Arguments": {"EndpointName": "a"}, "End": true, %s}""".formatted(handlers)), message);
    }

    @Test
    void refusesAStateThatNothingLeadsTo() {
        assertInvalid(
                definition("\"A\": {\"Type\": \"Succeed\"}, \"B\": {\"Type\": \"Succeed\"}"), "\"B\" is not reachable");
    }

    @Test
    void refusesToAssignWithinABranchWhatIsAssignedAroundIt() {
        assertInvalid(definition("""
                "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
                "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "B", "States": {
                  "B": {"Type": "Pass", "Assign": {"x": 2}, "Output": "{% $x %}", "End": true}}}]}"""), "of an outer scope");
    }

    @Test
    void takesWhatIsRight() {
        var valid = validate(definition("""
                "A": {"Type": "Map", "Comment": "c", "Items": "{% [1..3] %}", "MaxConcurrency": 1, "Next": "B",
                      "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "X", "States": {
                        "X": {"Type": "Pass", "End": true,
                              "Output": "{% ($double := function($n) { $n * 2 }; $map([$states.input], $double)) %}"}}}},
                "B": {"Type": "Pass", "Output": "{% '$' & $string($states.input) & \\"$nothing\\" %}", "End": true}"""));
        assertThat(valid.diagnostics()).isEmpty();
        assertThat(valid.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }
}
