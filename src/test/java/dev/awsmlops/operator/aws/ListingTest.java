package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final List<String> inAws = new ArrayList<>(List.of("a/1", "a/2", "b/1"));
    private int readings;
    private boolean awsFails;
    private final Listing<String> listing = new Listing<>(clock, INTERVAL, this::read, entry -> entry.substring(0, 1));

    @Test
    void everyEntryOfANameIsFound() {
        assertThat(listing.find("a")).containsExactly("a/1", "a/2");
        assertThat(listing.find("c")).isEmpty();
    }

    @Test
    void oneReadingServesAllWhoAskWithinTheInterval() {
        listing.find("a");
        inAws.add("a/3");
        clock.pass(INTERVAL);

        assertThat(listing.find("a")).containsExactly("a/1", "a/2");
        assertThat(listing.find("b")).containsExactly("b/1");
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void afterTheIntervalItIsReadAnew() {
        listing.find("a");
        inAws.remove("a/1");
        clock.pass(INTERVAL.plusMillis(1));

        assertThat(listing.find("a")).containsExactly("a/2");
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aClockSetBackMakesItReadAnewRatherThanTrustAReadingFromTheFuture() {
        listing.find("a");
        inAws.clear();
        clock.pass(Duration.ofSeconds(-1));

        assertThat(listing.find("a")).isEmpty();
    }

    @Test
    void aReadingThatFailsIsMadeAgainAtTheNextQuestion() {
        awsFails = true;
        assertThatThrownBy(() -> listing.find("a")).isInstanceOf(IllegalStateException.class);
        awsFails = false;

        assertThat(listing.find("a")).containsExactly("a/1", "a/2");
    }

    @Test
    void anOldReadingDoesNotStandInForOneThatFails() {
        listing.find("a");
        clock.pass(INTERVAL.plusMillis(1));
        awsFails = true;

        assertThatThrownBy(() -> listing.find("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListOfOnePageIsReadOnceTheSecondAsksForSomethingFresh() {
        assertThat(listing.findFresh("a", Duration.ofSeconds(10))).isEmpty();
        assertThat(listing.findFresh("b", Duration.ofSeconds(10))).contains(List.of("b/1"));
        assertThat(listing.findFresh("a", Duration.ofSeconds(10))).contains(List.of("a/1", "a/2"));
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void aLongListIsReadOnlyWhenAsManyAskAsItHasPages() {
        for (int i = 0; i < 950; i++) {
            inAws.add("c/" + i);
        }
        listing.find("a");
        clock.pass(Duration.ofSeconds(11));

        for (int i = 0; i < 10; i++) {
            assertThat(listing.findFresh("a", Duration.ofSeconds(10))).isEmpty();
        }
        assertThat(listing.findFresh("a", Duration.ofSeconds(10))).contains(List.of("a/1", "a/2"));
        assertThat(readings).isEqualTo(2);
    }

    private Stream<String> read() {
        if (awsFails) {
            throw new IllegalStateException("AWS is away");
        }
        readings++;
        return inAws.stream();
    }
}
