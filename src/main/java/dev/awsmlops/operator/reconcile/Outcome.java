package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.aws.Failure;
import java.time.Duration;
import java.util.Optional;

/** Where one step has left a {@link Part}. */
public sealed interface Outcome {

    /** It is as the spec says. Looked at again after {@code lookAgain} where something is going on that will end. */
    record Ready(String message, Optional<Duration> lookAgain) implements Outcome {

        public Ready(String message) {
            this(message, Optional.empty());
        }

        @Override
        public Reason reason() {
            return Reason.Ready;
        }
    }

    /** AWS is at work on it; look again after {@code lookAgain}. */
    record InProgress(Reason reason, String message, Duration lookAgain) implements Outcome {

        /** How long AWS takes to get on with something that takes minutes. */
        public static final Duration USUAL = Duration.ofSeconds(15);

        /** How long until something shows that AWS has done already. */
        public static final Duration SOON = Duration.ofSeconds(1);

        public InProgress(Reason reason, String message) {
            this(reason, message, USUAL);
        }
    }

    /** It waits for something that is not this object's to bring about. */
    record Blocked(Reason reason, String message) implements Outcome {}

    /** It can't be had until the user changes something. Looked at again, slowly. */
    record Stalled(Reason reason, String message) implements Outcome {}

    /** AWS refused or lost a call. Tried again with backoff. */
    record Failing(Failure failure) implements Outcome {

        @Override
        public Reason reason() {
            return switch (failure.kind()) {
                case THROTTLED -> Reason.Throttled;
                case ACCESS_DENIED -> Reason.AccessDenied;
                case QUOTA -> Reason.QuotaExceeded;
                case NOT_YET_CONSISTENT -> Reason.RoleNotAssumable;
                case ALREADY_EXISTS, IN_TRANSITION -> Reason.Conflict;
                case INVALID -> Reason.RefusedByAws;
                case INTERNAL -> Reason.InternalError;
                case NOT_FOUND, SERVICE_FAULT -> Reason.AwsUnavailable;
            };
        }

        @Override
        public String message() {
            return failure.message();
        }
    }

    /** It ended by itself because nobody used it, which is not for us to repair. */
    record Idle(String message) implements Outcome {

        @Override
        public Reason reason() {
            return Reason.Idle;
        }
    }

    /** AWS says that it does not exist, or it is kept and bills nothing by the hour. */
    record Gone(String message) implements Outcome {

        @Override
        public Reason reason() {
            return Reason.Gone;
        }
    }

    /** Why, in one word. */
    Reason reason();

    /** Why, for a person. */
    String message();

    /** Whether later parts may be worked on: this one stands or is on its way. */
    default boolean letsOthersGoOn() {
        return this instanceof Ready || this instanceof InProgress || this instanceof Idle;
    }
}
