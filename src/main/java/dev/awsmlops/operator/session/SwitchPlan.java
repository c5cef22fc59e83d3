package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.SwitchStatus;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.reconcile.Plan;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.Map;
import java.util.Optional;

/**
 * What a session's dead man's switch is made from in a pass. It guards what AWS does not end by itself: a dev endpoint, and
 * the session's notebook.
 *
 * @param inFull whether it is looked at setting by setting though nothing is expected to have changed
 */
record SwitchPlan(SessionPlan session, SwitchPolicy policy, boolean inFull, Repairs repairs) implements Plan {

    @Override
    public Ownership owner() {
        return session.owner();
    }

    @Override
    public AwsRegion aws() {
        return session.aws();
    }

    @Override
    public boolean steady() {
        return session.forParts(DeadMansSwitch.CONDITION).steady() && !inFull;
    }

    /** Without the times, which its execution tells: they would have to be written anew whenever the start is put off. */
    @Override
    public Map<String, String> tags() {
        return tagsWith(session.spec().tags());
    }

    /** Whether the session is to have one. */
    boolean isWanted() {
        return policy.enabled() && (guardsEndpoint() || guardsNotebook());
    }

    /** Whether there is one, or is to be: there may be one from when the policy was another. */
    boolean exists() {
        return isWanted() || last().map(SwitchStatus::stateMachineArn).isPresent();
    }

    /** Whether the operator makes its role. */
    boolean managesRole() {
        return isWanted() && policy.roleArn().isEmpty();
    }

    /** Whether the operator made its role under another policy. */
    boolean hasLeftOverRole() {
        return !managesRole() && last().map(SwitchStatus::roleArn).isPresent();
    }

    boolean guardsEndpoint() {
        return session.spec().effectiveBackend() == Backend.DevEndpoint;
    }

    boolean guardsNotebook() {
        return session.spec().notebook() != null;
    }

    /** Whether the notebook is only stopped. */
    boolean keepsNotebook() {
        return guardsNotebook() && session.spec().notebook().deletionPolicy() == DeletionPolicy.Retain;
    }

    String roleName() {
        return ResourceName.of(owner(), "-switch");
    }

    String roleArn() {
        return policy.roleArn().orElseGet(() -> ManagedRole.arn(aws().account(), roleName()));
    }

    /** The switch as it was when it was last looked at. */
    Optional<SwitchStatus> last() {
        return session.last().map(GlueDevSessionStatus::deadMansSwitch);
    }
}
