package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An IAM role: who may assume it, from when on. It has no states and costs nothing. */
final class Role extends Resource {

    private final String trust;
    private final JsonNode policy;
    private final Instant assumableFrom;

    /**
     * A new role.
     *
     * @param policy the trust policy, parsed
     */
    Role(World world, Request request, String name, JsonNode policy, Map<String, String> tags, Instant assumableFrom) {
        super(world, request, ResourceType.ROLE, name, tags, "", Optional.empty());
        this.trust = request.required("AssumeRolePolicyDocument");
        this.policy = policy;
        this.assumableFrom = assumableFrom;
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    boolean assumableBy(String principal, Instant now) {
        return !assumableFrom.isAfter(now)
                && policy.findValues("Service").stream().anyMatch(services -> names(services, principal));
    }

    private static boolean names(JsonNode services, String principal) {
        if (services.isTextual()) {
            return services.asText().equals(principal);
        }
        for (JsonNode service : services) {
            if (service.asText().equals(principal)) {
                return true;
            }
        }
        return false;
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The Role structure; its policy is URL-encoded (API reference, Role). */
    ObjectNode describe() {
        return new Output()
                .put("Path", "/")
                .put("RoleName", name())
                .put("RoleId", "AROASIMULATED" + Integer.toHexString(name().hashCode()))
                .put("Arn", arn())
                .put("CreateDate", createdAt().toString())
                .put("AssumeRolePolicyDocument", URLEncoder.encode(trust, StandardCharsets.UTF_8))
                .json();
    }
}
