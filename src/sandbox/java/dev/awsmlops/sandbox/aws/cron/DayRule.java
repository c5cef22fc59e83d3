package dev.awsmlops.sandbox.aws.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * On which days a cron expression fires, by the day of the month or the day of the week: "If you specify a value in one of
 * the fields, you must use a ? (question mark) in the other" (Glue developer guide, "Time-based schedules for jobs and
 * crawlers").
 */
final class DayRule {

    private final Predicate<LocalDate> days;

    private DayRule(Predicate<LocalDate> days) {
        this.days = days;
    }

    static DayRule parse(String dayOfMonth, String dayOfWeek) {
        boolean byMonth = !dayOfMonth.equals("?");
        boolean byWeek = !dayOfWeek.equals("?");
        if (byMonth == byWeek) {
            throw new IllegalArgumentException("Exactly one of Day-of-month and Day-of-week must be '?'");
        }
        return new DayRule(byMonth ? ofMonth(dayOfMonth) : ofWeek(dayOfWeek));
    }

    boolean matches(LocalDate date) {
        return days.test(date);
    }

    private static Predicate<LocalDate> ofMonth(String text) {
        return Stream.of(text.split(",", -1)).map(DayRule::oneOfMonth).reduce(date -> false, Predicate::or);
    }

    private static Predicate<LocalDate> oneOfMonth(String item) {
        if (item.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (item.endsWith("W")) {
            int day = CronField.DAY_OF_MONTH.value(item.substring(0, item.length() - 1));
            return date -> date.equals(nearestWeekday(YearMonth.from(date), day));
        }
        BitSet days = CronField.DAY_OF_MONTH.values(item);
        return date -> days.get(date.getDayOfMonth());
    }

    /** The weekday "closest to" the day, within the month, as Quartz has it too. In a month without that day, never. */
    private static LocalDate nearestWeekday(YearMonth month, int day) {
        if (!month.isValidDay(day)) {
            return LocalDate.MIN;
        }
        LocalDate date = month.atDay(day);
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return day == 1 ? date.plusDays(2) : date.minusDays(1);
        }
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return day == month.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
        }
        return date;
    }

    /** 1 is Sunday; L is "the last day of the ... week". */
    private static Predicate<LocalDate> ofWeek(String text) {
        BitSet days = CronField.DAY_OF_WEEK.values(text.replaceAll("\\bL\\b", "SAT"));
        return date -> days.get(date.getDayOfWeek().getValue() % 7 + 1);
    }
}
