package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The watch over a workspace: a state machine that AWS runs by a schedule, whether the operator runs or not. */
@JsonInclude(Include.NON_NULL)
public record MonitoringSpec(
        @JsonPropertyDescription("Whether there is one.") @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("How often it looks: rate(1 hour), or cron(0 8 * * ? *) in UTC.")
        @Default("rate(1 hour)")
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^rate[(][1-9][0-9]* (minute|minutes|hour|hours|day|days)[)]$')"
                        + " || self.matches('^cron[(][^ ()]+( [^ ()]+){5}[)]$')",
                message =
                        "not a schedule: write rate(1 hour), or cron(minutes hours day-of-month month day-of-week year)"
                                + " such as cron(0 8 * * ? *)")
        String schedule,

        @JsonPropertyDescription(
                "ARN of the SNS topic to which it publishes what it finds. Nowhere where it is left out.")
        @Pattern("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$")
        @Size(max = 512)
        String notifyTopicArn,

        @JsonPropertyDescription(
                "ARN of the role that the state machine and its schedule assume. Where it is left out the operator makes one with rights to look at this workspace only.")
        @Pattern(SchemaRules.ROLE_ARN)
        @Size(max = 2048)
        String roleArn) {

    /** What holds where a workspace says nothing of its monitoring. */
    static final String USUAL_JSON = "{\"enabled\": true, \"schedule\": \"rate(1 hour)\"}";

    /** The same. */
    static final MonitoringSpec USUAL = new MonitoringSpec(true, "rate(1 hour)", null, null);

    public boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }
}
