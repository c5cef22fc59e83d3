package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A SageMaker notebook instance. Limits are those of {@code CreateNotebookInstance}. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.directInternetAccess == 'Enabled' || has(self.subnetId)",
        message = "without direct internet access the notebook needs a network: write subnetId and securityGroupIds")
@ValidationRule(
        value = "has(self.subnetId) == has(self.securityGroupIds)",
        message = "subnetId and securityGroupIds go together: write both or neither")
public record NotebookSpec(
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

        @JsonPropertyDescription("ARN of the notebook's role. The session's roleArn where it is left out.")
        @Pattern(SchemaRules.ROLE_ARN)
        @Size(max = 2048)
        String roleArn,

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

        @JsonPropertyDescription(
                "Delete removes the notebook and its volume when the session ends; Retain stops it and keeps both.")
        @Default("Delete")
        DeletionPolicy deletionPolicy) {

    /** A setting that SageMaker writes as Enabled or Disabled. */
    public enum Toggle {
        Enabled,
        Disabled
    }
}
