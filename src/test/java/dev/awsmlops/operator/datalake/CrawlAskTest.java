package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.datalake.CrawlAsk.Crawls;
import dev.awsmlops.operator.datalake.CrawlAsk.For;
import dev.awsmlops.operator.datalake.CrawlAsk.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

class CrawlAskTest {

    private static final Instant ASKED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant LATER = ASKED.plus(Duration.ofMinutes(2));
    private static final Crawls NEVER = new Crawls(false, Optional.empty(), Optional.empty());
    private static final Crawls RUNNING = new Crawls(true, Optional.empty(), Optional.empty());

    @Test
    void aCrawlerThatNeverCrawledIsAskedToForItsTargets() {
        assertThat(CrawlAsk.next(Optional.empty(), "a1", "", NEVER, ASKED)).isEqualTo(Next.ASK);
        assertThat(CrawlAsk.following(Optional.empty(), "a1", "", NEVER, ASKED))
                .isEqualTo(new CrawlAsk("a1", "", For.TARGETS, 1, ASKED));
    }

    @Test
    void whileItCrawlsNothingElseIsAskedFor() {
        assertThat(CrawlAsk.next(Optional.empty(), "a1", "", RUNNING, ASKED)).isEqualTo(Next.RUNNING);
        assertThat(CrawlAsk.next(asked(For.TARGETS, 1), "b2", "c3", RUNNING, LATER))
                .isEqualTo(Next.RUNNING);
    }

    @Test
    void whatWasAskedForAndNeverBeganIsStarted() {
        assertThat(CrawlAsk.next(asked(For.TARGETS, 1), "a1", "", NEVER, LATER)).isEqualTo(Next.START);
        assertThat(CrawlAsk.next(asked(For.TARGETS, 1), "a1", "", crawled("SUCCEEDED", ASKED.minusSeconds(31)), LATER))
                .isEqualTo(Next.START);
    }

    @ParameterizedTest
    @ValueSource(longs = {-30, 0, 60})
    void aCrawlThatBeganSinceThenIsTheOneAskedForEvenIfClocksDiffer(long seconds) {
        assertThat(CrawlAsk.next(
                        asked(For.TARGETS, 1), "a1", "", crawled("SUCCEEDED", ASKED.plusSeconds(seconds)), LATER))
                .isEqualTo(Next.NOTHING);
    }

    @Test
    void aCrawlThatSomebodyCancelledIsNotForcedOnThem() {
        assertThat(CrawlAsk.next(asked(For.REQUEST, 1), "a1", "", crawled("CANCELLED", ASKED), LATER))
                .isEqualTo(Next.NOTHING);
    }

    @Test
    void otherTargetsAreAskedForWhateverBecameOfTheFormer() {
        Crawls failed = crawled("FAILED", ASKED);

        assertThat(CrawlAsk.next(asked(For.REQUEST, 3), "b2", "", failed, LATER))
                .isEqualTo(Next.ASK);
        assertThat(CrawlAsk.following(asked(For.REQUEST, 3), "b2", "", failed, LATER))
                .isEqualTo(new CrawlAsk("b2", "", For.TARGETS, 1, LATER));
    }

    @Test
    void aRequestIsAskedForOnceAndItsWithdrawalAsksForNothing() {
        Crawls crawled = crawled("SUCCEEDED", ASKED);
        CrawlAsk ask = CrawlAsk.following(asked(For.TARGETS, 1), "a1", "c3", crawled, LATER);

        assertThat(CrawlAsk.next(asked(For.TARGETS, 1), "a1", "c3", crawled, LATER))
                .isEqualTo(Next.ASK);
        assertThat(ask).isEqualTo(new CrawlAsk("a1", "c3", For.REQUEST, 1, LATER));
        Crawls after = crawled("SUCCEEDED", LATER);
        assertThat(CrawlAsk.next(Optional.of(ask), "a1", "c3", after, LATER)).isEqualTo(Next.NOTHING);
        assertThat(CrawlAsk.next(Optional.of(ask), "a1", "", after, LATER)).isEqualTo(Next.NOTHING);
    }

