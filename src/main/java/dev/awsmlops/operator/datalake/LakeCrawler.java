package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.datalake.CrawlAsk.Crawls;
import dev.awsmlops.operator.datalake.CrawlAsk.Next;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.RecrawlBehavior;
import software.amazon.awssdk.services.glue.model.ScheduleState;

/**
 * A crawler of a lake. It crawls once when it is new or its targets have changed, whenever the user asks, and by its
 * schedule, which is AWS's own to keep.
 */
final class LakeCrawler implements Part<Crawler> {

    private static final String ASK = GlueDevSession.GROUP + "/crawl";

    private final LakePlan plan;
    private final CrawlerSpec spec;
    private final String name;
    private Optional<Crawler> seen = Optional.empty();

    LakeCrawler(LakePlan plan, CrawlerSpec spec) {
        this.plan = plan;
        this.spec = spec;
        this.name = plan.crawler(spec);
    }

    @Override
    public String condition() {
        return "CrawlersReady";
    }

    @Override
    public Optional<Crawler> observe() {
        seen = plan.read(plan.aws().catalog().crawlers(), name);
        if (seen.isEmpty() || !plan.steady()) {
            tags().forget(arn());
        } else if (!isSettled(seen.get())) {
            // The shared list may be from before the last crawl began or ended.
            seen = plan.aws().catalog().crawlers().now(name);
        }
        return seen;
    }

    @Override
    public boolean isOurs(Crawler actual) {
        return tags().isOwnedBy(plan.owner(), arn());
    }

    @Override
    public Outcome create() {
        CrawlerSettings settings = settings();
        plan.aws().glue().createCrawler(request -> request.name(name)
                .role(settings.role())
                .databaseName(settings.database())
                .description(settings.description())
                .targets(targets -> targets.s3Targets(settings.targets()))
                .schedule(settings.schedule().isEmpty() ? null : settings.schedule())
                .tablePrefix(settings.tablePrefix())
                .recrawlPolicy(policy -> policy.recrawlBehavior(settings.recrawl()))
                .schemaChangePolicy(
                        policy -> policy.updateBehavior(settings.onUpdate()).deleteBehavior(settings.onDelete()))
                .classifiers(settings.classifiers())
                .configuration(settings.configuration().isEmpty() ? null : settings.configuration())
                .crawlerSecurityConfiguration(
                        settings.securityConfiguration().isEmpty() ? null : settings.securityConfiguration())
                .tags(plan.tags()));
        tags().forget(arn());
        plan.repairs().add(describe() + " had vanished");
        return new Outcome.InProgress(Reason.Creating, describe() + " is being created", Outcome.InProgress.SOON);
    }

