package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names another object of the same namespace. */
public record LocalObjectReference(
        @Required @JsonPropertyDescription("Name of the object.") @Size(min = 1, max = 253)
        String name) {}
