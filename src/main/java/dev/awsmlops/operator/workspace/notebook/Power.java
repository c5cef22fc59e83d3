package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.WorkspaceNotebookSpec.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a workspace's notebook is to run now, why, and when that may change by the clock alone. Pure.
 *
 * <ul>
 *   <li>An attached session wants it to run, whatever its state and its working hours say.
 *   <li>Outside its working hours it is stopped, unless somebody has asked for a start since they ended; then it runs
 *       until they end again.
 *   <li>Once it has stopped itself for want of use, it stays so until somebody or something wants it again: the
 *       beginning of working hours, a request, or the attachment of a session.
 * </ul>
 *
 * @param cause what decided
 * @param why the same in words that go on from "it runs: " or "it is stopped: "
 * @param wishedAt when it was last wanted, if that was at a certain time
 * @param nextChange when it will be the other way round if nothing but time passes
 */
public record Power(boolean on, Cause cause, String why, Optional<Instant> wishedAt, Optional<Instant> nextChange) {

    /** A week of stops and starts is more than enough to see a change. */
    private static final int CHANGES = 14;

    /** What decides. */
    public enum Cause {
        SESSION,
        STATE,
        HOURS,
        REQUEST,
        IDLE
    }

    /**
     * What there is to go by.
     *
     * @param state what the spec says
     * @param idleStoppedAt when a notebook that is stopped did so itself for want of use, if that is how it came to be
     * @param requestedAt when somebody last asked for a start
     * @param attachedSince when a session that is not over was attached, the last one to be
     */
    public record Wishes(
            State state,
            Optional<WorkingHours> hours,
            Optional<Instant> idleStoppedAt,
            Optional<Instant> requestedAt,
            Optional<Instant> attachedSince) {

        /** The same, once it is used again. */
        Wishes used() {
            return new Wishes(state, hours, Optional.empty(), requestedAt, attachedSince);
        }
    }

    /** What is right at that moment. */
    public static Power of(Wishes wishes, Instant now) {
        Power power = at(wishes, now);
        return new Power(
                power.on,
                power.cause,
                power.why,
                power.wishedAt,
                nextChange(power.on ? wishes.used() : wishes, now, power.on));
    }

    /** What it does next by the clock, such as {@code stop at 2026-11-24T17:00:00Z}. */
    public Optional<String> next() {
        return nextChange.map(moment -> (on ? "stop at " : "start at ") + moment);
    }

    private static Optional<Instant> nextChange(Wishes wishes, Instant now, boolean on) {
        return wishes.hours().flatMap(hours -> Stream.iterate(hours.nextChange(now), hours::nextChange)
                .limit(CHANGES)
                .filter(moment -> at(wishes, moment).on != on)
                .findFirst());
    }

    private static Power at(Wishes wishes, Instant now) {
        Power power = whileUsed(wishes, now);
        boolean idle = power.on
                && wishes.idleStoppedAt()
                        .filter(idleSince ->
                                power.wishedAt.filter(idleSince::isBefore).isEmpty())
                        .isPresent();
        return idle
                ? power.turnedOff(
                        Cause.IDLE,
                        "nobody used it, since " + wishes.idleStoppedAt().get())
                : power;
    }

    private static Power whileUsed(Wishes wishes, Instant now) {
        if (wishes.attachedSince().isPresent()) {
            return on(Cause.SESSION, "a session is attached", latest(wishes.attachedSince(), wished(wishes, now)));
        }
        if (wishes.state() == State.Stopped) {
            return off(Cause.STATE, "spec.notebook.state is Stopped");
        }
        if (wishes.hours().isEmpty()) {
            return on(Cause.STATE, "spec.notebook.state is Running", wishes.requestedAt());
        }
        WorkingHours hours = wishes.hours().get();
        if (hours.contains(now)) {
            return on(Cause.HOURS, "it is within its working hours", wished(wishes, now));
        }
        Instant stopped = hours.lastStop(now);
        return wishes.requestedAt().filter(at -> !at.isBefore(stopped)).isPresent()
                ? on(Cause.REQUEST, "its start was asked for outside its working hours", wishes.requestedAt())
                : off(Cause.HOURS, "it is outside its working hours");
    }

    /** When a person or the working hours last wanted it; hours count only where the state leaves it to them. */
    private static Optional<Instant> wished(Wishes wishes, Instant now) {
        Optional<Instant> began = wishes.hours()
                .filter(hours -> wishes.state() == State.Running && hours.contains(now))
                .map(hours -> hours.lastStart(now));
        return latest(wishes.requestedAt(), began);
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
    }

    private static Power on(Cause cause, String why, Optional<Instant> wishedAt) {
        return new Power(true, cause, why, wishedAt, Optional.empty());
    }

    private static Power off(Cause cause, String why) {
        return new Power(false, cause, why, Optional.empty(), Optional.empty());
    }

    private Power turnedOff(Cause by, String reason) {
        return new Power(false, by, reason, wishedAt, Optional.empty());
    }
}
