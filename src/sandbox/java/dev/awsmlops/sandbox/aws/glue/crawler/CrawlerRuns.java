package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;

/** The operations that start, stop and tell of crawls (API reference, "Crawler API"). */
final class CrawlerRuns {

    private final World world;
    private final Crawlers crawlers;
    private final ResourceStore<Crawler> store;

    CrawlerRuns(World world, Crawlers crawlers, ResourceStore<Crawler> store) {
        this.world = world;
        this.crawlers = crawlers;
        this.store = store;
    }

    /** Also while STOPPING. In AWS's words (boto3#1606, aws-customer-churn-pipeline#15). */
    ObjectNode start(Request request) {
        String name = GlueRules.name(request, "Name");
        Crawler crawler = store.find(request, name)
                .orElseThrow(() -> GlueRules.notFound("Crawler with name " + name + " does not exist"));
        if (!crawler.ready(request.now())) {
            throw ServiceFailure.refused(
                    "CrawlerRunningException", "Crawler with name %s has already started".formatted(name));
        }
        crawler.start(request.now());
        return Output.empty();
    }

    ObjectNode stop(Request request) {
        Crawler crawler = crawlers.required(request, "Name");
        String state = crawler.state(request.now());
        if (state.equals(Crawler.STOPPING)) {
            throw ServiceFailure.refused(
                    "CrawlerStoppingException", "Crawler with name %s is stopping".formatted(crawler.name()));
        }
        if (!state.equals(Crawler.RUNNING)) {
            throw ServiceFailure.refused(
                    "CrawlerNotRunningException", "Crawler with name %s isn't running".formatted(crawler.name()));
        }
        crawler.stop(request.now());
        return Output.empty();
    }

    /** The latest first. "The default is 20, and maximum is 100" (API reference, ListCrawls, MaxResults). */
    ObjectNode list(Request request) {
        Crawler crawler = crawlers.required(request, "CrawlerName");
        List<CrawlsFilter> filters =
                request.each("Filters").stream().map(CrawlsFilter::of).toList();
        List<Crawl> matching = crawler.crawls().stream()
                .filter(crawl -> filters.stream().allMatch(filter -> filter.accepts(crawl)))
                .toList();
        Page<Crawl> page = Page.of(world, request, matching, crawl -> key(crawler, crawl), true, 20, 100);
        return new Output()
                .objects("Crawls", page.items().stream().map(Crawl::history).toList())
                .put("NextToken", page.next())
                .json();
    }

    private static String key(Crawler crawler, Crawl crawl) {
        return "%010d".formatted(crawler.crawls().indexOf(crawl));
    }

    /** Of the named crawlers, or of all. Those that do not exist are left out: the operation has no error for them. */
    ObjectNode metrics(Request request) {
        List<String> names = request.strings("CrawlerNameList", 100);
        List<Crawler> wanted = store.list(request).stream()
                .filter(crawler -> names.isEmpty() || names.contains(crawler.name()))
                .toList();
        Page<Crawler> page = Page.of(world, request, wanted, Crawler::name, false, 100, 1000);
        return new Output()
                .objects(
                        "CrawlerMetricsList",
                        page.items().stream()
                                .map(crawler -> CrawlerMetrics.of(crawler, request.now()))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }
}
