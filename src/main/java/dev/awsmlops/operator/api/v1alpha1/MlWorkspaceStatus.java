package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import java.util.List;

/** What the operator last saw. Times are RFC 3339 in UTC. */
@JsonInclude(Include.NON_NULL)
public record MlWorkspaceStatus(
        @JsonPropertyDescription("The generation that this status answers.")
        Long observedGeneration,

        @JsonPropertyDescription("Where its resources are, written down before any is made: it stays there.")
        AwsPlacement placement,

        @JsonPropertyDescription("The role that the notebook assumes.")
        String roleArn,

        @JsonPropertyDescription("The role of the state machine and its schedule, where the operator made it.")
        String monitoringRoleArn,

        RepositoryStatus repository,
        NotebookStatus notebook,
        MonitoringStatus monitoring,

        @JsonPropertyDescription("The value of the annotation aws-mlops.dev/start last taken notice of.")
        StartRequest startRequest,

        Cost cost,
        List<Condition> conditions)
        implements ReportedStatus {

    /**
     * Of a workspace of which only its place is known, or not even that.
     *
     * @param generation that it answers, or null
     */
    public static MlWorkspaceStatus beginning(Long generation, AwsPlacement placement, List<Condition> conditions) {
        return new MlWorkspaceStatus(generation, placement, null, null, null, null, null, null, null, conditions);
    }

    @Override
    public MlWorkspaceStatus facts() {
        return new MlWorkspaceStatus(
                observedGeneration,
                placement,
                roleArn,
                monitoringRoleArn,
                repository,
                notebook,
                monitoring,
                startRequest,
                null,
                List.of());
    }

    public MlWorkspaceStatus withCost(Cost newCost) {
        return new MlWorkspaceStatus(
                observedGeneration,
                placement,
                roleArn,
                monitoringRoleArn,
                repository,
                notebook,
                monitoring,
                startRequest,
                newCost,
                conditions);
    }

    /** The repository. */
    @JsonInclude(Include.NON_NULL)
    public record RepositoryStatus(
            @JsonPropertyDescription("Name in CodeCommit, or the last part of the URL.")
            String name,

            String arn,

            @JsonPropertyDescription("Where it is cloned from.")
            String cloneUrl,

            @JsonPropertyDescription("Name of the code repository in SageMaker.")
            String codeRepository,

            @JsonPropertyDescription("The commit that the operator made when the repository was empty.")
            String seededCommit) {}

    /** The notebook. */
    @JsonInclude(Include.NON_NULL)
    public record NotebookStatus(
            String name,
            String arn,

            @JsonPropertyDescription("AWS's own word for its state.")
            String status,

            @JsonPropertyDescription("JupyterLab, for someone signed in to AWS.")
            String url,

            @JsonPropertyDescription("What its working hours do next, such as stop at 2026-11-24T17:00:00Z.")
            String next) {}

    /** The watch. */
    @JsonInclude(Include.NON_NULL)
    public record MonitoringStatus(
            String stateMachineArn,
            LastExecution lastExecution,

            @JsonPropertyDescription("How many things it found wrong.")
            Integer findingCount,

            @JsonPropertyDescription("What it found wrong, at most 20 of it.")
            List<Finding> findings) {}

    /** The last execution that has ended. */
    @JsonInclude(Include.NON_NULL)
    public record LastExecution(
            String name,

            @JsonPropertyDescription("AWS's own word: SUCCEEDED, FAILED, TIMED_OUT or ABORTED.")
            String status,

            String startedAt,
            String stoppedAt,

            @JsonPropertyDescription("Why it failed.") String error) {}

    /** Something that is idle, failed or past its end. */
    @JsonInclude(Include.NON_NULL)
    public record Finding(
            @JsonPropertyDescription("What it is, such as NotebookInstance or Crawler.")
            String kind,

            String name,

            @JsonPropertyDescription("Idle, Failed or Overdue.")
            String problem,

            @JsonPropertyDescription("In a sentence.") String detail) {}

    /** A value of the annotation {@code aws-mlops.dev/start}, and when it was first seen. */
    public record StartRequest(String value, String at) {}
}
