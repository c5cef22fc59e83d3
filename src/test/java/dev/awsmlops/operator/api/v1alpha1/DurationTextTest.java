package dev.awsmlops.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "8h, PT8H",
        "90m, PT1H30M",
        "1h30m, PT1H30M",
        "45s, PT45S",
        "2d, PT48H",
        "1d2h3m4s, PT26H3M4S",
        "1d4s, PT24H4S",
        "08h, PT8H",
        "0h1s, PT1S",
        "36500d, PT876000H",
    })
    void aDurationIsRead(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "8", "h", "8H", "8 h", " 8h", "8h ", "-8h", "+8h", "1.5h", "8h30", "30m8h", "1h1h", "1w",
                "PT8H", "forever", "8h\n", "٨h"
            })
    void whatIsNotADurationIsNotRead(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d0h0m0s", "000h"})
    void nothingIsNotADuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "36500d1s",
                "876001h",
                "9223372036854775807s",
                "9223372036854775807d",
                "9223372036854775807h9223372036854775807m",
                "9223372036854775808s",
                "99999999999999999999d"
            })
    void whatIsLongerThanTimeCanBeReckonedWithIsNotRead(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT8H, 8h", "PT90M, 1h30m", "PT24H, 24h", "PT49H0M5S, 49h5s", "PT59S, 59s", "PT0S, 0s", "PT1.9S, 1s"})
    void aDurationIsWrittenAsShortAsCanBe(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenCanBeReadAgain() {
        for (long seconds = 1; seconds < 200_000; seconds += 37) {
            Duration duration = Duration.ofSeconds(seconds);
            assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
        }
    }
}
