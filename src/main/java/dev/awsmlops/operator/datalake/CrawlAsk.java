package dev.awsmlops.operator.datalake;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/**
 * That a crawl was asked for, and what for, as a tag of the crawler remembers it.
 *
 * <p>It is written before the crawl is started, so that a process that dies in between leaves a crawl too many to do rather
 * than one forgotten. Pure.
 *
 * @param targets stands for what was to be crawled
 * @param request stands for the user's own wish, empty without one
 * @param reason what the crawl was for
 * @param attempt 1 for the first
 * @param at when it was asked for, or a little later if the last crawl had only just begun, so as not to be taken for that
 */
record CrawlAsk(String targets, String request, For reason, int attempt, Instant at) {

    /** What a crawl is for. */
    enum For {
        /** The targets have not been crawled yet: the lake is not ready without it. */
        TARGETS,
        /** The user wants another. */
        REQUEST
    }

    /** What is to be done about crawling. */
    enum Next {
        /** Ask for a crawl. */
        ASK,
        /** The crawl that was asked for has not begun: start it. */
        START,
        /** A crawl goes on. */
        RUNNING,
        /** The last crawl failed; another is due later. */
        PAUSE,
        /** The crawls asked for have failed, as often as they are tried. */
        GIVE_UP,
        /** Nothing. */
        NOTHING
    }

    /**
     * The last crawl, as Glue tells it.
     *
     * @param running whether a crawl goes on now, of which Glue does not say when it began
     */
    record Crawls(boolean running, Optional<LastCrawlStatus> lastStatus, Optional<Instant> lastStart) {

        /** How far Glue's clock may be behind ours. */
        private static final Duration SKEW = Duration.ofSeconds(30);

        private boolean anySince(Instant moment) {
            return lastStart
                    .filter(start -> !start.isBefore(moment.minus(SKEW)))
                    .isPresent();
        }
    }

    /** How often a crawl that fails is asked for. */
    static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Pattern TAG = Pattern.compile("([0-9a-f]*)/([0-9a-f]*)/(TARGETS|REQUEST)/([0-9]{1,9})@(.+)");

    /** A tag's value for it. */
    String tag() {
        return "%s/%s/%s/%d@%s".formatted(targets, request, reason, attempt, at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** What a tag's value says; nothing when someone has spoilt it, so that it is asked for again. */
    static Optional<CrawlAsk> parse(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CrawlAsk(
                    matcher.group(1),
                    matcher.group(2),
                    For.valueOf(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)),
                    Instant.parse(matcher.group(5))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * What is to be done, given the last ask, if there was one, and what is wished for now.
     *
     * @param request empty when the user wishes for none
     */
    static Next next(Optional<CrawlAsk> last, String targets, String request, Crawls crawls, Instant now) {
        if (crawls.running()) {
            return Next.RUNNING;
        }
        if (last.isEmpty() || last.get().differs(targets, request)) {
            return Next.ASK;
        }
        CrawlAsk ask = last.get();
        if (!crawls.anySince(ask.at)) {
            return Next.START;
        }
        if (crawls.lastStatus().filter(LastCrawlStatus.FAILED::equals).isEmpty()) {
            return Next.NOTHING;
        }
        if (ask.attempt >= ATTEMPTS) {
            return Next.GIVE_UP;
        }
        return now.isBefore(ask.retryAt()) ? Next.PAUSE : Next.ASK;
    }

    /** The ask that follows on the last one: the next attempt, or the first for a new wish. */
    static CrawlAsk following(Optional<CrawlAsk> last, String targets, String request, Crawls crawls, Instant now) {
        boolean again = last.isPresent() && !last.get().differs(targets, request);
        boolean crawledBefore = last.filter(ask -> ask.targets.equals(targets) && !ask.holdsUpTheLake(crawls))
                .isPresent();
        Instant notTheLastOne = crawls.lastStart()
                .map(start -> start.plus(Crawls.SKEW).plusSeconds(1))
                .orElse(now);
        return new CrawlAsk(
                targets,
                request,
                again ? last.get().reason : crawledBefore ? For.REQUEST : For.TARGETS,
                again ? last.get().attempt + 1 : 1,
                notTheLastOne.isAfter(now) ? notTheLastOne : now);
    }

    /** Whether the targets have still not been crawled: neither by the crawl that was asked for nor by a later one. */
    boolean holdsUpTheLake(Crawls crawls) {
        return reason == For.TARGETS
                && (!crawls.anySince(at) || crawls.lastStatus().equals(Optional.of(LastCrawlStatus.FAILED)));
    }

    /** When a failed crawl is asked for again. */
    Instant retryAt() {
        return at.plus(PAUSE.multipliedBy(attempt));
    }

    /** A request that was withdrawn is no new one. */
    private boolean differs(String newTargets, String newRequest) {
        return !targets.equals(newTargets) || !(newRequest.isEmpty() || request.equals(newRequest));
    }
}
