package dev.awsmlops.sandbox.aws.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.glue.common.GlueRules;
import dev.awsmlops.sandbox.aws.glue.common.GlueTags;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The operations on interactive sessions (API reference, "Interactive sessions API"). */
final class Sessions {

    private final World world;
    private final GlueRules rules;
    private final ResourceStore<Session> store;

    Sessions(World world, GlueRules rules) {
        this.world = world;
        this.rules = rules;
        this.store = world.store(ResourceType.SESSION);
    }

    ResourceStore<Session> store() {
        return store;
    }

    ObjectNode create(Request request) {
        SessionSpec spec = SessionSpec.check(request);
        Map<String, String> tags = GlueRules.tags(request, "Tags");
        store.find(request, spec.id()).ifPresent(existing -> {
            throw taken(existing, request.input());
        });
        rules.requireRoom(request, store, "session", () -> store.list(request).stream()
                .filter(session -> session.live(request.now()))
                .count());
        rules.requireAssumable(request, spec.role());
        Session session = new Session(world, request, spec, tags);
        store.add(session);
        return new Output().put("Session", session.describe(request.now())).json();
    }

    /**
     * "The same unique identifier was associated with two different records" when the parameters differ. CreateSession
     * has no token besides its Id, so that is taken for the identifier: an assumption.
     */
    private static ServiceFailure taken(Session existing, ObjectNode input) {
        return existing.askedFor(input)
                ? ServiceFailure.refused("AlreadyExistsException", "Session " + existing.name() + " already exists.")
                : ServiceFailure.refused(
                        "IdempotentParameterMismatchException",
                        "Session " + existing.name() + " already exists with different parameters.");
    }

    ObjectNode get(Request request) {
        return new Output()
                .put("Session", required(request).describe(request.now()))
                .json();
    }

    ObjectNode list(Request request) {
        List<Session> matching = GlueTags.matching(request, store.list(request));
        Page<Session> page = Page.of(world, request, matching, Session::name, false, 100, 1000);
        return new Output()
                .put("Ids", page.items().stream().map(Session::name).toList())
                .objects(
                        "Sessions",
                        page.items().stream()
                                .map(session -> session.describe(request.now()))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    /** That an ended session cannot be stopped again is an assumption: the reference lists the error, not its cause. */
    ObjectNode stop(Request request) {
        Session session = required(request);
        if (session.inTransition(request.now())) {
            throw ServiceFailure.refused(
                    "ConcurrentModificationException",
                    "Session %s is in %s state.".formatted(session.name(), session.state(request.now())));
        }
        if (session.ended(request.now())) {
            throw illegalState(session, request);
        }
        session.stop(request.now());
        return new Output().put("Id", session.name()).json();
    }

    ObjectNode delete(Request request) {
        Session session = required(request);
        if (!session.ended(request.now())) {
            throw illegalState(session, request);
        }
        session.delete(request.now());
        return new Output().put("Id", session.name()).json();
    }

    void activity(String region, String id, Instant lastActivity) {
        Request asked = new Request(world.account(), region, "", world.now(), true, Output.empty());
        store.find(asked, id).orElseThrow().activity(lastActivity);
    }

    private static ServiceFailure illegalState(Session session, Request request) {
        return ServiceFailure.refused(
                "IllegalSessionStateException",
                "Session %s is in %s state.".formatted(session.name(), session.state(request.now())));
    }

    /** The reference lists EntityNotFoundException for GetSession; for stop and delete it is an assumption. */
    private Session required(Request request) {
        String id = request.required("Id");
        return store.find(request, id).orElseThrow(() -> GlueRules.notFound("Session " + id + " not found."));
    }
}
