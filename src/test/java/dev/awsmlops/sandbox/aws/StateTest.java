package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What each type of state does. */
class StateTest extends StepFunctionsTest {

    @Test
    void passesItsInputOnUnlessItSaysWhatElse() {
        assertOutput("""
                "A": {"Type": "Pass", "Next": "B"},
                "B": {"Type": "Pass", "Output": {"was": "{% $states.input %}", "sum": "{% $states.input.n + 1 %}",
                                                  "same": ["{% $states.input.list %}", "text", 1.5, null, true]},
                      "Next": "C"},
                "C": {"Type": "Succeed"}""", """
                {"n": 2, "list": [1, {"a": null}]}""", """
                {"was": {"n": 2, "list": [1, {"a": null}]}, "sum": 3,
                 "same": [[1, {"a": null}], "text", 1.5, null, true]}""");
    }

    @Test
    void assignsVariablesForTheStatesAfterIt() {
        assertOutput("""
                "A": {"Type": "Pass", "Assign": {"x": "{% $states.input.n %}", "y": {"fixed": true}}, "Next": "B"},
                "B": {"Type": "Pass", "Assign": {"x": "{% $x * 10 %}", "old": "{% $x %}"}, "Output": "{% $x %}",
                      "Next": "C"},
                "C": {"Type": "Succeed", "Output": {"x": "{% $x %}", "old": "{% $old %}", "y": "{% $y %}",
                                                    "input": "{% $states.input %}"}}""", """
                {"n": 4}""", """
                {"x": 40, "old": 4, "y": {"fixed": true}, "input": 4}""");
    }

    @Test
    void knowsTheExecutionThatItIsPartOf() {
        String execution = start("""
                "A": {"Type": "Pass", "End": true, "Output": "{% $states.context %}"}""", """
                {"n": 1}""");
        var context = json(describe(execution).output());
        assertThat(context.at("/Execution/Id").asText()).isEqualTo(execution);
        assertThat(context.at("/Execution/Name").asText())
                .isEqualTo(describe(execution).name());
        assertThat(context.at("/Execution/StartTime").asText()).isEqualTo(SimulatedClock.START.toString());
        assertThat(context.at("/Execution/Input/n").asInt()).isEqualTo(1);
        assertThat(context.at("/State/Name").asText()).isEqualTo("A");
        assertThat(context.at("/StateMachine/Id").asText()).isEqualTo(MACHINE_ARN);
    }

    @Test
    void choosesTheFirstRuleWhoseConditionIsMet() {
        String choice = """
                "A": {"Type": "Choice", "Default": "Other", "Output": "by default", "Choices": [
                  {"Condition": "{% $states.input.n > 5 %}", "Next": "Big"},
                  {"Condition": "{% $states.input.n > 1 %}", "Next": "Medium", "Output": "by rule",
                   "Assign": {"rule": 2}}]},
                "Big": {"Type": "Pass", "End": true},
                "Medium": {"Type": "Pass", "Output": "{% $states.input & $rule %}", "End": true},
                "Other": {"Type": "Pass", "End": true}""";
        create("machine", definition(choice));
        assertThat(chosen("{\"n\": 9}")).isEqualTo("{\"n\":9}");
        assertThat(chosen("{\"n\": 3}")).isEqualTo("\"by rule2\"");
        assertThat(chosen("{\"n\": 0}")).isEqualTo("\"by default\"");
    }

    private String chosen(String input) {
        return describe(states.startExecution(
                                r -> r.stateMachineArn(MACHINE_ARN).input(input))
                        .executionArn())
                .output();
    }

    @Test
    void failsWhenNoRuleIsMetAndThereIsNoDefault() {
        assertFailed("""
                "A": {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "B"}]},
                "B": {"Type": "Succeed"}""", "{}", "States.NoChoiceMatched", "");
    }

    @Test
    void failsWhenAConditionIsNeitherTrueNorFalse() {
        assertFailed("""
                "A": {"Type": "Choice", "Default": "B", "Choices": [{"Condition": "{% 1 %}", "Next": "B"}]},
                "B": {"Type": "Succeed"}""", "{}", "States.QueryEvaluationError", "Expected 'boolean'");
    }

    @Test
    void failsAsToldWithTheErrorAndCauseThatItComputes() {
        assertFailed("""
                "A": {"Type": "Fail", "Error": "Lab.{%", "Cause": "{% 'No ' & $states.input.what %}"}""".replace("Lab.{%", "Lab.Broken"), "{\"what\": \"lab\"}", "Lab.Broken", "No lab");
    }

    @Test
    void waitsForSeconds() {
        String execution = start("""
                "A": {"Type": "Wait", "Seconds": "{% $states.input.s %}", "Next": "B"},
                "B": {"Type": "Pass", "Output": "{% $now() %}", "End": true}""", "{\"s\": 90}");
        pass(Duration.ofSeconds(89));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        pass(Duration.ofSeconds(1));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(describe(execution).output()).isEqualTo("\"2026-11-02T08:01:30.000Z\"");
        assertThat(describe(execution).stopDate()).isEqualTo(SimulatedClock.START.plusSeconds(90));
    }

