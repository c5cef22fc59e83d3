package dev.awsmlops.sandbox.aws.glue.crawler;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.common.GlueTags;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.CrawlTarget;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that make, change, list and delete crawlers (API reference, "Crawler API"). */
final class Crawlers {

    private final World world;
    private final GlueRules rules;
    private final Roles roles;
    private final ObjectStorage storage;
    private final Classifiers classifiers;
    private final ResourceStore<Crawler> store;
    private final Map<String, Instant> tagsLinger = new HashMap<>();

    Crawlers(
            World world,
            GlueRules rules,
            Roles roles,
            ObjectStorage storage,
            Classifiers classifiers,
            ResourceStore<Crawler> store) {
        this.world = world;
        this.rules = rules;
        this.roles = roles;
        this.storage = storage;
        this.classifiers = classifiers;
        this.store = store;
    }

    ObjectNode create(Request request) {
        ObjectNode properties = CrawlerSpec.forCreate(request);
        CrawlerSchedule.parse(request.text("Schedule").orElse(""));
        Map<String, String> tags = GlueRules.tags(request, "Tags");
        String name = request.required("Name");
        if (store.taken(request, name)) {
            throw ServiceFailure.refused("AlreadyExistsException", "Crawler " + name + " already exists");
        }
        rules.requireRoom(request, store, "crawler", () -> store.count(request));
        requireWhatItNeeds(request, properties);
        if (!tags.isEmpty()) {
            requireNoOldTags(request, name);
        }
        store.add(new Crawler(world, request, properties, tags));
        return Output.empty();
    }

    /**
     * What the request names must be there, buckets too: CreateCrawler refuses those that do not exist
     * (terraform-provider-aws#30370, dataall#384).
     */
    private void requireWhatItNeeds(Request request, ObjectNode properties) {
        classifiers.requireAll(request, request.strings("Classifiers"));
        request.text("Role").ifPresent(role -> CrawlerRole.requireAssumable(request, roles, role));
        if (request.has("Targets")) {
            for (CrawlTarget target : CrawlerSpec.targets(properties)) {
                requireBucket(target.path().bucket());
            }
        }
    }

    private void requireBucket(String bucket) {
        if (storage.objects(bucket, "").isEmpty()) {
            throw invalid("S3 bucket %s does not exist.".formatted(bucket));
        }
    }

    /** In AWS's words (terraform-provider-aws#31738). */
    private void requireNoOldTags(Request request, String name) {
        String arn = ResourceType.CRAWLER.arn(request.region(), request.account(), name);
        if (tagsLinger.getOrDefault(arn, Instant.MIN).isAfter(request.now())) {
            throw invalid(
                    "Tags created previously on a crawler of the same name are in deleting state. Please retry after some time.");
        }
    }

    ObjectNode get(Request request) {
        return new Output()
                .put("Crawler", required(request, "Name").describe(request.now()))
                .json();
    }

    ObjectNode getAll(Request request) {
        Page<Crawler> page = page(request, store.list(request));
        return new Output()
                .objects("Crawlers", described(request, page.items()))
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode list(Request request) {
        Page<Crawler> page = page(request, GlueTags.matching(request, store.list(request)));
        return new Output()
                .put("CrawlerNames", page.items().stream().map(Crawler::name).toList())
                .put("NextToken", page.next())
                .json();
    }

    /** Up to 100 names (API reference, BatchGetCrawlers). */
    ObjectNode getBatch(Request request) {
        List<Crawler> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : request.strings("CrawlerNames", 100)) {
            Optional<Crawler> crawler = store.find(request, name);
            crawler.ifPresentOrElse(found::add, () -> missing.add(name));
        }
        return new Output()
                .objects("Crawlers", described(request, found))
                .put("CrawlersNotFound", missing)
                .json();
    }

    /**
     * AWS has been seen to refuse with InvalidInputException in these words too (cloudformation-coverage-roadmap#817); the
     * API reference and airflow#62016 have CrawlerRunningException.
     */
    ObjectNode update(Request request) {
        Crawler crawler = required(request, "Name");
        if (!crawler.ready(request.now())) {
            throw ServiceFailure.refused(
                    "CrawlerRunningException",
                    "Cannot update Crawler while running. Please stop crawl or wait until it completes to update.");
        }
        ObjectNode changed = CrawlerSpec.forUpdate(request, crawler.properties());
        Optional<String> schedule = request.text("Schedule");
        schedule.ifPresent(CrawlerSchedule::parse);
        requireWhatItNeeds(request, changed);
        crawler.update(changed, request.now());
        schedule.ifPresent(expression -> crawler.schedule().set(expression, request.now()));
        return Output.empty();
    }

    /** Also while STOPPING (aws-sdk-java#1549, whose words these are). */
    ObjectNode delete(Request request) {
        Crawler crawler = required(request, "Name");
        if (!crawler.ready(request.now())) {
            throw ServiceFailure.refused(
                    "CrawlerRunningException", "Cannot delete crawler %s while it's running".formatted(crawler.name()));
        }
        CrawlerSchedules.requireSettled(crawler, request.now());
        crawler.delete(request.now());
        if (!crawler.tags().isEmpty()) {
            tagsLinger.put(crawler.arn(), request.now().plus(world.timings().of(Step.CRAWLER_TAGS_DELETING)));
        }
        return Output.empty();
    }

    private static List<ObjectNode> described(Request request, List<Crawler> crawlers) {
        return crawlers.stream().map(crawler -> crawler.describe(request.now())).toList();
    }

    private Page<Crawler> page(Request request, List<Crawler> all) {
        return Page.of(world, request, all, Crawler::name, false, 100, 1000);
    }

    /** The crawler that the request names. */
    Crawler required(Request request, String field) {
        String name = GlueRules.name(request, field);
        return store.find(request, name)
                .orElseThrow(() -> GlueRules.notFound("Crawler entry with name " + name + " does not exist"));
    }
}
