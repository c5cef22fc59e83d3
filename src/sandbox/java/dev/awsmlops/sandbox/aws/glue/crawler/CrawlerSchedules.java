package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;

/** The operations on schedules (API reference, "Crawler scheduler API"). */
final class CrawlerSchedules {

    private final World world;
    private final Crawlers crawlers;

    CrawlerSchedules(World world, Crawlers crawlers) {
        this.world = world;
        this.crawlers = crawlers;
    }

    static void requireSettled(Crawler crawler, Instant now) {
        if (crawler.schedule().changing(now)) {
            throw ServiceFailure.refused(
                    "SchedulerTransitioningException",
                    "Schedule of crawler %s is transitioning".formatted(crawler.name()));
        }
    }

    ObjectNode update(Request request) {
        Crawler crawler = settled(request);
        crawler.schedule().set(request.text("Schedule").orElse(""), request.now());
        changed(crawler, request);
        return Output.empty();
    }

    ObjectNode start(Request request) {
        Crawler crawler = settled(request);
        if (!crawler.schedule().present()) {
            throw ServiceFailure.refused("NoScheduleException", "Crawler %s has no schedule".formatted(crawler.name()));
        }
        if (crawler.schedule().scheduled()) {
            throw ServiceFailure.refused(
                    "SchedulerRunningException", "Schedule of crawler %s is already running".formatted(crawler.name()));
        }
        crawler.schedule().start(request.now());
        changed(crawler, request);
        return Output.empty();
    }

    /** It "does not stop the crawler if it is already running". */
    ObjectNode stop(Request request) {
        Crawler crawler = settled(request);
        if (!crawler.schedule().scheduled()) {
            throw ServiceFailure.refused(
                    "SchedulerNotRunningException", "Schedule of crawler %s is not running".formatted(crawler.name()));
        }
        crawler.schedule().stop();
        changed(crawler, request);
        return Output.empty();
    }

    private Crawler settled(Request request) {
        Crawler crawler = crawlers.required(request, "CrawlerName");
        requireSettled(crawler, request.now());
        return crawler;
    }

    private void changed(Crawler crawler, Request request) {
        crawler.schedule().change(request.now(), world.timings().of(Step.CRAWLER_SCHEDULE_CHANGING));
        crawler.touch(request.now());
    }
}
