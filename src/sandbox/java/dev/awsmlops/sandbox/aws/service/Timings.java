package dev.awsmlops.sandbox.aws.service;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long the simulated account takes for what AWS does in the background. Immutable. */
public record Timings(Map<Step, Duration> durations) {

    /** What takes time, and how long on AWS. */
    public enum Step {
        /** Ten to fifteen minutes to the first query (Glue developer guide, "Adding a development endpoint"). */
        DEV_ENDPOINT_PROVISIONING(Duration.ofMinutes(10)),
        /** Failures show after about five minutes (terraform-provider-aws#16232). */
        DEV_ENDPOINT_FAILING(Duration.ofMinutes(5)),
        DEV_ENDPOINT_UPDATING(Duration.ofMinutes(1)),
        /** terraform-provider-aws dev_endpoint.go waits up to fifteen minutes; three are an assumption. */
        DEV_ENDPOINT_DELETING(Duration.ofMinutes(3)),
        SESSION_PROVISIONING(Duration.ofSeconds(40)),
        SESSION_STOPPING(Duration.ofSeconds(10)),
        /** "average crawler runs about 60 s" (cloud-intelligence-dashboards-framework#1024), and about as long to start. */
        CRAWLER_STARTING(Duration.ofMinutes(1)),
        CRAWLER_RUNNING(Duration.ofMinutes(1)),
        CRAWLER_STOPPING(Duration.ofSeconds(20)),
        /** An assumption: the API has the state TRANSITIONING, but no source tells how long it lasts. */
        CRAWLER_SCHEDULE_CHANGING(Duration.ofSeconds(2)),
        /** "in deleting state. Please retry after some time" (terraform-provider-aws#31738); one minute is an assumption. */
        CRAWLER_TAGS_DELETING(Duration.ofMinutes(1)),
        NOTEBOOK_STARTING(Duration.ofMinutes(4)),
        NOTEBOOK_STOPPING(Duration.ofMinutes(2)),
        NOTEBOOK_UPDATING(Duration.ofMinutes(1)),
        NOTEBOOK_DELETING(Duration.ofMinutes(1)),
        /** From the end of its last execution on. DELETING is documented, how long it lasts is not: an assumption. */
        STATE_MACHINE_DELETING(Duration.ofSeconds(10)),
        /** With its schedules. DELETING is documented, how long it lasts is not: an assumption. */
        SCHEDULE_GROUP_DELETING(Duration.ofSeconds(10)),
        /** "Changes that I make are not always immediately visible" (IAM User Guide, troubleshoot_general). */
        ROLE_ASSUMABLE(Duration.ofSeconds(10));

        private final Duration usual;

        Step(Duration usual) {
            this.usual = usual;
        }
    }

    public Timings {
        durations = Map.copyOf(durations);
    }

    public static Timings realistic() {
        Map<Step, Duration> usual = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            usual.put(step, step.usual);
        }
        return new Timings(usual);
    }

    /** Every step is over by the next read. */
    public static Timings instant() {
        Map<Step, Duration> none = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            none.put(step, Duration.ZERO);
        }
        return new Timings(none);
    }

    public Timings with(Step step, Duration duration) {
        Map<Step, Duration> changed = new EnumMap<>(durations);
        changed.put(step, duration);
        return new Timings(changed);
    }

    public Duration of(Step step) {
        return durations.get(step);
    }
}
