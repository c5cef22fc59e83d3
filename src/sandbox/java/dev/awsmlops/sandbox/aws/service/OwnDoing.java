package dev.awsmlops.sandbox.aws.service;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that AWS does by itself and that changes more than the state of one resource, such as the crawls that a
 * schedule starts. What it does has an effect as of when it was due, however late somebody looks.
 */
public interface OwnDoing {

    /** When it next does something. Empty if it never does. */
    Optional<Instant> due();

    /** Does what is due up to the moment; afterwards nothing of it is due. */
    void catchUp(Instant moment);
}
