package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlChanges;
import dev.awsmlops.sandbox.aws.service.Outcomes;
import dev.awsmlops.sandbox.aws.service.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of a crawler. */
final class Crawl {

    /** How a run stands (API reference, CrawlerHistory, State), and how LastCrawl calls it. */
    enum State {
        RUNNING(""),
        COMPLETED("SUCCEEDED"),
        FAILED("FAILED"),
        STOPPED("CANCELLED");

        private final String status;

        State(String status) {
            this.status = status;
        }
    }

    private static final String LOG_GROUP = "/aws-glue/crawlers";

    private final String id;
    private final String crawler;
    private final Instant startedAt;
    private final Optional<Outcomes.Failure> toldToFail;
    private State state = State.RUNNING;
    private boolean stopAsked;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> error = Optional.empty();
    private CrawlChanges changes = new CrawlChanges();
    private double dpuHours;

    Crawl(String id, String crawler, Instant startedAt, Optional<Outcomes.Failure> toldToFail) {
        this.id = id;
        this.crawler = crawler;
        this.startedAt = startedAt;
        this.toldToFail = toldToFail;
    }

    String id() {
        return id;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<Instant> endedAt() {
        return endedAt;
    }

    State state() {
        return state;
    }

    double dpuHours() {
        return dpuHours;
    }

    CrawlChanges changes() {
        return changes;
    }

    boolean open() {
        return state == State.RUNNING;
    }

    void askToStop() {
        stopAsked = true;
    }

    boolean stopAsked() {
        return stopAsked;
    }

    Optional<Outcomes.Failure> toldToFail() {
        return toldToFail;
    }

    void completed(CrawlChanges made) {
        state = State.COMPLETED;
        changes = made;
    }

    void failed(Optional<String> why) {
        state = State.FAILED;
        error = why;
    }

    void stopped() {
        state = State.STOPPED;
    }

    void ended(Instant at, double used) {
        endedAt = Optional.of(at);
        dpuHours = used;
    }

    Duration lasted(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }

    /** The LastCrawlInfo structure. */
    ObjectNode lastCrawl() {
        return log(new Output().put("Status", state.status))
                .put("StartTime", startedAt)
                .json();
    }

    /** The CrawlerHistory structure. */
    ObjectNode history() {
        Output output = log(new Output().put("CrawlId", id).put("State", state.name()))
                .put("StartTime", startedAt)
                .put("Summary", changes.summary())
                .put("DPUHour", dpuHours);
        endedAt.ifPresent(end -> output.put("EndTime", end));
        return output.json();
    }

    /** As crawlers' logs are named on AWS: one stream for each crawler, a prefix for each run. */
    private Output log(Output output) {
        return output.put("ErrorMessage", error)
                .put("LogGroup", LOG_GROUP)
                .put("LogStream", crawler)
                .put("MessagePrefix", id);
    }
}
