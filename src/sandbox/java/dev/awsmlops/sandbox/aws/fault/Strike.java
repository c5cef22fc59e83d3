package dev.awsmlops.sandbox.aws.fault;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.IOException;
import java.util.function.Function;

/** What goes wrong with one call, and when. */
record Strike(Moment moment, Blow blow) {

    private static final Blow NONE = attempt -> {};

    /** The call has no effect, and the caller is told that it had. */
    static final Strike IGNORE = new Strike(Moment.BEFORE, NONE);

    /** AWS answers with an error and does nothing. */
    static Strike refusing(Function<Attempt, ServiceFailure> refusal) {
        return new Strike(Moment.BEFORE, attempt -> {
            throw refusal.apply(attempt);
        });
    }

    boolean ignores() {
        return blow == NONE;
    }

    /** Throws: a {@code ServiceFailure} is what AWS answers, an {@code IOException} is an answer that never came. */
    @FunctionalInterface
    interface Blow {
        void land(Attempt attempt) throws IOException;
    }
}
