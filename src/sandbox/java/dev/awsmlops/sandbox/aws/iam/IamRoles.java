package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operations on roles. Paths, policies and paging are not simulated. */
final class IamRoles {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final ResourceStore<Role> store;

    IamRoles(World world) {
        this.world = world;
        this.store = world.store(ResourceType.ROLE);
    }

    /**
     * A role made here can be assumed a little after its creation, by those its trust policy names. Any other well-formed
     * ARN of this account can be assumed, unless the account is strict about roles.
     */
    boolean assumable(Request request, String roleArn, String principal) {
        Optional<Role> role = store.everything()
                .filter(known -> known.arn().equals(roleArn) && !known.gone(request.now()))
                .findFirst();
        if (role.isPresent()) {
            return role.get().assumableBy(principal, request.now());
        }
        return !world.settings().strictRoles() && roleArn.contains("::" + world.account() + ":role/");
    }

    ObjectNode create(Request request) {
        String name = request.required("RoleName", NAME, 64);
        JsonNode policy = policy(request.required("AssumeRolePolicyDocument"));
        if (store.taken(request, name)) {
            throw new ServiceFailure("EntityAlreadyExists", "Role with name " + name + " already exists.", 409);
        }
        Instant assumableFrom = request.now().plus(world.timings().of(Step.ROLE_ASSUMABLE));
        Role role = new Role(world, request, name, policy, tags(request), assumableFrom);
        store.add(role);
        return new Output().put("Role", role.describe()).json();
    }

    ObjectNode get(Request request) {
        return new Output().put("Role", required(request).describe()).json();
    }

    ObjectNode list(Request request) {
        return new Output()
                .objects(
                        "Roles",
                        store.list(request).stream().map(Role::describe).toList())
                .put("IsTruncated", false)
                .json();
    }

    ObjectNode delete(Request request) {
        required(request).delete(request.now());
        return Output.empty();
    }

    private static Map<String, String> tags(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        request.input()
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static JsonNode policy(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw ServiceFailure.refused("MalformedPolicyDocument", "This policy contains invalid Json");
        }
    }

    /** NoSuchEntity is HTTP 404 (API reference, GetRole). */
    private Role required(Request request) {
        String name = request.required("RoleName");
        return store.find(request, name)
                .orElseThrow(() ->
                        new ServiceFailure("NoSuchEntity", "The role with name " + name + " cannot be found.", 404));
    }
}
