package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;

/** The crawlers that the lake had and its spec no longer names, of which there should be none. Found by their tags. */
final class FormerCrawlers implements Part<List<Crawler>> {

    private final LakePlan plan;
    private final Set<String> wanted;

    FormerCrawlers(LakePlan plan, List<LakeCrawler> wanted) {
        this.plan = plan;
        this.wanted = wanted.stream().map(LakeCrawler::name).collect(Collectors.toSet());
    }

    @Override
    public String condition() {
        return "CrawlersReady";
    }

    /** Nothing is looked for while nothing is expected to have changed: only a new spec can leave one behind. */
    @Override
    public Optional<List<Crawler>> observe() {
        if (plan.steady()) {
            return Optional.empty();
        }
        List<Crawler> former = plan
                .aws()
                .catalog()
                .crawlerNames(Map.of(Ownership.UID, plan.owner().uid()))
                .filter(name -> !wanted.contains(name))
                .toList()
                .stream()
                .flatMap(name -> plan.aws().catalog().crawlers().now(name).stream())
                .toList();
        return former.isEmpty() ? Optional.empty() : Optional.of(former);
    }

    /** They were found by our tag. */
    @Override
    public boolean isOurs(List<Crawler> actual) {
        return true;
    }

    /** That there are none is how it should be. */
    @Override
    public Outcome create() {
        return new Outcome.Ready("no crawler is left that the spec does not name");
    }

    @Override
    public Outcome update(List<Crawler> actual) {
        return delete(actual);
    }

    @Override
    public Outcome delete(List<Crawler> actual) {
        actual.forEach(this::stopOrDelete);
        return new Outcome.InProgress(
                Reason.Deleting,
                describe() + " are being deleted: "
                        + actual.stream().map(Crawler::name).collect(Collectors.joining(", ")));
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "Glue crawlers that the spec no longer names";
    }

    private void stopOrDelete(Crawler crawler) {
        Failure.unless(
                FailureKind.IN_TRANSITION,
                () -> crawler.state() == CrawlerState.READY
                        ? plan.aws().glue().deleteCrawler(request -> request.name(crawler.name()))
                        : plan.aws().glue().stopCrawler(request -> request.name(crawler.name())));
    }
}
