package dev.awsmlops.sandbox.aws.iam;

import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What other services ask about roles. */
final class RoleAuthority implements Roles {

    private final World world;
    private final ResourceStore<Role> store;

    RoleAuthority(World world, ResourceStore<Role> store) {
        this.world = world;
        this.store = store;
    }

    /**
     * A role made through IAM can be assumed a little after its creation, by those its trust policy names. Any other
     * well-formed ARN of this account can be assumed, unless the account is strict about roles.
     */
    @Override
    public boolean assumable(Request request, String roleArn, String principal) {
        return role(request, roleArn)
                .map(role -> role.assumableBy(principal, request))
                .orElseGet(() -> unknownButUsable(roleArn));
    }

    @Override
    public boolean allows(
            Request request, String roleArn, String action, String resourceArn, Map<String, String> resourceTags) {
        Map<String, String> context = new TreeMap<>();
        resourceTags.forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        return role(request, roleArn)
                .map(role -> role.allows(action, resourceArn, context))
                .orElseGet(() -> unknownButUsable(roleArn));
    }

    private Optional<Role> role(Request request, String roleArn) {
        return store.everything()
                .filter(role -> role.arn().equals(roleArn) && !role.gone(request.now()))
                .findFirst();
    }

    private boolean unknownButUsable(String roleArn) {
        return !world.settings().strictRoles() && roleArn.contains("::" + world.account() + ":role/");
    }
}
