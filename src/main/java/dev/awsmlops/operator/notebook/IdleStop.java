package dev.awsmlops.operator.notebook;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trace that a notebook instance leaves when it stops itself because nobody uses it ({@code idle-stop.py}). */
public final class IdleStop {

    /** Tag, set by the notebook before it stops: when it did, RFC 3339. */
    public static final String TAG = GlueDevSession.GROUP + "/idle-stopped-at";

    private static final Logger LOG = LoggerFactory.getLogger(IdleStop.class);

    private IdleStop() {}

    /** When a notebook with these tags stopped itself, if it did; nothing when someone has spoilt the tag. */
    public static Optional<Instant> at(Map<String, String> tags) {
        try {
            return Optional.ofNullable(tags.get(TAG)).map(Instant::parse);
        } catch (DateTimeParseException e) {
            LOG.warn("The tag {} is not a time, so it is not known when the notebook stopped itself: {}", TAG, tags, e);
            return Optional.empty();
        }
    }
}
