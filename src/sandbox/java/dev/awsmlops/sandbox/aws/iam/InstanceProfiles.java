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
import java.util.Optional;

/** The operations on instance profiles, as far as they keep a role from being deleted (API reference). */
final class InstanceProfiles {

    private final World world;
    private final IamRoles roles;
    private final ResourceStore<InstanceProfile> store;
    private final IamList lists;

    InstanceProfiles(World world, IamRoles roles, ResourceStore<InstanceProfile> store, IamList lists) {
        this.world = world;
        this.roles = roles;
        this.store = store;
        this.lists = lists;
    }

    ObjectNode create(Request request) {
        String name = name(request);
        String path = IamRules.path(request);
        if (store.list(request).stream().anyMatch(known -> known.name().equalsIgnoreCase(name))) {
            throw entityAlreadyExists("Instance Profile %s already exists.".formatted(name));
        }
        String id = "AIPA%017X".formatted(store.everything().count() + 1);
        InstanceProfile profile = new InstanceProfile(world, request, name, path, id, IamTags.of(request));
        store.add(profile);
        return new Output().put("InstanceProfile", profile.describe()).json();
    }

    ObjectNode get(Request request) {
        return new Output().put("InstanceProfile", required(request).describe()).json();
    }

    /** One role at most, which is no quota that could be raised (API reference, AddRoleToInstanceProfile). */
    ObjectNode addRole(Request request) {
        InstanceProfile profile = required(request);
        Role role = roles.required(request);
        if (profile.role().isPresent()) {
            throw limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        profile.role(Optional.of(role));
        return Output.empty();
    }

    ObjectNode removeRole(Request request) {
        InstanceProfile profile = required(request);
        Role role = roles.required(request);
        if (!profile.holds(role)) {
            throw noSuchEntity("Role %s is not in Instance Profile %s".formatted(role.name(), profile.name()));
        }
        profile.role(Optional.empty());
        return Output.empty();
    }

    ObjectNode listForRole(Request request) {
        Role role = roles.required(request);
        List<InstanceProfile> holding = store.list(request).stream()
                .filter(profile -> profile.holds(role))
                .toList();
        return lists.answer(request, "InstanceProfiles", holding, InstanceProfile::name, InstanceProfile::describe);
    }

    ObjectNode delete(Request request) {
        InstanceProfile profile = required(request);
        if (profile.role().isPresent()) {
            throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        profile.delete(request.now());
        return Output.empty();
    }

    private InstanceProfile required(Request request) {
        String name = name(request);
        return store.find(request, name)
                .orElseThrow(() -> noSuchEntity("Instance Profile %s cannot be found.".formatted(name)));
    }

    private static String name(Request request) {
        return IamRules.name(request, "InstanceProfileName", 128);
    }
}
