package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** When a notebook works, by the clock on a wall: daylight-saving time is taken into account. */
@JsonInclude(Include.NON_NULL)
@ValidationRule(
        value = "self.start != self.stop",
        message = "start and stop are the same time: write two, such as 08:00 and 18:00, or leave the schedule out")
public record WorkingHoursSpec(
        @Required
        @JsonPropertyDescription("When it is started, such as 08:00.")
        @Pattern(WorkingHoursSpec.TIME)
        @Size(max = 5)
        String start,

        @Required
        @JsonPropertyDescription("When it is stopped, such as 18:30. Earlier than start means on the day after.")
        @Pattern(WorkingHoursSpec.TIME)
        @Size(max = 5)
        String stop,

        @JsonPropertyDescription("Days on which it is started. Monday to Friday where it is left out.")
        @Size(min = 1, max = 7)
        List<Day> days,

        @Required
        @JsonPropertyDescription("Time zone by its name in the IANA database, such as Europe/Berlin or UTC.")
        @Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$")
        @Size(max = 64)
        String timeZone) {

    static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /** A day of the week. */
    public enum Day {
        Mon,
        Tue,
        Wed,
        Thu,
        Fri,
        Sat,
        Sun
    }

    /** The days, those of the usual working week where none are named. */
    public List<Day> daysOrUsual() {
        return days == null || days.isEmpty() ? List.of(Day.Mon, Day.Tue, Day.Wed, Day.Thu, Day.Fri) : days;
    }
}
