package dev.awsmlops.sandbox.aws.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells when {@code cron(Minutes Hours Day-of-month Month Day-of-week Year)} fires (Glue developer guide, "Time-based
 * schedules for jobs and crawlers"). Immutable.
 */
public final class CronExpression {

    private static final Pattern EXPRESSION = Pattern.compile("cron\\((.*)\\)");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet months;
    private final BitSet years;
    private final DayRule days;

    private CronExpression(List<String> fields) {
        minutes = CronField.MINUTES.values(fields.get(0));
        hours = CronField.HOURS.values(fields.get(1));
        days = DayRule.parse(fields.get(2), fields.get(4));
        months = CronField.MONTH.values(fields.get(3));
        years = CronField.YEAR.values(fields.get(5));
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static CronExpression parse(String text) {
        Matcher matcher = EXPRESSION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is not of the form cron(...)".formatted(text));
        }
        List<String> fields = List.of(matcher.group(1).strip().split("\\s+"));
        if (fields.size() != CronField.values().length) {
            throw new IllegalArgumentException(
                    "'%s' has %d fields, not %d".formatted(text, fields.size(), CronField.values().length));
        }
        return new CronExpression(fields);
    }

    /** The first moment after the given one at which it fires. Empty if it never does again. */
    public Optional<Instant> next(Instant after) {
        return next(LocalDateTime.ofInstant(after, ZoneOffset.UTC)).map(found -> found.toInstant(ZoneOffset.UTC));
    }

    /** The same, by the clock of whatever zone the expression is meant for. */
    public Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate date = from.toLocalDate();
        Optional<LocalDateTime> today = fires(date) ? firstFrom(from) : Optional.empty();
        return today.isPresent() ? today : firstDayAfter(date).flatMap(day -> firstFrom(day.atStartOfDay()));
    }

    /**
     * The shortest time that may lie between two moments at which it fires, taking consecutive days for granted. At most
     * an hour.
     */
    public Duration shortestGap() {
        int shortest = 60;
        int last = -1;
        for (int minute : minutes.stream().toArray()) {
            shortest = last < 0 ? shortest : Math.min(shortest, minute - last);
            last = minute;
        }
        boolean hourAfterHour = hours.stream().anyMatch(hour -> hours.get((hour + 1) % 24));
        int acrossHours = 60 - last + minutes.nextSetBit(0);
        return Duration.ofMinutes(hourAfterHour ? Math.min(shortest, acrossHours) : shortest);
    }

    private boolean fires(LocalDate date) {
        return years.get(date.getYear()) && months.get(date.getMonthValue()) && days.matches(date);
    }

    private Optional<LocalDate> firstDayAfter(LocalDate date) {
        LocalDate day = date.plusDays(1);
        while (day.getYear() <= CronField.YEAR.most()) {
            if (fires(day)) {
                return Optional.of(day);
            }
            boolean monthLeft = years.get(day.getYear()) && months.get(day.getMonthValue());
            day = monthLeft ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
        }
        return Optional.empty();
    }

    /** On the same day, no earlier than at this time. */
    private Optional<LocalDateTime> firstFrom(LocalDateTime from) {
        int minute = minutes.nextSetBit(from.getMinute());
        if (hours.get(from.getHour()) && minute >= 0) {
            return Optional.of(from.withMinute(minute));
        }
        int hour = hours.nextSetBit(from.getHour() + 1);
        return hour < 0 ? Optional.empty() : Optional.of(from.withHour(hour).withMinute(minutes.nextSetBit(0)));
    }
}
