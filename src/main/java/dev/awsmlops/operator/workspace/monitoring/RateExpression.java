package dev.awsmlops.operator.workspace.monitoring;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a schedule such as {@code rate(1 hour)} runs. Source: EventBridge Scheduler user guide, "Rate-based schedules". */
final class RateExpression {

    private static final Pattern FORM = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)s?\\)");

    private RateExpression() {}

    /** Nothing for schedules of another type. */
    static Optional<Duration> parse(String schedule) {
        Matcher rate = FORM.matcher(schedule);
        if (!rate.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(rate.group(1));
        return Optional.of(
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(number);
                    case "hour" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
