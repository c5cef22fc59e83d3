package dev.awsmlops.operator.chaos;

/** The operator's process dies here. An {@link Error}, so that nothing of the dead process goes on as if a call had failed. */
final class ProcessKilled extends Error {

    private static final long serialVersionUID = 1L;

    ProcessKilled() {
        super("the process was killed", null, false, false);
    }
}
