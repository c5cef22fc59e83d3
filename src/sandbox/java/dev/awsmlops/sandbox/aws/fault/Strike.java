package dev.awsmlops.sandbox.aws.fault;

import java.io.IOException;

/** What goes wrong with one call, and when. */
record Strike(Moment moment, Blow blow) {

    private static final Blow NONE = attempt -> {};

    /** The call has no effect, and the caller is told that it had. */
    static final Strike IGNORE = new Strike(Moment.BEFORE, NONE);

    boolean ignores() {
        return blow == NONE;
    }

    /** Throws: a {@code ServiceFailure} is what AWS answers, an {@code IOException} is an answer that never came. */
    @FunctionalInterface
    interface Blow {
        void land(Attempt attempt) throws IOException;
    }
}
