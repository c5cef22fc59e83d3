package dev.awsmlops.sandbox.aws.glue.crawler;

import dev.awsmlops.sandbox.aws.service.OwnDoing;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What crawlers do by themselves: crawls end, and schedules start others. It all happens in the order in which it came
 * due, each as of its moment, so that it makes no difference how often anybody looks.
 */
final class CrawlerTimetable implements OwnDoing {

    private final ResourceStore<Crawler> store;
    private final CrawlRunner runner;

    CrawlerTimetable(ResourceStore<Crawler> store, CrawlRunner runner) {
        this.store = store;
        this.runner = runner;
    }

    @Override
    public Optional<Instant> due() {
        return crawlers().flatMap(crawler -> crawler.due().stream()).min(Comparator.naturalOrder());
    }

    @Override
    public void catchUp(Instant now) {
        for (Optional<Crawler> next = next(now); next.isPresent(); next = next(now)) {
            Instant at = next.get().due().orElseThrow();
            endIfDone(next.get(), at);
            startIfScheduled(next.get(), at);
        }
        crawlers().forEach(crawler -> endIfDone(crawler, now));
    }

    private Optional<Crawler> next(Instant now) {
        return crawlers()
                .filter(crawler -> crawler.due().filter(at -> !at.isAfter(now)).isPresent())
                .min(Comparator.comparing(crawler -> crawler.due().orElseThrow()));
    }

    private Stream<Crawler> crawlers() {
        return store.everything().filter(crawler -> !crawler.deleted());
    }

    private void endIfDone(Crawler crawler, Instant at) {
        if (crawler.ready(at)) {
            crawler.open().ifPresent(crawl -> runner.end(crawler, crawl, crawler.since(at)));
        }
    }

    /** A crawl that would begin during another one is left out. */
    private static void startIfScheduled(Crawler crawler, Instant at) {
        CrawlerSchedule schedule = crawler.schedule();
        if (schedule.next().filter(moment -> !moment.isAfter(at)).isPresent()) {
            schedule.passed(at);
            if (crawler.ready(at)) {
                crawler.start(at);
            }
        }
    }
}
