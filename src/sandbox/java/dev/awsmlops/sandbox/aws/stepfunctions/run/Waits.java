package dev.awsmlops.sandbox.aws.stepfunctions.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Tells until when a Wait state waits (Amazon States Language, "Wait State"). */
final class Waits {

    /** "an integer from 0 to 99999999" (developer guide, "Wait workflow state"). */
    static final long LONGEST_SECONDS = 99_999_999;

    private Waits() {}

    /** Never before now: a moment that has passed is not waited for. */
    static Instant until(Flow flow, JsonNode state, Instant now) {
        Instant until = state.has("Seconds")
                ? now.plusSeconds(seconds(flow.evaluate("Seconds", Results.NONE, now)))
                : timestamp(flow.evaluate("Timestamp", Results.NONE, now));
        return until.isBefore(now) ? now : until;
    }

    private static long seconds(JsonNode value) {
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > LONGEST_SECONDS) {
            throw StateFailure.query("The field 'Seconds' must be an integer from 0 to %d, but was: %s"
                    .formatted(LONGEST_SECONDS, value));
        }
        return value.asLong();
    }

    private static Instant timestamp(JsonNode value) {
        try {
            return parse(value.asText());
        } catch (DateTimeException malformed) {
            throw StateFailure.query("The field 'Timestamp' must be an ISO-8601 timestamp, but was: " + value);
        }
    }

    /**
     * The profile of RFC 3339 that the language has: an upper-case T, and a zone.
     *
     * @throws DateTimeException for anything else
     */
    static Instant parse(String text) {
        if (!text.contains("T")) {
            throw new DateTimeException("There is no T between date and time");
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
