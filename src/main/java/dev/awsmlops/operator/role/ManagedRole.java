package dev.awsmlops.operator.role;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import dev.awsmlops.operator.aws.Account;
import dev.awsmlops.operator.aws.RoleState;
import dev.awsmlops.operator.aws.Roles;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Plan;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.reconcile.Repairs;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;

/**
 * A role that the operator makes for one object, with the rights that exactly this object's resources need.
 *
 * <p>Trust and rights are kept as they should be. Policies that somebody attaches beside ours are left alone until the role
 * is deleted.
 */
public final class ManagedRole implements Part<RoleState> {

    /** The name of our policy in the role. */
    private static final String POLICY = "mlops-operator";

    /**
     * What a role is for.
     *
     * @param services who may assume it, such as {@code glue.amazonaws.com}
     * @param rights what it may do; worked out when it is needed, since that takes the account's id
     */
    public record Needs(String description, List<String> services, Supplier<IamPolicy> rights) {

        IamPolicy trust() {
            return IamPolicy.builder()
                    .addStatement(statement -> {
                        statement.effect(IamEffect.ALLOW).addAction("sts:AssumeRole");
                        services.forEach(service ->
                                statement.addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, service)));
                    })
                    .build();
        }
    }

    /**
     * How a role is told from others of the same object.
     *
     * @param condition the condition that reports on it
     * @param ifDenied what the operator's owner can do who does not let it make roles
     */
    public record Identity(String name, String condition, String ifDenied) {}

    /** The condition that reports on an object's only role. */
    public static final String CONDITION = "RoleReady";

    private final Plan plan;
    private final Identity identity;
    private final Needs needs;
    private final Repairs repairs;
    private final List<Part<?>> users;

    /** The only role of an object, with its usual name. */
    public ManagedRole(Plan plan, Needs needs, Repairs repairs, List<Part<?>> users) {
        this(plan, new Identity(plan.name(), CONDITION, ""), needs, repairs, users);
    }

    /** @param users the parts that assume the role, which must be gone before it can go */
    public ManagedRole(Plan plan, Identity identity, Needs needs, Repairs repairs, List<Part<?>> users) {
        this.plan = plan;
        this.identity = identity;
        this.needs = needs;
        this.repairs = repairs;
        this.users = List.copyOf(users);
    }

    /** The ARN that the role of that name has, whether it exists or not. */
    public static String arn(Account account, String name) {
        return "arn:%s:iam::%s:role%s%s".formatted(account.partition(), account.id(), Roles.PATH, name);
    }

    @Override
    public String condition() {
        return identity.condition();
    }

    @Override
    public Optional<RoleState> observe() {
        return plan.read(plan.aws().roles().observation(), identity.name());
    }

    @Override
    public boolean isOurs(RoleState actual) {
        return plan.owner().owns(actual.tags());
    }

    @Override
    public Outcome create() {
        iam().createRole(request -> request.roleName(identity.name())
                .path(Roles.PATH)
                .description(needs.description())
                .assumeRolePolicyDocument(needs.trust().toJson())
                .tags(Roles.tagsOf(plan.tags())));
        repairs.add(describe() + " had vanished");
        giveRights();
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome update(RoleState actual) {
        if (!needs.trust().equals(IamPolicy.fromJson(actual.trustPolicy()))) {
            iam().updateAssumeRolePolicy(request -> request.roleName(identity.name())
                    .policyDocument(needs.trust().toJson()));
            repairs.add("trust policy of " + describe());
        }
        if (!plan.steady()) {
            ensureRights();
            ensureTags(actual.tags());
        }
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome delete(RoleState actual) {
        plan.aws().roles().delete(identity.name());
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String ifDenied() {
        return identity.ifDenied();
    }

    @Override
    public String describe() {
        return "IAM role " + identity.name();
    }

    private void ensureRights() {
        Optional<IamPolicy> actual = emptyIfNotFound(() -> iam().getRolePolicy(
                                request -> request.roleName(identity.name()).policyName(POLICY)))
                .map(GetRolePolicyResponse::policyDocument)
                .map(ManagedRole::policy);
        if (!actual.equals(Optional.of(needs.rights().get()))) {
            giveRights();
            repairs.add("rights of " + describe());
        }
    }

    private void giveRights() {
        iam().putRolePolicy(request -> request.roleName(identity.name())
                .policyName(POLICY)
                .policyDocument(needs.rights().get().toJson()));
    }

    private void ensureTags(Map<String, String> actual) {
        var missing = new HashMap<>(plan.tags());
        missing.entrySet().removeAll(actual.entrySet());
        if (!missing.isEmpty()) {
            iam().tagRole(request -> request.roleName(identity.name()).tags(Roles.tagsOf(missing)));
            repairs.add("tags of " + describe());
        }
    }

    private IamClient iam() {
        return plan.aws().roles().iam();
    }

    /** IAM answers with documents that are encoded as in a URL. */
    private static IamPolicy policy(String encoded) {
        return IamPolicy.fromJson(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }
}