    @Test
    void waitsUntilAMomentWhichMayBeOver() {
        String wait = """
                "A": {"Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": true}""";
        String execution = start(wait, "{\"at\": \"2026-11-02T11:00:00+01:00\"}");
        pass(Duration.ofDays(1));
        assertThat(describe(execution).stopDate()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
        String late = states.startExecution(
                        r -> r.stateMachineArn(MACHINE_ARN).input("{\"at\": \"2020-01-01T00:00:00Z\"}"))
                .executionArn();
        assertThat(describe(late).stopDate()).isEqualTo(clock.instant());
    }

    @Test
    void refusesToWaitForWhatIsNoTime() {
        assertFailed("""
                "A": {"Type": "Wait", "Timestamp": "{% 'soon' %}", "End": true}""", "{}", "States.QueryEvaluationError", "ISO-8601");
    }

    @Test
    void runsBranchesSideBySideAndJoinsTheirOutputsInOrder() {
        String execution = start("""
                "A": {"Type": "Parallel", "Assign": {"all": "{% $states.result %}"}, "Next": "B", "Branches": [
                  {"StartAt": "Slow", "States": {
                    "Slow": {"Type": "Wait", "Seconds": 60, "Next": "End"},
                    "End": {"Type": "Pass", "Output": {"slow": "{% $states.input.n %}"}, "End": true}}},
                  {"StartAt": "Fast", "States": {
                    "Fast": {"Type": "Pass", "Assign": {"own": 5}, "Next": "Own"},
                    "Own": {"Type": "Pass", "Output": "{% $own %}", "End": true}}}]},
                "B": {"Type": "Succeed", "Output": {"all": "{% $all %}"}}""", "{\"n\": 7}");
        pass(Duration.ofSeconds(59));
        assertThat(describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        pass(Duration.ofSeconds(1));
        assertThat(json(describe(execution).output())).isEqualTo(json("{\"all\": [{\"slow\": 7}, 5]}"));
    }

    @Test
    void failsAllBranchesWhenOneFails() {
        String execution = start("""
                "A": {"Type": "Parallel", "End": true, "Catch": [{"ErrorEquals": ["Lab.Broken"], "Next": "B"}], "Branches": [
                  {"StartAt": "Slow", "States": {
                    "Slow": {"Type": "Wait", "Seconds": 60, "Next": "Say"},
                    "Say": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
                            "Arguments": {"TopicArn": "%s", "Message": "late"}}}},
                  {"StartAt": "Bad", "States": {"Bad": {"Type": "Fail", "Error": "Lab.Broken", "Cause": "It"}}}]},
                "B": {"Type": "Succeed"}""".formatted(TOPIC), "{}");
        assertThat(json(describe(execution).output()))
                .isEqualTo(json("{\"Error\": \"Lab.Broken\", \"Cause\": \"It\"}"));
        pass(Duration.ofHours(1));
        assertThat(aws.published(TOPIC)).isEmpty();
    }

    @Test
    void runsThroughEachItem() {
        assertOutput("""
                "A": {"Type": "Map", "Items": "{% $states.input.list %}", "Assign": {"x": 1}, "End": true,
                      "ItemSelector": {"at": "{% $states.context.Map.Item.Index %}",
                                       "value": "{% $states.context.Map.Item.Value %}", "of": "{% $states.input.name %}"},
                      "ItemProcessor": {"StartAt": "Each", "States": {
                        "Each": {"Type": "Pass", "End": true,
                                 "Output": "{% $states.input.of & $states.input.at & $states.input.value %}"}}}}""", """
                {"name": "n", "list": ["a", "b"]}""", """
                ["n0a", "n1b"]""");
    }

    @Test
    void runsThroughNoItemsAtAll() {
        assertOutput("""
                "A": {"Type": "Map", "End": true, "ItemProcessor": {
                  "StartAt": "Each", "States": {"Each": {"Type": "Pass", "End": true}}}}""", "[]", "[]");
    }

    @Test
    void runsThroughAsManyItemsAtATimeAsItMay() {
        String execution = start("""
                "A": {"Type": "Map", "MaxConcurrency": 2, "End": true, "ItemProcessor": {"StartAt": "Each", "States": {
                  "Each": {"Type": "Wait", "Seconds": 10, "Next": "When"},
                  "When": {"Type": "Pass", "Output": "{% $millis() - $states.input %}", "End": true}}}}""", """
                [%1$d, %1$d, %1$d]""".formatted(SimulatedClock.START.toEpochMilli()));
        pass(Duration.ofMinutes(1));
        assertThat(json(describe(execution).output())).isEqualTo(json("[10000, 10000, 20000]"));
    }

    @Test
    void failsToRunThroughWhatIsNoArray() {
        assertFailed("""
                "A": {"Type": "Map", "Items": "{% $states.input %}", "End": true, "ItemProcessor": {
                  "StartAt": "Each", "States": {"Each": {"Type": "Pass", "End": true}}}}""", "{}", "States.QueryEvaluationError", "must be an array");
    }
}
