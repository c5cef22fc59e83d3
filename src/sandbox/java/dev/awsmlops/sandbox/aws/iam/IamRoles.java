package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.deleteConflict;
import static dev.awsmlops.sandbox.aws.iam.IamRules.entityAlreadyExists;
import static dev.awsmlops.sandbox.aws.iam.IamRules.limitExceeded;
import static dev.awsmlops.sandbox.aws.iam.IamRules.noSuchEntity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.List;
import java.util.Map;

/** The operations on roles themselves and on their tags (API reference, under the names of the operations). */
final class IamRoles {

    /** In characters (IAM User Guide, "IAM and AWS STS quotas", role trust policy length). */
    private static final int LONGEST_TRUST = 2_048;

    private static final int LONGEST_DESCRIPTION = 1_000;

    private final World world;
    private final ResourceStore<Role> store;
    private final ResourceStore<InstanceProfile> profiles;
    private final IamList lists;

    IamRoles(World world, ResourceStore<Role> store, ResourceStore<InstanceProfile> profiles, IamList lists) {
        this.world = world;
        this.store = store;
        this.profiles = profiles;
        this.lists = lists;
    }

    /** The role that the request names. */
    Role required(Request request) {
        String name = IamRules.roleName(request);
        return store.find(request, name)
                .orElseThrow(() -> noSuchEntity("The role with name %s cannot be found.".formatted(name)));
    }

    ObjectNode create(Request request) {
        String name = IamRules.roleName(request);
        String path = IamRules.path(request);
        Policy trust = trust(request, "AssumeRolePolicyDocument");
        checkShared(request);
        request.text("PermissionsBoundary").ifPresent(arn -> ManagedPolicies.check(request, arn));
        Map<String, String> tags = IamTags.of(request);
        // Names are unique whatever their case (API reference, CreateRole, RoleName).
        if (store.list(request).stream().anyMatch(role -> role.name().equalsIgnoreCase(name))) {
            throw entityAlreadyExists("Role with name %s already exists.".formatted(name));
        }
        if (world.settings().exceeds(store.type(), store.count(request) + 1)) {
            throw limitExceeded("Cannot exceed quota for RolesPerAccount: "
                    + world.settings().quotaOf(store.type()));
        }
        String id = "AROA%017X".formatted(store.everything().count() + 1);
        Role role = new Role(world, request, path, id, trust, tags);
        store.add(role);
        return new Output().put("Role", role.describe()).json();
    }

    ObjectNode get(Request request) {
        return new Output().put("Role", required(request).describe()).json();
    }

    ObjectNode list(Request request) {
        String prefix = request.text("PathPrefix").orElse("/");
        List<Role> matching = store.list(request).stream()
                .filter(role -> role.path().startsWith(prefix))
                .toList();
        return lists.answer(
                request, "Roles", matching, Role::name, role -> role.summary().json());
    }

    ObjectNode update(Request request) {
        Role role = required(request);
        checkShared(request);
        role.update(request);
        return Output.empty();
    }

    ObjectNode updateTrust(Request request) {
        Role role = required(request);
        role.trust(trust(request, "PolicyDocument"), request.now());
        return Output.empty();
    }

    /** Refused while anything hangs on the role, in the words of iamy#68, cloud-custodian#4078 and aws-nuke#203. */
    ObjectNode delete(Request request) {
        Role role = required(request);
        if (profiles.list(request).stream().anyMatch(profile -> profile.holds(role))) {
            throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        if (!role.attachedPolicies().isEmpty()) {
            throw deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!role.inlinePolicies().isEmpty()) {
            throw deleteConflict("Cannot delete entity, must delete policies first.");
        }
        role.delete(request.now());
        return Output.empty();
    }

    ObjectNode tag(Request request) {
        IamTags.add(required(request).tags(), IamTags.of(request));
        return Output.empty();
    }

    ObjectNode untag(Request request) {
        IamTags.remove(required(request).tags(), request.strings("TagKeys", 50));
        return Output.empty();
    }

    ObjectNode listTags(Request request) {
        List<Map.Entry<String, String>> tags =
                List.copyOf(required(request).tags().entrySet());
        return lists.answer(request, "Tags", tags, Map.Entry::getKey, IamTags::describe);
    }

    private static Policy trust(Request request, String field) {
        Policy trust = PolicyGrammar.trust(request.required(field));
        if (trust.size() > LONGEST_TRUST) {
            throw limitExceeded("Cannot exceed quota for ACLSizePerRole: " + LONGEST_TRUST);
        }
        return trust;
    }

    private static void checkShared(Request request) {
        request.text("Description")
                .filter(description -> !description.isEmpty())
                .ifPresent(description -> IamRules.checkLength("Description", description, LONGEST_DESCRIPTION));
        request.integer("MaxSessionDuration", 3_600, 43_200);
    }
}
