package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.WorkingHoursSpec;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a notebook works, by the clock on a wall. Pure.
 *
 * <ul>
 *   <li>Work begins on the days that are named, and goes on into the next one when it stops earlier than it starts.
 *   <li>A time that the clock leaps over, as in spring, comes when the leap is made. Work of which nothing is left by
 *       that is not done that day.
 *   <li>A time that comes twice, as in autumn, starts work at its first coming and stops it at its second: whoever works
 *       by the clock on the wall is never stopped early, at the price of an hour a year.
 * </ul>
 */
public final class WorkingHours {

    /** How far from now to look, in days: more than two weeks, should one day's work fall into a leap. */
    private static final int REACH = 15;

    private record Span(Instant start, Instant stop) {

        boolean contains(Instant moment) {
            return !moment.isBefore(start) && moment.isBefore(stop);
        }
    }

    private final LocalTime start;
    private final LocalTime stop;
    private final Set<DayOfWeek> days;
    private final ZoneId zone;

    private WorkingHours(LocalTime start, LocalTime stop, Set<DayOfWeek> days, ZoneId zone) {
        this.start = start;
        this.stop = stop;
        this.days = days;
        this.zone = zone;
    }

    /** The hours that a spec asks for; none for null, nor for one to which there is an {@link #objection}. */
    public static Optional<WorkingHours> of(WorkingHoursSpec spec) {
        return Optional.ofNullable(spec).flatMap(given -> zone(given.timeZone())
                .map(zone -> new WorkingHours(
                        LocalTime.parse(given.start()), LocalTime.parse(given.stop()), days(given), zone)));
    }

    /** What is wrong with a spec that its schema can't tell, and what to write instead. */
    public static Optional<String> objection(WorkingHoursSpec spec) {
        return Optional.ofNullable(spec)
                .map(WorkingHoursSpec::timeZone)
                .filter(name -> zone(name).isEmpty())
                .map(name -> "spec.notebook.schedule.timeZone \"" + name
                        + "\" is not a time zone of the IANA database: write such as Europe/Berlin or UTC");
    }

    /** Whether that is a moment of work. */
    public boolean contains(Instant moment) {
        return spans(moment).anyMatch(span -> span.contains(moment));
    }

    /** When work last began. */
    public Instant lastStart(Instant now) {
        return spans(now)
                .map(Span::start)
                .filter(moment -> !moment.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When work last stopped. */
    public Instant lastStop(Instant now) {
        return stops(now)
                .filter(moment -> !moment.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When work next begins or stops. */
    public Instant nextChange(Instant now) {
        return Stream.concat(spans(now).map(Span::start), stops(now))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The ends of work that is not taken up again at once, as by a day's work that the clock's change has brought near. */
    private Stream<Instant> stops(Instant around) {
        List<Span> spans = spans(around).toList();
        return spans.stream().map(Span::stop).filter(moment -> spans.stream()
                .noneMatch(other -> other.contains(moment)));
    }

    private Stream<Span> spans(Instant around) {
        LocalDate today = around.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(-REACH, REACH)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(this::on)
                .filter(span -> span.start().isBefore(span.stop()));
    }

    private Span on(LocalDate day) {
        LocalDate lastDay = stop.isAfter(start) ? day : day.plusDays(1);
        return new Span(first(day.atTime(start)), last(lastDay.atTime(stop)));
    }

    private Instant first(LocalDateTime time) {
        return leap(time).orElseGet(() -> time.toInstant(offsets(time).get(0)));
    }

    private Instant last(LocalDateTime time) {
        return leap(time).orElseGet(() -> {
            List<ZoneOffset> offsets = offsets(time);
            return time.toInstant(offsets.get(offsets.size() - 1));
        });
    }

    /** The moment at which the clock leaps over that time, if it does. */
    private Optional<Instant> leap(LocalDateTime time) {
        return Optional.ofNullable(zone.getRules().getTransition(time))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant);
    }

    /** Those that are in force when the clock shows that time, the earlier one first. */
    private List<ZoneOffset> offsets(LocalDateTime time) {
        return zone.getRules().getValidOffsets(time);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(WorkingHoursSpec spec) {
        return spec.daysOrUsual().stream().map(WorkingHours::dayOfWeek).collect(Collectors.toUnmodifiableSet());
    }

    private static DayOfWeek dayOfWeek(WorkingHoursSpec.Day day) {
        return switch (day) {
            case Mon -> DayOfWeek.MONDAY;
            case Tue -> DayOfWeek.TUESDAY;
            case Wed -> DayOfWeek.WEDNESDAY;
            case Thu -> DayOfWeek.THURSDAY;
            case Fri -> DayOfWeek.FRIDAY;
            case Sat -> DayOfWeek.SATURDAY;
            case Sun -> DayOfWeek.SUNDAY;
        };
    }
}
