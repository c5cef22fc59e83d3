package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What the user asks for. Limits are those of Glue's {@code CreateDevEndpoint} and {@code CreateSession} and of
 * SageMaker's {@code CreateNotebookInstance} (API references, 2026-08).
 */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "has(self.roleArn) || has(self.roleRef) || has(self.workspaceRef)",
        message =
                "write roleArn (the role that Glue and the notebook assume), roleRef to use the role of an MlWorkspace, or"
                        + " workspaceRef to use its notebook too",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "(has(self.roleArn) ? 1 : 0) + (has(self.roleRef) ? 1 : 0) + (has(self.workspaceRef) ? 1 : 0) <= 1",
        message = "write only one of roleArn, roleRef and workspaceRef: each of them says which role is assumed")
@ValidationRule(
        value = "!has(self.workspaceRef) || !(self.glueVersion in ['0.9', '1.0'])",
        message =
                "the notebook of a workspace has no tunnel to a dev endpoint (glueVersion 0.9 or 1.0): write roleRef and"
                        + " notebook for one of its own, or a later glueVersion")
@ValidationRule(
        value = "!(has(self.notebook) && has(self.workspaceRef))",
        message = "write either notebook (its own notebook) or workspaceRef (a workspace's notebook), not both")
@ValidationRule(
        value = "!has(self.backend) || (self.backend == 'DevEndpoint') == (self.glueVersion in ['0.9', '1.0'])",
        message = "Glue dev endpoints serve Glue 0.9 and 1.0 only, interactive sessions 2.0 and later:"
                + " leave backend out, or choose the glueVersion to match")
@ValidationRule(
        value = "!has(self.workerType) || !(self.glueVersion in ['0.9', '1.0'])"
                + " || self.workerType in ['Standard', 'G.1X', 'G.2X']",
        message = "a dev endpoint (glueVersion 0.9 or 1.0) has worker types Standard, G.1X and G.2X")
@ValidationRule(
        value = "!has(self.workerType) || self.glueVersion in ['0.9', '1.0'] || self.workerType != 'Standard'",
        message = "worker type Standard exists only for glueVersion 0.9 and 1.0: write G.1X or larger")
@ValidationRule(
        value = "!has(self.workerType) || self.glueVersion != '2.0' || self.workerType in ['G.1X', 'G.2X']",
        message = "glueVersion 2.0 has worker types G.1X and G.2X: G.4X and G.8X need 3.0 or later")
@ValidationRule(
        value = "has(self.workerType) == has(self.numberOfWorkers)",
        message = "workerType and numberOfWorkers go together: write both or neither")
@ValidationRule(
        value = "!(has(self.maxCapacity) && has(self.workerType))",
        message = "write either maxCapacity or workerType with numberOfWorkers, not both")
@ValidationRule(
        value =
                "!has(self.workerType) || self.workerType != 'G.1X' || !has(self.numberOfWorkers) || self.numberOfWorkers <= 299",
        message = "at most 299 workers of type G.1X")
@ValidationRule(
        value =
                "!has(self.workerType) || self.workerType != 'G.2X' || !has(self.numberOfWorkers) || self.numberOfWorkers <= 149",
        message = "at most 149 workers of type G.2X")
@ValidationRule(
        value = "self.pythonVersion == '3' || self.glueVersion in ['0.9', '1.0']",
        message = "Python 2 exists only for glueVersion 0.9 and 1.0: write pythonVersion \"3\"")
@ValidationRule(
        value = "!has(self.publicKeys) || self.glueVersion in ['0.9', '1.0']",
        message = "publicKeys are for the SSH of a dev endpoint (glueVersion 0.9 or 1.0); a session has none")
@ValidationRule(
        value = "!has(self.network) || !has(self.network.connections) || !(self.glueVersion in ['0.9', '1.0'])",
        message = "network.connections are for interactive sessions (glueVersion 2.0 or later);"
                + " a dev endpoint takes network.subnetId and network.securityGroupIds")
@ValidationRule(
        value = "!has(self.network) || !has(self.network.subnetId) || self.glueVersion in ['0.9', '1.0']",
        message = "network.subnetId and network.securityGroupIds are for a dev endpoint (glueVersion 0.9 or 1.0);"
                + " a session reaches a network through network.connections")
@ValidationRule(
        value = "!has(self.idleTimeout) || !(self.glueVersion in ['0.9', '1.0']) || has(self.notebook)",
        message =
                "only an attached notebook can see that a dev endpoint is idle: add notebook, or leave idleTimeout out")
