package dev.awsmlops.operator.workspace.monitoring;

import dev.awsmlops.operator.api.v1alpha1.WorkingHoursSpec;
import dev.awsmlops.operator.api.v1alpha1.WorkingHoursSpec.Day;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Working hours in the terms of a state machine, which knows no time zones: minutes of the day and offsets from UTC.
 *
 * @param start minutes after midnight
 * @param stop the same, of the day on which it was started: more than a day's when that is after midnight
 * @param days on which it is started, Sunday being 0
 * @param offsets in the order of their time. The next transitions are known ahead, so that the definition changes only when
 *     one of them has passed, and holds for two years without the operator
 */
record MonitorHours(int start, int stop, List<Integer> days, List<Offset> offsets) {

    private static final List<Day> WEEK = List.of(Day.Sun, Day.Mon, Day.Tue, Day.Wed, Day.Thu, Day.Fri, Day.Sat);

    private static final int TRANSITIONS = 4;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /**
     * An offset from UTC.
     *
     * @param from milliseconds since 1970
     * @param minutes that the clock on the wall is ahead
     */
    record Offset(long from, int minutes) {}

    /** Nothing where the zone is not one that Java knows: the notebook says so. */
    static Optional<MonitorHours> of(WorkingHoursSpec spec, Instant now) {
        if (!ZoneId.getAvailableZoneIds().contains(spec.timeZone())) {
            return Optional.empty();
        }
        int start = minutes(spec.start());
        int stop = minutes(spec.stop());
        return Optional.of(new MonitorHours(
                start,
                stop > start ? stop : stop + MINUTES_OF_A_DAY,
                spec.daysOrUsual().stream().map(WEEK::indexOf).toList(),
                offsets(ZoneId.of(spec.timeZone()).getRules(), now)));
    }

    private static List<Offset> offsets(ZoneRules rules, Instant now) {
        var offsets = new ArrayList<Offset>();
        offsets.add(new Offset(0, rules.getOffset(now).getTotalSeconds() / 60));
        ZoneOffsetTransition next = rules.nextTransition(now);
        while (next != null && offsets.size() <= TRANSITIONS) {
            offsets.add(new Offset(
                    next.getInstant().toEpochMilli(), next.getOffsetAfter().getTotalSeconds() / 60));
            next = rules.nextTransition(next.getInstant());
        }
        return offsets;
    }

    private static int minutes(String time) {
        return LocalTime.parse(time).toSecondOfDay() / 60;
    }
}
