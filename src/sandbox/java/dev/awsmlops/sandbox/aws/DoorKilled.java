package dev.awsmlops.sandbox.aws;

/**
 * The process behind a door is dead. An {@link Error}, so that no {@code catch (Exception)} of the dead process, nor the
 * SDK's retries, go on as if a call had merely failed.
 */
public final class DoorKilled extends Error {

    DoorKilled(String caller) {
        super("The process of '" + caller + "' was killed", null, false, false);
    }
}
