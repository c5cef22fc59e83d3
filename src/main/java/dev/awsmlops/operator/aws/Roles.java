package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.memory.Packing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** The roles that the operator makes, all of them under one path. */
public final class Roles {

    /** The path of every role that the operator makes, so that its own rights can be limited to them. */
    public static final String PATH = "/mlops-operator/";

    private static final int PAGE = 1000;

    private final IamClient iam;
    private final Observation<Object, RoleState> observation;
    private final ResourceTags tags;
    private final Packing trustPolicies = new Packing();

    Roles(IamClient iam, Clock clock, Duration observationInterval) {
        this.iam = iam;
        this.observation = new Observation<>(
                new Listing<>(clock, observationInterval, this::all, Role::roleName, RoleState::version),
                version -> version,
                name -> emptyIfNotFound(() -> iam.getRole(request -> request.roleName(name)))
                        .map(GetRoleResponse::role)
                        .map(role -> RoleState.of(role, trustPolicies)),
                RoleState::version);
        this.tags = new ResourceTags(new RoleTags(iam));
    }

    public IamClient iam() {
        return iam;
    }

    public Observation<Object, RoleState> observation() {
        return observation;
    }

    /** The tags of roles, by ARN. A list of roles is without them (IAM API reference, ListRoles). */
    public ResourceTags tags() {
        return tags;
    }

    /** All that the operator has made, read now, page after page. */
    public Stream<Role> all() {
        return iam.listRolesPaginator(request -> request.pathPrefix(PATH).maxItems(PAGE)).stream()
                .flatMap(page -> page.roles().stream());
    }

    /** Deletes a role. IAM does that only without policies, whoever gave it those. */
    public void delete(String name) {
        iam.listAttachedRolePoliciesPaginator(request -> request.roleName(name)).attachedPolicies().stream()
                .toList()
                .forEach(attached ->
                        iam.detachRolePolicy(request -> request.roleName(name).policyArn(attached.policyArn())));
        iam.listRolePoliciesPaginator(request -> request.roleName(name)).policyNames().stream()
                .toList()
                .forEach(inline ->
                        iam.deleteRolePolicy(request -> request.roleName(name).policyName(inline)));
        iam.deleteRole(request -> request.roleName(name));
    }

    /** Tags in the form that IAM takes them. */
    public static List<Tag> tagsOf(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The tags of a role that was described by itself. */
    public static Map<String, String> tagsOf(Role role) {
        return role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private record RoleTags(IamClient iam) implements ResourceTags.Service {

        @Override
        public Map<String, String> read(String arn) {
            return tagsOf(iam.getRole(request -> request.roleName(nameIn(arn))).role());
        }

        @Override
        public void write(String arn, Map<String, String> tags) {
            iam.tagRole(request -> request.roleName(nameIn(arn)).tags(tagsOf(tags)));
        }

        @Override
        public void remove(String arn, String key) {
            iam.untagRole(request -> request.roleName(nameIn(arn)).tagKeys(key));
        }

        /** What comes last, after the path (IAM User Guide, IAM identifiers). */
        private static String nameIn(String arn) {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }
}
