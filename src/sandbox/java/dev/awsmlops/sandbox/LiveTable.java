package dev.awsmlops.sandbox;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the objects and what AWS has running for them, whenever something about either has changed. */
final class LiveTable {

    private static final String ROW = "%-34s %-7s %-9s %-9s %s%n";

    private final PrintStream out;
    private final Clock clock;
    private final Instant start;
    private String last = "";

    LiveTable(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Prints the table if it says anything new; that time passes is nothing new. */
    void show(List<CustomResource<?, ? extends ReportedStatus>> objects, SimulatedAws aws) {
        String state = objects.stream().map(LiveTable::state).collect(Collectors.joining()) + running(aws);
        if (state.equals(last)) {
            return;
        }
        last = state;
        var text = new StringBuilder();
        text.append("%nAfter %s%n".formatted(elapsed()));
        text.append(ROW.formatted("OBJECT", "READY", "LEFT", "COST/H", "WHY"));
        objects.forEach(object -> text.append(row(object)));
        text.append("Running in AWS: ").append(running(aws)).append(System.lineSeparator());
        out.print(text);
        out.flush();
    }

    void note(String what) {
        out.printf("%n%s  %s%n", elapsed(), what);
        out.flush();
    }

    /** What is left in AWS at the end, and what it all has cost in hours. */
    String left(SimulatedAws aws) {
        List<SimulatedResource> running = aws.running();
        List<SimulatedResource> kept = aws.inventory().stream()
                .filter(resource -> !running.contains(resource))
                .toList();
        return "Still running in simulated AWS: %s%nLeft there and not billed by the hour: %s"
                .formatted(names(running), names(kept));
    }

    private String row(CustomResource<?, ? extends ReportedStatus> object) {
        Optional<GlueDevSessionStatus> session = Optional.ofNullable(object.getStatus())
                .filter(GlueDevSessionStatus.class::isInstance)
                .map(GlueDevSessionStatus.class::cast);
        return ROW.formatted(
                name(object),
                ExampleObjects.summary(object)
                        .map(Condition::status)
                        .map(Object::toString)
                        .orElse(""),
                session.map(this::timeLeft).orElse(""),
                session.map(GlueDevSessionStatus::cost)
                        .map(cost -> "$" + cost.hourlyUsd())
                        .orElse(""),
                why(object));
    }

    private String timeLeft(GlueDevSessionStatus status) {
        return Optional.ofNullable(status.expiresAt())
                .map(Instant::parse)
                .map(expiry -> Duration.between(clock.instant(), expiry))
                .filter(left -> !left.isNegative())
                .map(left -> DurationText.format(Duration.ofSeconds(left.toSeconds())))
                .orElse("");
    }

    private static String state(CustomResource<?, ? extends ReportedStatus> object) {
        return name(object) + ExampleObjects.summary(object).map(Condition::status) + why(object);
    }

    private static String name(CustomResource<?, ? extends ReportedStatus> object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    private static String why(CustomResource<?, ? extends ReportedStatus> object) {
        return ExampleObjects.summary(object)
                .map(condition -> condition.reason() + ": " + condition.message())
                .orElse("");
    }

    private static String running(SimulatedAws aws) {
        return names(aws.running());
    }

    private static String names(List<SimulatedResource> resources) {
        return resources.isEmpty()
                ? "nothing"
                : resources.stream()
                        .map(resource -> resource.type().typeName() + " " + resource.name()
                                + (resource.state().isEmpty() ? "" : " (" + resource.state() + ")"))
                        .collect(Collectors.joining(", "));
    }

    private String elapsed() {
        return DurationText.format(
                Duration.ofSeconds(Duration.between(start, clock.instant()).toSeconds()));
    }
}