public record GlueDevSessionSpec(
        @JsonPropertyDescription("AWS region, such as eu-central-1. The operator's own region where it is left out.")
        @Pattern(SchemaRules.REGION)
        @Size(max = 32)
        String region,

        @Required
        @JsonPropertyDescription("Glue version. 0.9 and 1.0 make a dev endpoint, later ones an interactive session.")
        GlueVersion glueVersion,

        @JsonPropertyDescription("Says outright which backend is meant; must agree with glueVersion.")
        Backend backend,

        @JsonPropertyDescription("Worker type; needs numberOfWorkers. Glue's own default where both are left out.")
        WorkerType workerType,

        @JsonPropertyDescription("Number of workers, at least 2.") @Min(2) @Max(1000)
        Integer numberOfWorkers,

        @JsonPropertyDescription("DPUs in place of workers: 2 to 100. One DPU is 4 vCPUs and 16 GB of memory.")
        @Min(2)
        @Max(100)
        Integer maxCapacity,

        @JsonPropertyDescription(
                "ARN of the role that the endpoint or session assumes, and the notebook too unless it names its own.")
        @Pattern(SchemaRules.ROLE_ARN)
        @Size(max = 2048)
        String roleArn,

        @JsonPropertyDescription(
                "The MlWorkspace of the same namespace whose role the endpoint or session assumes, and its notebook too.")
        LocalObjectReference roleRef,

        @JsonPropertyDescription("Python of the Spark environment.") @Default("\"3\"")
        PythonVersion pythonVersion,

        @JsonPropertyDescription("Name of a Glue security configuration.") @Size(min = 1, max = 255)
        String securityConfiguration,

        @JsonPropertyDescription("Network of the endpoint or session.")
        NetworkSpec network,

        @JsonPropertyDescription(
                "SSH public keys of a dev endpoint, at most 5. Not corrected while a notebook is attached, since its tunnel adds a key.")
        @Size(max = 5)
        List<@Size(min = 1, max = 4096) String> publicKeys,

        @JsonPropertyDescription("S3 paths of extra Python libraries.") @Size(max = 50)
        List<@Pattern("^s3://[^,]+$") @Size(max = 1024) String> extraPythonLibs,

        @JsonPropertyDescription("S3 paths of extra JARs.") @Size(max = 50)
        List<@Pattern("^s3://[^,]+$") @Size(max = 1024) String> extraJars,

        @JsonPropertyDescription(
                "Arguments handed to Glue, such as --enable-glue-datacatalog. A dev endpoint's can be added to and changed, but one taken out stays; a session's are those of its start.")
        @Size(max = 75)
        Map<String, String> arguments,

        @JsonPropertyDescription(
                "The DataLake of the same namespace that the session works on: it waits until that is ready, and gets its database and paths.")
        LocalObjectReference dataLakeRef,

        @JsonPropertyDescription("The session's own notebook, attached to the endpoint or session.")
        NotebookSpec notebook,

        @JsonPropertyDescription("The MlWorkspace of the same namespace whose notebook and role the session uses.")
        LocalObjectReference workspaceRef,

        @JsonPropertyDescription(
                "How long it may run, counted from when billing starts: 90m, 8h, 2d, or 1h30m. The operator's default where it is left out.")
        @Size(max = 20)
        @ValidationRule(
                value = SchemaRules.DURATION,
                message = "not a duration longer than nothing: write 90m, 8h or 1h30m")
        String ttl,

        @JsonPropertyDescription("Ends the session when nothing was run for this long, at least 1m.")
        @Size(max = 20)
        @ValidationRule(value = SchemaRules.DURATION, message = "not a duration longer than nothing: write 45m")
        String idleTimeout,

        @JsonPropertyDescription(
                "Stop keeps the object as Expired, which GitOps tools need; Delete removes the object too.")
        @Default("Stop")
        ExpiryAction onExpiry,

        @JsonPropertyDescription("Tags for everything made in AWS, besides the operator's own.")
        @Size(max = 30)
        @ValidationRule(value = SchemaRules.TAGS_NOT_RESERVED, message = SchemaRules.TAGS_NOT_RESERVED_MESSAGE)
        @ValidationRule(value = SchemaRules.TAGS_FIT, message = SchemaRules.TAGS_FIT_MESSAGE)
        Map<String, String> tags,

        @JsonPropertyDescription("True stops changes to AWS. Expiry and deletion go on all the same.")
        Boolean suspend) {

    /** The backend that the Glue version has. */
    public Backend effectiveBackend() {
        return glueVersion.backend();
    }

    /** The same with that role written out. */
    public GlueDevSessionSpec withRoleArn(String assumed) {
        return new GlueDevSessionSpec(
                region,
                glueVersion,
                backend,
                workerType,
                numberOfWorkers,
                maxCapacity,
                assumed,
                roleRef,
                pythonVersion,
                securityConfiguration,
                network,
                publicKeys,
                extraPythonLibs,
                extraJars,
                arguments,
                dataLakeRef,
                notebook,
                workspaceRef,
                ttl,
                idleTimeout,
                onExpiry,
                tags,
                suspend);
    }

    /** The role for the notebook: its own, or the session's. */
    public String notebookRoleArn() {
        return notebook.roleArn() != null ? notebook.roleArn() : roleArn;
    }

    public boolean suspended() {
        return Boolean.TRUE.equals(suspend);
    }
}
