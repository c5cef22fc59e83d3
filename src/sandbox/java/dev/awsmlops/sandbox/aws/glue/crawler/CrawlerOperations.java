package dev.awsmlops.sandbox.aws.glue.crawler;

import dev.awsmlops.sandbox.aws.glue.catalog.Catalog;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.crawler.crawl.S3Crawl;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;

/** The operations on crawlers, their schedules and their classifiers. */
public final class CrawlerOperations {

    private static final Subject CRAWLER = Subject.named(ResourceType.CRAWLER, "Name");
    private static final Subject ITS_CRAWLER = Subject.named(ResourceType.CRAWLER, "CrawlerName");
    private static final Subject CLASSIFIER = Subject.named(ResourceType.CLASSIFIER, "Name");

    private final ResourceStore<Crawler> store;
    private final Classifiers classifiers;
    private final Crawlers crawlers;
    private final CrawlerRuns runs;
    private final CrawlerSchedules schedules;

    /**
     * The operations of one account.
     *
     * @param storage where crawlers find what to crawl
     * @param catalog where they write what they find
     */
    public CrawlerOperations(World world, GlueRules rules, Roles roles, ObjectStorage storage, Catalog catalog) {
        store = world.store(ResourceType.CRAWLER);
        classifiers = new Classifiers(world);
        crawlers = new Crawlers(world, rules, roles, storage, classifiers, store);
        runs = new CrawlerRuns(world, crawlers, store);
        schedules = new CrawlerSchedules(world, crawlers);
        CrawlRunner runner = new CrawlRunner(world, roles, classifiers, new S3Crawl(storage, catalog));
        world.byItself(new CrawlerTimetable(store, runner));
    }

    public ResourceStore<?> taggable() {
        return store;
    }

    public void addTo(Operations operations) {
        operations
                .write("CreateCrawler", CRAWLER, crawlers::create)
                .read("GetCrawler", CRAWLER, crawlers::get)
                .read("GetCrawlers", Subject.NONE, crawlers::getAll)
                .read("ListCrawlers", Subject.NONE, crawlers::list)
                .read("BatchGetCrawlers", Subject.NONE, crawlers::getBatch)
                .write("UpdateCrawler", CRAWLER, crawlers::update)
                .write("DeleteCrawler", CRAWLER, crawlers::delete)
                .write("StartCrawler", CRAWLER, runs::start)
                .write("StopCrawler", CRAWLER, runs::stop)
                .read("ListCrawls", ITS_CRAWLER, runs::list)
                .read("GetCrawlerMetrics", Subject.NONE, runs::metrics)
                .write("UpdateCrawlerSchedule", ITS_CRAWLER, schedules::update)
                .write("StartCrawlerSchedule", ITS_CRAWLER, schedules::start)
                .write("StopCrawlerSchedule", ITS_CRAWLER, schedules::stop)
                .write("CreateClassifier", Subject.NONE, classifiers::create)
                .read("GetClassifier", CLASSIFIER, classifiers::get)
                .read("GetClassifiers", Subject.NONE, classifiers::getAll)
                .write("DeleteClassifier", CLASSIFIER, classifiers::delete);
    }
}
