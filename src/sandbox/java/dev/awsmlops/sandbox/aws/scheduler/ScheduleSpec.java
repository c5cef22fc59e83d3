package dev.awsmlops.sandbox.aws.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What a schedule is told to do (API reference, CreateSchedule and UpdateSchedule, which replaces all of it).
 *
 * @param properties as GetSchedule answers them
 */
record ScheduleSpec(ObjectNode properties, Timing timing) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ScheduleSpec of(Request request) {
        SchedulerRules.refuseUnsimulated(request, "KmsKeyArn");
        String expression = request.required("ScheduleExpression");
        String zone = request.text("ScheduleExpressionTimezone").orElse("UTC");
        Timing timing = timing(expression, zone);
        String state = request.oneOf("State", Set.of("ENABLED", "DISABLED")).orElse("ENABLED");
        String completion =
                request.oneOf("ActionAfterCompletion", Set.of("NONE", "DELETE")).orElse("NONE");
        checkWindow(request);
        checkTarget(request);
        ObjectNode properties = new Output()
                .put("ScheduleExpression", expression)
                .put("ScheduleExpressionTimezone", zone)
                .put("State", state)
                .put("ActionAfterCompletion", completion)
                .put("Description", request.text("Description", 512))
                .copy(request.input(), "FlexibleTimeWindow", "Target", "StartDate", "EndDate")
                .json();
        ObjectNode target = (ObjectNode) properties.get("Target");
        if (!target.has("RetryPolicy")) {
            target.putObject("RetryPolicy")
                    .put("MaximumEventAgeInSeconds", 86_400)
                    .put("MaximumRetryAttempts", 185);
        }
        ScheduleSpec spec = new ScheduleSpec(properties, timing);
        if (spec.until().isBefore(spec.from(Instant.MIN))) {
            throw SchedulerRules.invalid("StartDate must come before EndDate.");
        }
        return spec;
    }

    private static Timing timing(String expression, String zone) {
        try {
            return Timing.parse(expression, ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw SchedulerRules.invalid("Invalid ScheduleExpressionTimezone " + zone + ".");
        } catch (IllegalArgumentException malformed) {
            throw SchedulerRules.invalid(
                    "Invalid Schedule Expression %s. %s".formatted(expression, malformed.getMessage()));
        }
    }

    private static void checkWindow(Request request) {
        if (!request.has("FlexibleTimeWindow")) {
            throw request.refused("FlexibleTimeWindow", "null", "not be null");
        }
        String mode = request.within("FlexibleTimeWindow").required("Mode");
        if (!mode.equals("OFF")) {
            throw SchedulerRules.invalid("Only the FlexibleTimeWindow mode OFF is simulated");
        }
    }

    private static void checkTarget(Request request) {
        if (!request.has("Target")) {
            throw request.refused("Target", "null", "not be null");
        }
        Request target = request.within("Target");
        SchedulerRules.refuseUnsimulated(
                target,
                "DeadLetterConfig",
                "EcsParameters",
                "EventBridgeParameters",
                "KinesisParameters",
                "SageMakerPipelineParameters",
                "SqsParameters");
        if (!target.required("Arn").matches("arn:aws:states:[a-z0-9-]+:\\d{12}:stateMachine:[^:]+")) {
            throw SchedulerRules.invalid("Only state machines are simulated as targets, not " + target.required("Arn"));
        }
        if (!target.required("RoleArn").matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw SchedulerRules.invalid("RoleArn is not the ARN of a role.");
        }
        Request retries = target.within("RetryPolicy");
        retries.integer("MaximumRetryAttempts", 0, 185);
        retries.integer("MaximumEventAgeInSeconds", 60, 86_400);
        target.text("Input").ifPresent(ScheduleSpec::checkInput);
    }

    /** It goes to StartExecution as it is, which takes JSON only. */
    private static void checkInput(String input) {
        try {
            JSON.readTree(input);
        } catch (JsonProcessingException malformed) {
            throw SchedulerRules.invalid("Invalid Input: " + malformed.getOriginalMessage());
        }
    }

    boolean enabled() {
        return properties.path("State").asText().equals("ENABLED");
    }

    boolean deletedAfterwards() {
        return properties.path("ActionAfterCompletion").asText().equals("DELETE");
    }

    JsonNode target() {
        return properties.path("Target");
    }

    /**
     * When it next fires. Empty if it never does again.
     *
     * @param set when it was made or last changed
     */
    Optional<Instant> next(Instant after, Instant set) {
        Instant from = from(set);
        Instant earliest = after.isBefore(from) ? from.minusNanos(1) : after;
        return timing.next(earliest, from).filter(at -> !at.isAfter(until()));
    }

    private Instant from(Instant otherwise) {
        return date("StartDate").filter(start -> start.isAfter(otherwise)).orElse(otherwise);
    }

    private Instant until() {
        return date("EndDate").orElse(Instant.MAX);
    }

    private Optional<Instant> date(String field) {
        return Optional.ofNullable(properties.get(field))
                .map(value -> Instant.ofEpochMilli(
                        value.decimalValue().movePointRight(3).longValue()));
    }
}
