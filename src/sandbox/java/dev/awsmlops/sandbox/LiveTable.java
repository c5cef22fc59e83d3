package dev.awsmlops.sandbox;

import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.sandbox.aws.SimulatedAws;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints the sessions and what AWS has running for them, whenever something about either has changed. */
final class LiveTable {

    private static final String ROW = "%-18s %-13s %-12s %-12s %-9s %-9s %s%n";

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
    void show(List<GlueDevSession> sessions, SimulatedAws aws) {
        String state = sessions.stream().map(LiveTable::state).collect(Collectors.joining()) + running(aws);
        if (state.equals(last)) {
            return;
        }
        last = state;
        var text = new StringBuilder();
        text.append("%nAfter %s%n".formatted(elapsed()));
        text.append(ROW.formatted("SESSION", "PHASE", "ENDPOINT", "NOTEBOOK", "LEFT", "COST/H", "READY"));
        sessions.forEach(session -> text.append(row(session)));
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

    private String row(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        if (status == null) {
            return ROW.formatted(session.getMetadata().getName(), "", "", "", "", "", "");
        }
        return ROW.formatted(
                session.getMetadata().getName(),
                status.phase(),
                status.endpoint() == null
                        ? ""
                        : Objects.toString(status.endpoint().status(), ""),
                status.notebook() == null ? "" : status.notebook().status(),
                timeLeft(status),
                status.cost() == null ? "" : "$" + status.cost().hourlyUsd(),
                reason(status));
    }

    private String timeLeft(GlueDevSessionStatus status) {
        return Optional.ofNullable(status.expiresAt())
                .map(Instant::parse)
                .map(expiry -> Duration.between(clock.instant(), expiry))
                .filter(left -> !left.isNegative())
                .map(left -> DurationText.format(Duration.ofSeconds(left.toSeconds())))
                .orElse("");
    }

    private static String state(GlueDevSession session) {
        GlueDevSessionStatus status = session.getStatus();
        return session.getMetadata().getName()
                + (status == null ? "" : "" + status.phase() + status.endpoint() + status.notebook() + reason(status));
    }

    private static String reason(GlueDevSessionStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(condition -> condition.reason() + ": " + condition.message())
                .findFirst()
                .orElse("");
    }

    private static String running(SimulatedAws aws) {
        return names(aws.running());
    }

    private static String names(List<SimulatedResource> resources) {
        return resources.isEmpty()
                ? "nothing"
                : resources.stream()
                        .map(resource ->
                                resource.type().typeName() + " " + resource.name() + " (" + resource.state() + ")")
                        .collect(Collectors.joining(", "));
    }

    private String elapsed() {
        return DurationText.format(
                Duration.ofSeconds(Duration.between(start, clock.instant()).toSeconds()));
    }
}
