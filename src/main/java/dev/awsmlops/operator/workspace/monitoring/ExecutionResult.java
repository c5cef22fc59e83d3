package dev.awsmlops.operator.workspace.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.Finding;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.LastExecution;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.MonitoringStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** What an execution that has ended says, as a status shows it. */
final class ExecutionResult {

    private static final int SHOWN = 20;
    private static final int LONGEST_ERROR = 1000;

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The output of the state machine. */
    private record Output(List<Finding> findings) {}

    private ExecutionResult() {}

    static MonitoringStatus of(String machineArn, DescribeExecutionResponse execution) {
        Optional<List<Finding>> findings =
                Optional.ofNullable(execution.output()).flatMap(ExecutionResult::findings);
        boolean unread = execution.output() != null && findings.isEmpty();
        var last = new LastExecution(
                execution.name(),
                execution.statusAsString(),
                text(execution.startDate()),
                text(execution.stopDate()),
                unread ? "its output is not that of the operator's state machine" : error(execution));
        return new MonitoringStatus(
                machineArn,
                last,
                findings.map(List::size).orElse(null),
                findings.map(all -> all.stream().limit(SHOWN).toList()).orElse(null));
    }

    /** Nothing for an output that is not ours, as after somebody has changed the definition. */
    private static Optional<List<Finding>> findings(String output) {
        try {
            return Optional.ofNullable(JSON.readValue(output, Output.class)).map(Output::findings);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String error(DescribeExecutionResponse execution) {
        String error = Stream.of(execution.error(), execution.cause())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
        return error.isEmpty() ? null : error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
