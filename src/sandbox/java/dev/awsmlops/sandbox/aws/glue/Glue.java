package dev.awsmlops.sandbox.aws.glue;

import dev.awsmlops.sandbox.aws.service.Operations;
import dev.awsmlops.sandbox.aws.service.Operations.Subject;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.SimulatedService;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.JsonProtocol;
import java.time.Instant;

/** AWS Glue, as far as development goes. */
public final class Glue {

    private static final Subject ENDPOINT = Subject.named(ResourceType.DEV_ENDPOINT, "EndpointName");
    private static final Subject SESSION = Subject.named(ResourceType.SESSION, "Id");
    private static final Subject TAGGED = Subject.arn("ResourceArn");

    private final DevEndpoints endpoints;
    private final Sessions sessions;
    private final GlueTags tags;

    public Glue(World world, Roles roles) {
        GlueRules rules = new GlueRules(world, roles);
        endpoints = new DevEndpoints(world, rules);
        sessions = new Sessions(world, rules);
        tags = new GlueTags(endpoints.store(), sessions.store());
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
