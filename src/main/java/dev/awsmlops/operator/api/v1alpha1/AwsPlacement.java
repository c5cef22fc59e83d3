package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where an object's resources in AWS are. */
@JsonInclude(Include.NON_NULL)
public record AwsPlacement(
        String region,
        String accountId,

        @JsonPropertyDescription("The role that the operator assumes to act there; none where it acts as itself.")
        String roleArn) {}