    @Test
    void aRequestBeforeTheTargetsWereCrawledIsForThemStill() {
        assertThat(CrawlAsk.following(asked(For.TARGETS, 1), "a1", "c3", NEVER, LATER)
                        .reason())
                .isEqualTo(For.TARGETS);
        assertThat(CrawlAsk.following(asked(For.TARGETS, 3), "a1", "c3", crawled("FAILED", ASKED), LATER))
                .isEqualTo(new CrawlAsk("a1", "c3", For.TARGETS, 1, LATER));
    }

    @ParameterizedTest
    @CsvSource({"1, PT4M59S, PAUSE", "1, PT5M, ASK", "2, PT9M59S, PAUSE", "2, PT10M, ASK", "3, PT24H, GIVE_UP"})
    void aFailedCrawlIsAskedForAgainAfterLongerAndLongerPausesAndThenGivenUp(int attempt, Duration since, Next next) {
        assertThat(CrawlAsk.next(asked(For.TARGETS, attempt), "a1", "", crawled("FAILED", ASKED), ASKED.plus(since)))
                .isEqualTo(next);
    }

    @Test
    void aCrawlThatHadOnlyJustBegunWhenAnotherIsAskedForIsNotTakenForThat() {
        Crawls stopped = crawled("CANCELLED", ASKED.minusSeconds(10));
        CrawlAsk ask = CrawlAsk.following(asked(For.REQUEST, 1), "b2", "", stopped, ASKED);

        assertThat(CrawlAsk.next(Optional.of(ask), "b2", "", stopped, ASKED)).isEqualTo(Next.START);
        assertThat(ask.holdsUpTheLake(stopped)).isTrue();
        assertThat(CrawlAsk.next(Optional.of(ask), "b2", "", crawled("SUCCEEDED", ASKED), LATER))
                .isEqualTo(Next.NOTHING);
    }

    @Test
    void theNextAttemptIsForTheSameAndCountsOn() {
        assertThat(CrawlAsk.following(asked(For.REQUEST, 1), "a1", "", crawled("FAILED", ASKED), LATER))
                .isEqualTo(new CrawlAsk("a1", "", For.REQUEST, 2, LATER));
    }

    @Test
    void aCrawlHoldsUpTheLakeUntilItsTargetsWereCrawledOnce() {
        CrawlAsk forTargets = asked(For.TARGETS, 1).orElseThrow();

        assertThat(forTargets.holdsUpTheLake(NEVER)).isTrue();
        assertThat(forTargets.holdsUpTheLake(crawled("SUCCEEDED", ASKED.minusSeconds(60))))
                .isTrue();
        assertThat(forTargets.holdsUpTheLake(crawled("FAILED", ASKED))).isTrue();
        assertThat(forTargets.holdsUpTheLake(crawled("SUCCEEDED", ASKED))).isFalse();
        assertThat(asked(For.REQUEST, 1).orElseThrow().holdsUpTheLake(NEVER)).isFalse();
    }

    @Test
    void aTagRemembersIt() {
        var ask = new CrawlAsk("a1", "c3", For.REQUEST, 2, ASKED.plusMillis(7));

        assertThat(ask.tag()).isEqualTo("a1/c3/REQUEST/2@2026-11-20T10:00:00Z");
        assertThat(CrawlAsk.parse(ask.tag())).contains(new CrawlAsk("a1", "c3", For.REQUEST, 2, ASKED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "a1//TARGETS/1",
                "a1//OTHER/1@2026-11-20T10:00:00Z",
                "a1//TARGETS/1@yesterday",
                "a1//TARGETS/99999999999@2026-11-20T10:00:00Z"
            })
    void aSpoiltTagIsNone(String tag) {
        assertThat(CrawlAsk.parse(tag)).isEmpty();
    }

    private static Optional<CrawlAsk> asked(For reason, int attempt) {
        return Optional.of(new CrawlAsk("a1", "", reason, attempt, ASKED));
    }

    private static Crawls crawled(String status, Instant start) {
        return new Crawls(false, Optional.of(LastCrawlStatus.fromValue(status)), Optional.of(start));
    }
}