    @Override
    public Outcome update(Crawler actual) {
        Set<String> differences = settings().differences(actual);
        if (!differences.isEmpty()) {
            return change(actual, differences);
        }
        if (isPaused(actual)) {
            plan.aws().glue().startCrawlerSchedule(request -> request.crawlerName(name));
            plan.repairs().add("schedule of " + describe() + " was paused");
        }
        if (tags().ensure(arn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        return crawl(actual);
    }

    @Override
    public Outcome delete(Crawler actual) {
        switch (actual.state()) {
            case RUNNING -> stop();
            case READY -> plan.aws().glue().deleteCrawler(request -> request.name(name));
            default -> {
                // STOPPING, or a state not known here: AWS is at work on it.
            }
        }
        boolean deleted = actual.state() == CrawlerState.READY;
        return new Outcome.InProgress(
                Reason.Deleting,
                describe() + (deleted ? " is deleted" : " is stopped, to be deleted"),
                deleted ? Outcome.InProgress.SOON : Outcome.InProgress.USUAL);
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "Glue crawler " + name;
    }

    CrawlerSpec spec() {
        return spec;
    }

    String name() {
        return name;
    }

    /** What AWS says of it, if this pass has looked and there is one. */
    Optional<Crawler> seen() {
        return seen;
    }

    /** Glue changes no crawler that runs. One whose results would be thrown away is stopped, any other waited for. */
    private Outcome change(Crawler actual, Set<String> differences) {
        String what = "the " + String.join(", ", differences) + " of " + describe();
        if (actual.state() == CrawlerState.RUNNING && CrawlerSettings.spoilCrawl(differences)) {
            stop();
            return new Outcome.InProgress(Reason.Updating, "a crawl is stopped to change " + what);
        }
        if (actual.state() != CrawlerState.READY) {
            return new Outcome.InProgress(
                    Reason.Updating, "once the crawl has ended that goes on, " + what + " changes");
        }
        CrawlerSettings settings = settings();
        // Targets are fixed while only new folders are crawled (Glue developer guide, incremental crawls), so that
        // comes next.
        RecrawlBehavior recrawl =
                differences.contains("targets") ? RecrawlBehavior.CRAWL_EVERYTHING : settings.recrawl();
        plan.aws().glue().updateCrawler(request -> request.name(name)
                .role(settings.role())
                .databaseName(settings.database())
                .description(settings.description())
                .targets(targets -> targets.s3Targets(settings.targets()))
                .schedule(settings.schedule())
                .tablePrefix(settings.tablePrefix())
                .recrawlPolicy(policy -> policy.recrawlBehavior(recrawl))
                .schemaChangePolicy(
                        policy -> policy.updateBehavior(settings.onUpdate()).deleteBehavior(settings.onDelete()))
                .classifiers(settings.classifiers())
                .configuration(settings.configuration().isEmpty() ? null : settings.configuration())
                .crawlerSecurityConfiguration(settings.securityConfiguration()));
        plan.repairs().add(what);
        return new Outcome.InProgress(Reason.Updating, what + " has changed", Outcome.InProgress.SOON);
    }

    private boolean isSettled(Crawler actual) {
        return !isPaused(actual)
                && CrawlAsk.next(lastAsk(), targets(), request(), crawls(actual), plan.now()) == Next.NOTHING;
    }

    private Outcome crawl(Crawler actual) {
        Optional<CrawlAsk> last = lastAsk();
        Crawls crawls = crawls(actual);
        return switch (CrawlAsk.next(last, targets(), request(), crawls, plan.now())) {
            case ASK -> {
                CrawlAsk ask = CrawlAsk.following(last, targets(), request(), crawls, plan.now());
                tags().ensure(arn(), Map.of(ASK, ask.tag()));
                yield start(ask, crawls);
            }
            case START -> start(last.orElseThrow(), crawls);
            case RUNNING -> running(last, crawls);
            case PAUSE -> failed(actual.lastCrawl(), last.orElseThrow());
            case GIVE_UP ->
                new Outcome.Stalled(
                        Reason.CrawlFailed,
                        failure(actual.lastCrawl())
                                + ". Mend what it names, then ask for another crawl with the annotation "
                                + ASK);
            case NOTHING -> new Outcome.Ready(describe() + " is ready");
        };
    }

    /** That one runs already, started by its schedule perhaps, is looked into by the next pass. */
    private Outcome start(CrawlAsk ask, Crawls crawls) {
        Failure.unless(FailureKind.IN_TRANSITION, () -> plan.aws().glue().startCrawler(request -> request.name(name)));
        return running(Optional.of(ask), crawls);
    }

    /** A crawl by the schedule, or one more for the user, leaves ready what was. */
    private Outcome running(Optional<CrawlAsk> ask, Crawls crawls) {
        String message = describe() + " is crawling";
        return ask.isEmpty() || ask.get().holdsUpTheLake(crawls)
                ? new Outcome.InProgress(Reason.Crawling, message)
                : new Outcome.Ready(message, Optional.of(Outcome.InProgress.USUAL));
    }

    private Outcome failed(LastCrawlInfo crawl, CrawlAsk ask) {
        Duration wait = Duration.between(plan.now(), ask.retryAt());
        return new Outcome.InProgress(
                Reason.CrawlFailed,
                failure(crawl) + ". It is tried again at " + ask.retryAt(),
                wait.compareTo(Outcome.InProgress.SOON) < 0 ? Outcome.InProgress.SOON : wait);
    }

    private String failure(LastCrawlInfo crawl) {
        return "the last crawl of %s failed: %s (log group %s, stream %s)"
                .formatted(
                        describe(),
                        Optional.ofNullable(crawl.errorMessage()).orElse("AWS gives no reason"),
                        crawl.logGroup(),
                        crawl.logStream());
    }

    private static Crawls crawls(Crawler actual) {
        Optional<LastCrawlInfo> last = Optional.ofNullable(actual.lastCrawl());
        return new Crawls(
                actual.state() != CrawlerState.READY,
                last.map(LastCrawlInfo::status),
                last.map(LastCrawlInfo::startTime));
    }

    private static boolean isPaused(Crawler actual) {
        return actual.schedule() != null
                && actual.schedule().state() == ScheduleState.NOT_SCHEDULED
                && actual.schedule().scheduleExpression() != null
                && !actual.schedule().scheduleExpression().isEmpty();
    }

    private void stop() {
        Failure.unless(FailureKind.IN_TRANSITION, () -> plan.aws().glue().stopCrawler(request -> request.name(name)));
    }

    private CrawlerSettings settings() {
        return CrawlerSettings.of(spec, plan);
    }

    private Optional<CrawlAsk> lastAsk() {
        return Optional.ofNullable(tags().of(arn()).get(ASK)).flatMap(CrawlAsk::parse);
    }

    /** Stands for what is to be crawled. */
    private String targets() {
        return ResourceName.hash(settings().fingerprint());
    }

    /** Stands for the user's wish; empty without one. */
    private String request() {
        return plan.crawlRequest().isEmpty() ? "" : ResourceName.hash(plan.crawlRequest());
    }

    private ResourceTags tags() {
        return plan.aws().glueTags();
    }

    private String arn() {
        return plan.aws().account().arn("glue", "crawler/" + name);
    }
}
