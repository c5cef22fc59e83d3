package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.awsmlops.operator.api.v1alpha1.NotebookSpec.Toggle;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The SageMaker notebook instance of a workspace. Limits are those of {@code CreateNotebookInstance}. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.directInternetAccess == 'Enabled' || has(self.subnetId)",
        message = "without direct internet access the notebook needs a network: write subnetId and securityGroupIds")
@ValidationRule(
        value = "has(self.subnetId) == has(self.securityGroupIds)",
        message = "subnetId and securityGroupIds go together: write both or neither")
public record WorkspaceNotebookSpec(
        @JsonPropertyDescription(
                "Whether it is to run. Running still lets it stop when it is idle and outside its schedule.")
        @Default("Running")
        State state,

        @JsonPropertyDescription(
                "Stops it when nobody has used it for this long, at least 1m. Changing it takes effect at the next start.")
        @Size(max = 20)
        @ValidationRule(value = SchemaRules.DURATION, message = "not a duration longer than nothing: write 45m")
        String idleTimeout,

        @JsonPropertyDescription("Working hours, outside which it is stopped.")
        WorkingHoursSpec schedule,

        @JsonPropertyDescription("Instance type. Changing it stops and starts the notebook.")
        @Default("ml.t3.medium")
        @Pattern("^ml\\.[a-z0-9-]+\\.[a-z0-9]+$")
        @Size(max = 40)
        String instanceType,

        @JsonPropertyDescription("Size of its volume in GiB. It can grow, never shrink.")
        @Default("5")
        @Min(5)
        @Max(16384)
        Integer volumeSizeGiB,

        @JsonPropertyDescription("Platform of the instance.")
        @Default("notebook-al2023-v1")
        @Pattern("^notebook-al[0-9]+-v[0-9]+$")
        @Size(max = 40)
        String platformIdentifier,

        @JsonPropertyDescription("Subnet of the notebook.") @Pattern("^subnet-[0-9a-z]+$") @Size(max = 64)
        String subnetId,

        @JsonPropertyDescription("Security groups of the notebook.") @Size(min = 1, max = 5)
        List<@Pattern("^sg-[0-9a-z]+$") @Size(max = 64) String> securityGroupIds,

        @JsonPropertyDescription("Internet access through SageMaker's own network.") @Default("Enabled")
        Toggle directInternetAccess,

        @JsonPropertyDescription("Root access for the notebook's users.") @Default("Enabled")
        Toggle rootAccess,

        @JsonPropertyDescription("KMS key that encrypts the volume.") @Size(min = 1, max = 2048)
        String kmsKeyId,

        @JsonPropertyDescription("Further repositories to clone: names of SageMaker code repositories, or https URLs.")
        @Size(max = 3)
        List<@Size(min = 1, max = 1024) String> additionalCodeRepositories) {

    /** What holds where a workspace says nothing of its notebook. */
    static final String USUAL_JSON =
            "{\"state\": \"Running\", \"instanceType\": \"ml.t3.medium\", \"volumeSizeGiB\": 5,"
                    + " \"platformIdentifier\": \"notebook-al2023-v1\", \"directInternetAccess\": \"Enabled\","
                    + " \"rootAccess\": \"Enabled\"}";

    /** The same. */
    static final WorkspaceNotebookSpec USUAL = new WorkspaceNotebookSpec(
            State.Running,
            null,
            null,
            "ml.t3.medium",
            5,
            "notebook-al2023-v1",
            null,
            null,
            Toggle.Enabled,
            Toggle.Enabled,
            null,
            null);

    /** Whether a notebook is to run. */
    public enum State {
        Running,
        Stopped
    }
}
