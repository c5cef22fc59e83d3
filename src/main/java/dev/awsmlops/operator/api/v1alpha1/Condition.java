package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** One observation of an object's state, after the Kubernetes API conventions ({@code metav1.Condition}). */
@JsonInclude(Include.NON_NULL)
public record Condition(
        @Required @JsonPropertyDescription("What is judged.")
        String type,

        @Required Status status,

        @Required @JsonPropertyDescription("Why, in one word of a closed set.")
        String reason,

        @JsonPropertyDescription("Why, for a person.") String message,

        @Required @JsonPropertyDescription("When status last changed, RFC 3339.")
        String lastTransitionTime,

        @JsonPropertyDescription("The generation that this was judged for.")
        Long observedGeneration) {

    /** Whether the condition holds. */
    public enum Status {
        True,
        False,
        Unknown
    }

    @JsonIgnore
    public boolean isTrue() {
        return status == Status.True;
    }
}
