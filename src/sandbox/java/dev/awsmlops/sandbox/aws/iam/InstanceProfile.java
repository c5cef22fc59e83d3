package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hands a role to EC2 instances: a container for one role at most. It has no states and costs nothing. */
final class InstanceProfile extends Resource {

    private final String path;
    private final String id;
    private Optional<Role> role = Optional.empty();

    InstanceProfile(World world, Request request, String name, String path, String id, Map<String, String> tags) {
        super(
                world,
                request,
                ResourceType.INSTANCE_PROFILE,
                name,
                "arn:aws:iam::%s:instance-profile%s%s".formatted(world.account(), path, name),
                tags,
                "",
                Optional.empty());
        this.path = path;
        this.id = id;
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    Optional<Role> role() {
        return role;
    }

    void role(Optional<Role> changed) {
        role = changed;
    }

    boolean holds(Role asked) {
        return role.filter(asked::equals).isPresent();
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The InstanceProfile structure. */
    ObjectNode describe() {
        List<ObjectNode> roles =
                role.stream().map(held -> held.summary().json()).toList();
        return new Output()
                .put("Path", path)
                .put("InstanceProfileName", name())
                .put("InstanceProfileId", id)
                .put("Arn", arn())
                .put("CreateDate", createdAt().toString())
                .objects("Roles", roles)
                .json();
    }
}
