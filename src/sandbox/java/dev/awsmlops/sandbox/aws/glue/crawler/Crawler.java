package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.Units;
import dev.awsmlops.sandbox.aws.service.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A Glue crawler: READY, RUNNING while it crawls, STOPPING when it is done or told to stop, READY again. */
final class Crawler extends Resource {

    static final String READY = "READY";
    static final String RUNNING = "RUNNING";
    static final String STOPPING = "STOPPING";

    /** By the second, ten minutes at least for each run (AWS Glue pricing, "Crawlers"). */
    private static final Billing BILLING = new Billing(Set.of(RUNNING), Duration.ofMinutes(10), true);

    /** AWS does not say how many a crawl uses: an assumption. */
    private static final Units UNITS = new Units("DPU", 2);

    private final World world;
    private final CrawlerSchedule schedule = new CrawlerSchedule();
    private final List<Crawl> crawls = new ArrayList<>();
    private ObjectNode properties;
    private Instant updatedAt;
    private int version = 1;
    private boolean deleted;

    Crawler(World world, Request request, ObjectNode properties, Map<String, String> tags) {
        super(world, request, ResourceType.CRAWLER, properties.get("Name").asText(), tags, READY, Optional.of(UNITS));
        this.world = world;
        this.properties = properties;
        this.updatedAt = request.now();
        schedule.set(request.text("Schedule").orElse(""), request.now());
    }

    @Override
    public Billing billing() {
        return BILLING;
    }

    ObjectNode properties() {
        return properties;
    }

    CrawlerSchedule schedule() {
        return schedule;
    }

    /** All of its runs, the first one first. */
    List<Crawl> crawls() {
        return crawls;
    }

    boolean ready(Instant now) {
        return state(now).equals(READY);
    }

    boolean deleted() {
        return deleted;
    }

    void update(ObjectNode changed, Instant now) {
        properties = changed;
        touch(now);
    }

    /** That a change of the schedule makes a version too is an assumption. */
    void touch(Instant now) {
        updatedAt = now;
        version++;
    }

    void delete(Instant now) {
        deleted = true;
        lifecycle().settle(Lifecycle.GONE, now);
    }

    void start(Instant now) {
        String seed = arn() + createdAt() + crawls.size();
        String id =
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
        crawls.add(new Crawl(id, name(), now, world.outcomes().takeFailure(ResourceType.CRAWLER)));
        Duration running = took(Step.CRAWLER_STARTING).plus(took(Step.CRAWLER_RUNNING));
        lifecycle().pass(RUNNING, STOPPING, now, running);
        lifecycle().then(READY, took(Step.CRAWLER_STOPPING));
    }

    void stop(Instant now) {
        open().ifPresent(Crawl::askToStop);
        lifecycle().pass(STOPPING, READY, now, took(Step.CRAWLER_STOPPING));
    }

    private Duration took(Step step) {
        return world.timings().of(step);
    }

    /** The run that has not ended yet. */
    Optional<Crawl> open() {
        return crawls.stream().filter(Crawl::open).findFirst();
    }

    Optional<Crawl> lastEnded() {
        return crawls.stream().filter(crawl -> !crawl.open()).reduce((earlier, later) -> later);
    }

    /** When something happens to it by itself, if ever. */
    Optional<Instant> due() {
        Optional<Instant> change = lifecycle().ends();
        Optional<Instant> start = schedule.next();
        return change.isEmpty() || start.filter(change.get()::isAfter).isPresent() ? start : change;
    }

    Instant since(Instant now) {
        return lifecycle().since(now);
    }

    /** What one run has been billed for. */
    double dpuHours(Crawl crawl, Instant now) {
        Duration running = Duration.ZERO;
        for (Lifecycle.Period period : lifecycle().history(now)) {
            if (period.state().equals(RUNNING) && !period.from().isBefore(crawl.startedAt())) {
                running =
                        running.plus(Duration.between(period.from(), period.to().orElse(now)));
            }
        }
        Duration billed = running.compareTo(BILLING.minimum()) < 0 ? BILLING.minimum() : running;
        return UNITS.quantity() * billed.toMillis() / Duration.ofHours(1).toMillis();
    }

    /** The Crawler structure. It has no tags: GetTags does. */
    ObjectNode describe(Instant now) {
        Duration elapsed = ready(now)
                ? Duration.ZERO
                : open().map(crawl -> crawl.lasted(now)).orElse(Duration.ZERO);
        Output output = new Output()
                .copy(
                        properties,
                        "Name",
                        "Role",
                        "Targets",
                        "DatabaseName",
                        "Description",
                        "Classifiers",
                        "RecrawlPolicy",
                        "SchemaChangePolicy",
                        "LineageConfiguration",
                        "TablePrefix",
                        "Configuration",
                        "CrawlerSecurityConfiguration",
                        "LakeFormationConfiguration")
                .put("State", state(now))
                .put("CrawlElapsedTime", elapsed.toMillis())
                .put("CreationTime", createdAt())
                .put("LastUpdated", updatedAt)
                .put("Version", version);
        schedule.describe(now).ifPresent(described -> output.put("Schedule", described));
        lastEnded().ifPresent(crawl -> output.put("LastCrawl", crawl.lastCrawl()));
        return output.json();
    }
}
