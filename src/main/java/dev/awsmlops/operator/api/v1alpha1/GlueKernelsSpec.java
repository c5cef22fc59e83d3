package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The interactive sessions that the Glue kernels of a workspace's notebook start: one for each open tab. AWS ends them
 * by these time-outs, and the operator ends them with the workspace.
 */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "!(self.glueVersion in ['0.9', '1.0'])",
        message = "Glue 0.9 and 1.0 have no interactive sessions: write glueVersion \"2.0\" or later")
@ValidationRule(
        value = "self.workerType != 'Standard' && (self.glueVersion != '2.0' || self.workerType in ['G.1X', 'G.2X'])",
        message = "worker types are G.1X and G.2X, and with glueVersion 3.0 or later G.4X and G.8X too")
public record GlueKernelsSpec(
        @JsonPropertyDescription("Glue version.") @Default("\"5.0\"")
        GlueVersion glueVersion,

        @JsonPropertyDescription("Worker type.") @Default("G.1X")
        WorkerType workerType,

        @JsonPropertyDescription("Number of workers, at least 2.") @Default("2") @Min(2) @Max(299)
        Integer numberOfWorkers,

        @JsonPropertyDescription("Ends a kernel's session when nothing was run for this long, at least 1m.")
        @Default("30m")
        @Size(max = 20)
        @ValidationRule(value = SchemaRules.DURATION, message = "not a duration longer than nothing: write 30m")
        String idleTimeout,

        @JsonPropertyDescription("Ends a kernel's session after this long in any case.")
        @Default("8h")
        @Size(max = 20)
        @ValidationRule(value = SchemaRules.DURATION, message = "not a duration longer than nothing: write 8h")
        String timeout) {

    /** What holds where a workspace says nothing of its kernels. */
    static final String USUAL_JSON =
            "{\"glueVersion\": \"5.0\", \"workerType\": \"G.1X\", \"numberOfWorkers\": 2, \"idleTimeout\": \"30m\","
                    + " \"timeout\": \"8h\"}";

    /** The same. */
    static final GlueKernelsSpec USUAL = new GlueKernelsSpec(GlueVersion.V5_0, WorkerType.G_1X, 2, "30m", "8h");
}
