package dev.awsmlops.sandbox.aws.glue;

import static dev.awsmlops.sandbox.aws.glue.common.GlueRules.invalid;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on dev endpoints (API reference, "Development endpoints API"). */
final class DevEndpoints {

    /** What the answer to a creation lacks (API reference, CreateDevEndpoint, "Response Elements"). */
    private static final List<String> NOT_CREATED =
            List.of("PublicKey", "PublicKeys", "LastModifiedTimestamp", "PublicAddress", "PrivateAddress");

    private final World world;
    private final GlueRules rules;
    private final ResourceStore<DevEndpoint> store;

    DevEndpoints(World world, GlueRules rules) {
        this.world = world;
        this.rules = rules;
        this.store = world.store(ResourceType.DEV_ENDPOINT);
    }

    ResourceStore<DevEndpoint> store() {
        return store;
    }

    ObjectNode create(Request request) {
        DevEndpointSpec spec = DevEndpointSpec.check(request);
        Map<String, String> tags = GlueRules.tags(request, "Tags");
        if (store.taken(request, spec.name())) {
            throw ServiceFailure.refused("AlreadyExistsException", "DevEndpoint " + spec.name() + " already exists.");
        }
        rules.requireRoom(request, store, "dev endpoint", () -> store.count(request));
        rules.requireAssumable(request, spec.roleArn());
        DevEndpoint endpoint = new DevEndpoint(world, request, spec.name(), tags, spec.dpus());
        store.add(endpoint);
        ObjectNode created = endpoint.describe(request.now());
        created.remove(NOT_CREATED);
        return created;
    }

    ObjectNode get(Request request) {
        return new Output()
                .put("DevEndpoint", required(request).describe(request.now()))
                .json();
    }

    ObjectNode getAll(Request request) {
        Page<DevEndpoint> page = page(request, store.list(request));
        return new Output()
                .objects(
                        "DevEndpoints",
                        page.items().stream()
                                .map(endpoint -> endpoint.describe(request.now()))
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    /** 1 to 25 names (API reference, BatchGetDevEndpoints). */
    ObjectNode getBatch(Request request) {
        List<String> names = request.strings("DevEndpointNames", 25);
        if (names.isEmpty()) {
            throw Request.violation("DevEndpointNames", "[]", "have length greater than or equal to 1");
        }
        List<ObjectNode> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Optional<DevEndpoint> endpoint = store.find(request, name);
            endpoint.ifPresentOrElse(one -> found.add(one.describe(request.now())), () -> missing.add(name));
        }
        return new Output()
                .objects("DevEndpoints", found)
                .put("DevEndpointsNotFound", missing)
                .json();
    }

    ObjectNode list(Request request) {
        Page<DevEndpoint> page = page(request, GlueTags.matching(request, store.list(request)));
        return new Output()
                .put(
                        "DevEndpointNames",
                        page.items().stream().map(DevEndpoint::name).toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode update(Request request) {
        DevEndpoint endpoint = required(request);
        if (endpoint.updating(request.now())) {
            throw invalid("Dev endpoint " + endpoint.name() + " has another concurrent update operation in progress.");
        }
        if (!endpoint.ready(request.now())) {
            throw invalid("Dev endpoint " + endpoint.name() + " is not in READY state.");
        }
        DevEndpointUpdate.apply(request, endpoint.properties());
        endpoint.updated(request.now());
        return Output.empty();
    }

    /** Any state will do, TERMINATING included: no source tells of a refusal. */
    ObjectNode delete(Request request) {
        required(request).delete(request.now());
        return Output.empty();
    }

    private Page<DevEndpoint> page(Request request, List<DevEndpoint> all) {
        return Page.of(world, request, all, DevEndpoint::name, false, 100, 1000);
    }

    private DevEndpoint required(Request request) {
        String name = request.required("EndpointName");
        return store.find(request, name).orElseThrow(() -> GlueRules.notFound("DevEndpoint " + name + " not found."));
    }
}
