package dev.awsmlops.operator.chaos;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What has happened in a life, in order. */
final class Journal {

    private final Clock clock;
    private final List<String> lines = new ArrayList<>();
    private Instant lastAsked = Instant.EPOCH;

    Journal(Clock clock) {
        this.clock = clock;
    }

    void write(String what) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        lines.add(now + "  " + what);
    }

    /** What a user asks for. */
    void ask(String what) {
        lastAsked = clock.instant();
        write("user: " + what);
    }

    /** When a user last asked for something. */
    Instant lastAsked() {
        return lastAsked;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
