package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** The roles that the operator makes, all of them under one path. */
public final class Roles {

    /** The path of every role that the operator makes, so that its own rights can be limited to them. */
    public static final String PATH = "/mlops-operator/";

    private static final int PAGE = 1000;

    private final IamClient iam;
    private final Observation<Role, Role> observation;

    Roles(IamClient iam, Clock clock, Duration observationInterval) {
        this.iam = iam;
        this.observation = new Observation<>(
                new Listing<>(clock, observationInterval, this::list, Role::roleName),
                Roles::version,
                name -> emptyIfNotFound(() -> iam.getRole(request -> request.roleName(name)))
                        .map(GetRoleResponse::role),
                Roles::version);
    }

    public IamClient iam() {
        return iam;
    }

    public Observation<Role, Role> observation() {
        return observation;
    }

    private Stream<Role> list() {
        return iam.listRolesPaginator(request -> request.pathPrefix(PATH).maxItems(PAGE)).stream()
                .flatMap(page -> page.roles().stream());
    }

    /** A role made anew under the same name has another id. */
    private static Object version(Role role) {
        return role.roleId() + role.assumeRolePolicyDocument();
    }
}
