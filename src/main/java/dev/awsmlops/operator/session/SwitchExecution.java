package dev.awsmlops.operator.session;

import dev.awsmlops.operator.aws.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One execution of a switch, as its name tells: such as {@code 20261123T160500Z-1f0c9a3e-1}.
 *
 * <p>It acts a little after the session's end, for which it is given {@link #GRACE}: the operator, which ends a session to
 * the second, goes first; clocks that disagree never make it act too early; and a start that is put off for a few minutes,
 * while AWS refuses or throttles, leaves it as it is.
 *
 * @param endsAt when it acts
 * @param made stands for what it was made from: the state machine, its definition and its role, none of which a running
 *     execution takes over when they are changed
 * @param attempt since a name can't be used again for 90 days (Step Functions API reference, {@code StartExecution})
 */
record SwitchExecution(Instant endsAt, String made, int attempt) {

    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern NAME = Pattern.compile("(\\d{8}T\\d{6}Z)-([0-9a-f]{8})-(\\d{1,6})");

    /** The one to start for a session that ends at {@code expiry}; its attempt is later than any that is known. */
    static SwitchExecution after(Instant expiry, String made, Collection<SwitchExecution> known) {
        Instant endsAt = expiry.plus(GRACE).truncatedTo(ChronoUnit.SECONDS);
        int attempts = known.stream()
                .filter(other -> other.endsAt.equals(endsAt) && other.made.equals(made))
                .mapToInt(SwitchExecution::attempt)
                .max()
                .orElse(0);
        return new SwitchExecution(endsAt, made, attempts + 1);
    }

    /** What stands for everything that an execution is made from. */
    static String made(Instant machineCreation, String definition, String roleArn) {
        return ResourceName.hash(machineCreation.getEpochSecond() + definition + roleArn);
    }

    /** The execution of that name; none when it is not a switch's. */
    static Optional<SwitchExecution> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new SwitchExecution(
                        TIME.parse(matcher.group(1), Instant::from),
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether one that acts then is right for a session that ends at {@code expiry}. */
    static boolean covers(Instant endsAt, Instant expiry) {
        return !endsAt.isBefore(expiry) && !endsAt.isAfter(expiry.plus(GRACE));
    }

    String name() {
        return TIME.format(endsAt) + "-" + made + "-" + attempt;
    }

    /** What it is started with. */
    String input() {
        return "{\"endsAt\":\"" + endsAt + "\"}";
    }
}
