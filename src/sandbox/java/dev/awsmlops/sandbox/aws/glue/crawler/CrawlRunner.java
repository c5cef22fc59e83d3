package dev.awsmlops.sandbox.aws.glue.crawler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlFailedException;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlPlan;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlerConfiguration;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.S3Crawl;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a crawl: with what it has found written to the catalog, or with a reason why not. */
final class CrawlRunner {

    private final World world;
    private final Roles roles;
    private final Classifiers classifiers;
    private final S3Crawl s3Crawl;

    CrawlRunner(World world, Roles roles, Classifiers classifiers, S3Crawl s3Crawl) {
        this.world = world;
        this.roles = roles;
        this.classifiers = classifiers;
        this.s3Crawl = s3Crawl;
    }

    /** That a crawl which was told to stop writes nothing is an assumption. */
    void end(Crawler crawler, Crawl crawl, Instant at) {
        if (crawl.stopAsked()) {
            crawl.stopped();
        } else if (crawl.toldToFail().isPresent()) {
            crawl.failed(crawl.toldToFail().get().reason());
        } else {
            run(crawler, crawl, at);
        }
        crawl.ended(at, crawler.dpuHours(crawl, at));
    }

    private void run(Crawler crawler, Crawl crawl, Instant at) {
        CrawlerRole role = CrawlerRole.of(crawler.properties().get("Role").asText());
        Request request = new Request(world.account(), crawler.region(), role.name(), at, true, Output.empty());
        try {
            requireAssumable(role, request);
            crawl.completed(s3Crawl.run(plan(crawler, role, request), request));
        } catch (CrawlFailedException failure) {
            crawl.failed(Optional.of(failure.getMessage()));
        }
    }

    private void requireAssumable(CrawlerRole role, Request request) throws CrawlFailedException {
        if (!role.assumable(request, roles)) {
            throw new CrawlFailedException("Service is unable to assume role %s. Please verify role's TrustPolicy"
                    .formatted(role.arn(request)));
        }
    }

    /** A crawler without a database writes to the default one (Glue developer guide, "How crawlers work"). */
    private CrawlPlan plan(Crawler crawler, CrawlerRole role, Request request) {
        ObjectNode properties = crawler.properties();
        List<String> custom = new ArrayList<>();
        properties.path("Classifiers").forEach(name -> custom.add(name.asText()));
        boolean crawledBefore = crawler.crawls().stream().anyMatch(crawl -> crawl.state() == Crawl.State.COMPLETED);
        return new CrawlPlan(
                crawler.name(),
                properties.path("DatabaseName").asText("default"),
                properties.path("TablePrefix").asText(),
                CrawlerSpec.targets(properties),
                classifiers.csv(request, custom),
                CrawlerConfiguration.parse(properties.path("Configuration").asText()),
                properties.at("/SchemaChangePolicy/UpdateBehavior").asText(),
                properties.at("/SchemaChangePolicy/DeleteBehavior").asText(),
                CrawlerSpec.recrawlBehavior(properties).equals(CrawlerSpec.NEW_FOLDERS_ONLY) && crawledBefore,
                role.session(request));
    }
}
