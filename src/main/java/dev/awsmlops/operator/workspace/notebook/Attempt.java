package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a start of the notebook answers, noted in its tags: a start that failed is tried again for another spec and for
 * another wish (working hours, a request, a session), and for the same ones never.
 */
record Attempt(long generation, Optional<Instant> wishedAt) {

    private static final String GENERATION = GlueDevSession.GROUP + "/generation";
    private static final String WISHED_AT = GlueDevSession.GROUP + "/wished-at";

    /** An empty value stands for no wish at a certain time, since a tag once given is not taken away. */
    Map<String, String> tags() {
        return Map.of(
                GENERATION,
                Long.toString(generation),
                WISHED_AT,
                wishedAt.map(Instant::toString).orElse(""));
    }

    /** Whether a notebook with these tags was last started for this very attempt. */
    boolean wasMade(Map<String, String> tags) {
        return tags().entrySet().stream().allMatch(tag -> tag.getValue().equals(tags.get(tag.getKey())));
    }
}
