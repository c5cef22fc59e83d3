package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where a dev endpoint or session stands in a network. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "has(self.subnetId) == has(self.securityGroupIds)",
        message = "subnetId and securityGroupIds go together: write both or neither")
public record NetworkSpec(
        @JsonPropertyDescription("Subnet of a dev endpoint.") @Pattern("^subnet-[0-9a-z]+$") @Size(max = 64)
        String subnetId,

        @JsonPropertyDescription("Security groups of a dev endpoint.") @Size(min = 1, max = 5)
        List<@Pattern("^sg-[0-9a-z]+$") @Size(max = 64) String> securityGroupIds,

        @JsonPropertyDescription("Names of Glue connections that an interactive session uses.") @Size(min = 1, max = 25)
        List<@Size(min = 1, max = 255) String> connections) {}
