package dev.awsmlops.sandbox.aws.scheduler;

import dev.awsmlops.sandbox.aws.cron.CronExpression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule fires (EventBridge Scheduler user guide, "Schedule types"). Immutable. */
interface Timing {

    Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,8}) (minutes?|hours?|days?)\\)");
    Pattern AT = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\)");

    Map<Character, Duration> UNITS =
            Map.of('m', Duration.ofMinutes(1), 'h', Duration.ofHours(1), 'd', Duration.ofDays(1));

    /**
     * The first moment after the given one. Empty if there is none any more.
     *
     * @param from when a rate begins to count
     */
    Optional<Instant> next(Instant after, Instant from);

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Timing parse(String expression, ZoneId zone) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            Duration unit = UNITS.get(rate.group(2).charAt(0));
            return every(unit.multipliedBy(Long.parseLong(rate.group(1))));
        }
        Matcher at = AT.matcher(expression);
        if (at.matches()) {
            return once(moment(at.group(1)), zone);
        }
        return byCron(CronExpression.parse(expression), zone);
    }

    private static LocalDateTime moment(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("There is no " + text, malformed);
        }
    }

    /** "If you do not provide a StartDate, your schedule starts invoking the target immediately." A day has 24 hours. */
    private static Timing every(Duration period) {
        return (after, from) -> {
            if (after.isBefore(from)) {
                return Optional.of(from);
            }
            long passed = Duration.between(from, after).dividedBy(period);
            return Optional.of(from.plus(period.multipliedBy(passed + 1)));
        };
    }

    private static Timing once(LocalDateTime moment, ZoneId zone) {
        return (after, from) ->
                instants(moment, zone).stream().filter(after::isBefore).findFirst();
    }

    private static Timing byCron(CronExpression cron, ZoneId zone) {
        return (after, from) -> {
            Optional<LocalDateTime> next = cron.next(LocalDateTime.ofInstant(after, zone));
            while (next.isPresent()) {
                Optional<Instant> fires = instants(next.get(), zone).stream()
                        .filter(after::isBefore)
                        .findFirst();
                if (fires.isPresent()) {
                    return fires;
                }
                next = cron.next(next.get());
            }
            return Optional.empty();
        };
    }

    /**
     * "If a cron expression falls on a non-existent date and time, your schedule invocation is skipped. When the time shifts
     * back in the Fall, your schedule runs only once and does not repeat its invocation." That it is the first of the two
     * moments is an assumption.
     */
    private static List<Instant> instants(LocalDateTime local, ZoneId zone) {
        return zone.getRules().getValidOffsets(local).stream()
                .limit(1)
                .map(local::toInstant)
                .toList();
    }
}
