package dev.awsmlops.sandbox.aws.glue;

import dev.awsmlops.sandbox.aws.glue.catalog.Catalog;
import dev.awsmlops.sandbox.aws.glue.catalog.CatalogOperations;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.common.GlueTags;
import dev.awsmlops.sandbox.aws.glue.crawler.CrawlerOperations;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;
import java.time.Instant;

/** AWS Glue, as far as development and the Data Catalog go. */
public final class Glue {

    private static final Subject ENDPOINT = Subject.named(ResourceType.DEV_ENDPOINT, "EndpointName");
    private static final Subject SESSION = Subject.named(ResourceType.SESSION, "Id");
    private static final Subject TAGGED = Subject.arn("ResourceArn");

    private final DevEndpoints endpoints;
    private final Sessions sessions;
    private final CatalogOperations catalogOperations;
    private final CrawlerOperations crawlerOperations;
    private final GlueTags tags;

    /**
     * The service in one account.
     *
     * @param storage where crawlers find what to crawl
     */
    public Glue(World world, Roles roles, ObjectStorage storage) {
        GlueRules rules = new GlueRules(world, roles);
        Catalog catalog = new Catalog(world, rules);
        endpoints = new DevEndpoints(world, rules);
        sessions = new Sessions(world, rules);
        catalogOperations = new CatalogOperations(world, catalog);
        crawlerOperations = new CrawlerOperations(world, rules, roles, storage, catalog);
        tags = new GlueTags(endpoints.store(), sessions.store(), catalog.taggable(), crawlerOperations.taggable());
    }

    public SimulatedService service() {
        Operations operations = new Operations()
                .write("CreateDevEndpoint", ENDPOINT, endpoints::create)
                .read("GetDevEndpoint", ENDPOINT, endpoints::get)
                .read("GetDevEndpoints", Subject.NONE, endpoints::getAll)
                .read("BatchGetDevEndpoints", Subject.NONE, endpoints::getBatch)
                .read("ListDevEndpoints", Subject.NONE, endpoints::list)
                .write("UpdateDevEndpoint", ENDPOINT, endpoints::update)
                .write("DeleteDevEndpoint", ENDPOINT, endpoints::delete)
                .write("CreateSession", SESSION, sessions::create)
                .read("GetSession", SESSION, sessions::get)
                .read("ListSessions", Subject.NONE, sessions::list)
                .write("StopSession", SESSION, sessions::stop)
                .write("DeleteSession", SESSION, sessions::delete)
                .read("GetTags", TAGGED, tags::get)
                .write("TagResource", TAGGED, tags::tag)
                .write("UntagResource", TAGGED, tags::untag);
        catalogOperations.addTo(operations);
        crawlerOperations.addTo(operations);
        return new SimulatedService("glue", new JsonProtocol("1.1", "AWSGlue"), operations);
    }

    /**
     * When somebody last worked in a session.
     *
     * @throws java.util.NoSuchElementException when there is no such session
     */
    public void sessionActivity(String region, String id, Instant lastActivity) {
        sessions.activity(region, id, lastActivity);
    }
}
