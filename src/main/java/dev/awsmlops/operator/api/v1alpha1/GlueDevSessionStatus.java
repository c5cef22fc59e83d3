package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What the operator last saw, and what it decided. Times are RFC 3339 in UTC. */
@JsonInclude(Include.NON_NULL)
public record GlueDevSessionStatus(
        @JsonPropertyDescription("The generation that this status answers.")
        Long observedGeneration,

        @JsonPropertyDescription("Where its resources are, written down before any is made: it stays there.")
        AwsPlacement placement,

        Phase phase,

        @JsonPropertyDescription("The ttl in force: the least of spec.ttl and the operator's longest.")
        String effectiveTtl,

        @JsonPropertyDescription("When billing started, which starts the ttl.")
        String startedAt,

        @JsonPropertyDescription("When the session ends.") String expiresAt,

        @JsonPropertyDescription("The renewal last taken notice of.")
        Renewal renewal,

        @JsonPropertyDescription(
                "That the session's end was decided, and why. Final until it is renewed or its ttl raised.")
        End end,

        EndpointStatus endpoint,
        NotebookStatus notebook,

        @JsonProperty("switch") @JsonPropertyDescription("What ends the session should the operator be gone by then.")
        SwitchStatus deadMansSwitch,

        Cost cost,
        List<Condition> conditions)
        implements ReportedStatus {

    /**
     * Of a session of which only its place is known, or not even that.
     *
     * @param generation that it answers, or null
     */
    public static GlueDevSessionStatus beginning(Long generation, AwsPlacement placement, List<Condition> conditions) {
        return new GlueDevSessionStatus(
                generation, placement, Phase.Pending, null, null, null, null, null, null, null, null, null, conditions);
    }

    @Override
    public GlueDevSessionStatus facts() {
        return withConditions(observedGeneration, List.of()).withCost(null);
    }

    public GlueDevSessionStatus withCost(Cost newCost) {
        return new GlueDevSessionStatus(
                observedGeneration,
                placement,
                phase,
                effectiveTtl,
                startedAt,
                expiresAt,
                renewal,
                end,
                endpoint,
                notebook,
                deadMansSwitch,
                newCost,
                conditions);
    }

    public GlueDevSessionStatus withConditions(Long generation, List<Condition> newConditions) {
        return new GlueDevSessionStatus(
                generation,
                placement,
                phase,
                effectiveTtl,
                startedAt,
                expiresAt,
                renewal,
                end,
                endpoint,
                notebook,
                deadMansSwitch,
                cost,
                newConditions);
    }

    /** Where a session is in its life. */
    public enum Phase {
        /** Nothing exists in AWS yet: it waits, or its spec can't be served. */
        Pending,
        /** AWS is making or changing it. */
        Provisioning,
        /** It can be used. */
        Ready,
        /** Its time is over and AWS is taking it down. */
        Expiring,
        /** Its time is over and nothing of it runs. */
        Expired,
        /** The object was deleted and AWS is taking the session down. */
        Deleting,
        /** AWS could not make it. */
        Failed
    }

    /** A value of the annotation {@code aws-mlops.dev/renew}, and when it was first seen. */
    public record Renewal(String value, String at) {}

    /** Why and when a session's end was decided, and the ttl that was asked for then. */
    public record End(
            @JsonPropertyDescription("TtlElapsed or Idle.") String reason, String at, String ttl) {}

    /** The dev endpoint or interactive session. */
    @JsonInclude(Include.NON_NULL)
    public record EndpointStatus(
            Backend backend,
            String name,
            String arn,

            @JsonPropertyDescription("AWS's own word for its state.")
            String status,

            @JsonPropertyDescription("Where a dev endpoint is reached.")
            String address,

            @JsonPropertyDescription("Sessions that the notebook's kernels have running.")
            Integer kernelSessions) {}

    /** The attached notebook. */
    @JsonInclude(Include.NON_NULL)
    public record NotebookStatus(
            String name,
            String arn,

            @JsonPropertyDescription("AWS's own word for its state.")
            String status,

            @JsonPropertyDescription("JupyterLab, for someone signed in to AWS.")
            String url) {}

    /** The state machine in AWS that takes the session down by itself. */
    @JsonInclude(Include.NON_NULL)
    public record SwitchStatus(
            String stateMachineArn,

            @JsonPropertyDescription("The role made for it; none where the operator's owner has given one.")
            String roleArn,

            @JsonPropertyDescription("When it acts: a few minutes after expiresAt, so that the operator goes first.")
            String endsAt) {}

    /** What it costs at list price, taxes and storage aside. */
    @JsonInclude(Include.NON_NULL)
    public record Cost(
            @JsonPropertyDescription("US dollars an hour for what runs now.")
            String hourlyUsd,

            @JsonPropertyDescription("US dollars from the start until asOf. Since then hourlyUsd goes on.")
            String accruedUsd,

            @JsonPropertyDescription("When accruedUsd was reckoned.")
            String asOf,

            @JsonPropertyDescription("What the price table does not know.")
            String unpriced) {}
}
