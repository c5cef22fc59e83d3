package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An IAM role: who may assume it, and what its policies allow. It has no states and costs nothing. */
final class Role extends Resource {

    /** An hour (API reference, CreateRole, MaxSessionDuration). */
    private static final int USUAL_SESSION = 3_600;

    private final String path;
    private final String id;
    private final Optional<String> permissionsBoundary;
    private final SortedMap<String, Policy> inlinePolicies = new TreeMap<>();
    private final SortedSet<String> attachedPolicies = new TreeSet<>();
    private final Duration settling;
    private Optional<String> description;
    private int maxSessionDuration;
    private Optional<Policy> formerTrust = Optional.empty();
    private Policy trust;
    private Instant trustedFrom;

    /**
     * A new role.
     *
     * @param id unique for all time, though names come again (IAM User Guide, "IAM identifiers")
     */
    Role(World world, Request request, String path, String id, Policy trust, Map<String, String> tags) {
        super(
                world,
                request,
                ResourceType.ROLE,
                request.required("RoleName"),
                "arn:aws:iam::%s:role%s%s".formatted(world.account(), path, request.required("RoleName")),
                tags,
                "",
                Optional.empty());
        this.path = path;
        this.id = id;
        this.permissionsBoundary = request.text("PermissionsBoundary");
        this.description = request.text("Description");
        this.maxSessionDuration = request.integer("MaxSessionDuration").orElse(USUAL_SESSION);
        this.settling = world.timings().of(Step.ROLE_ASSUMABLE);
        this.trust = trust;
        this.trustedFrom = request.now().plus(settling);
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    String path() {
        return path;
    }

    /** By name. */
    SortedMap<String, Policy> inlinePolicies() {
        return inlinePolicies;
    }

    /** The ARNs of managed policies. */
    SortedSet<String> attachedPolicies() {
        return attachedPolicies;
    }

    /** A session duration that is not given becomes the usual one (API reference, UpdateRole). */
    void update(Request request) {
        description = request.text("Description").or(() -> description);
        maxSessionDuration = request.integer("MaxSessionDuration").orElse(USUAL_SESSION);
    }

    /** The new policy takes effect as late as a new role does; until then the former one holds. */
    void trust(Policy policy, Instant now) {
        formerTrust = trustAt(now);
        trust = policy;
        trustedFrom = now.plus(settling);
    }

    boolean assumableBy(String principal, Request request) {
        Map<String, String> context = Map.of("aws:SourceAccount", request.account());
        return trustAt(request.now())
                .filter(policy -> policy.allows("sts:AssumeRole", principal, context)
                        && !policy.denies("sts:AssumeRole", principal, context))
                .isPresent();
    }

    private Optional<Policy> trustAt(Instant now) {
        return trustedFrom.isAfter(now) ? formerTrust : Optional.of(trust);
    }

    /**
     * A denial by any policy goes before every permission (IAM User Guide, "Policy evaluation logic"). What a managed
     * policy says is not known here: a role that has one is taken to be allowed whatever its inline policies do not
     * deny. Nor does a permissions boundary limit it.
     */
    boolean allows(String action, String resourceArn, Map<String, String> context) {
        boolean denied =
                inlinePolicies.values().stream().anyMatch(policy -> policy.denies(action, resourceArn, context));
        boolean allowed = !attachedPolicies.isEmpty()
                || inlinePolicies.values().stream().anyMatch(policy -> policy.allows(action, resourceArn, context));
        return allowed && !denied;
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The Role structure as CreateRole and GetRole answer it. */
    ObjectNode describe() {
        Output output = summary();
        permissionsBoundary.ifPresent(arn -> output.put(
                "PermissionsBoundary",
                new Output()
                        .put("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
                        .put("PermissionsBoundaryArn", arn)
                        .json()));
        if (!tags().isEmpty()) {
            output.objects(
                    "Tags", tags().entrySet().stream().map(IamTags::describe).toList());
        }
        return output.json();
    }

    /** Lists leave out the tags and the permissions boundary (API reference, ListRoles). */
    Output summary() {
        return new Output()
                .put("Path", path)
                .put("RoleName", name())
                .put("RoleId", id)
                .put("Arn", arn())
                .put("CreateDate", createdAt().toString())
                .put("AssumeRolePolicyDocument", trust.encoded())
                .put("Description", description)
                .put("MaxSessionDuration", maxSessionDuration);
    }
}
