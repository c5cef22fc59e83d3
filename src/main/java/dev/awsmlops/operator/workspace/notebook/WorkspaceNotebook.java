package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.WorkspaceNotebookSpec;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.notebook.NotebookSettings;
import dev.awsmlops.operator.notebook.NotebookSteps;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/**
 * The SageMaker notebook instance of a workspace, running or stopped as {@link Power} decides.
 *
 * <p>SageMaker updates only a stopped one, so a change goes stop, update, start, and the volume with all that is on it
 * stays. One that is not to run is not made before it is to run for the first time: a new instance starts at once.
 */
public final class WorkspaceNotebook implements Part<DescribeNotebookInstanceResponse> {

    private final WorkspacePlan plan;
    private final WorkspaceNotebookSpec spec;
    private final NotebookSteps steps;
    private final ResourceTags tags;
    private final PlannedPower planned;
    private Power power;
    private boolean looked;
    private DescribeNotebookInstanceResponse seen;

    public WorkspaceNotebook(WorkspacePlan plan) {
        this.plan = plan;
        this.spec = plan.spec().notebook();
        this.steps = new NotebookSteps(plan.aws().sageMaker(), plan.name(), describe());
        this.tags = plan.aws().sageMakerTags();
        this.planned = new PlannedPower(plan);
        this.power = planned.ofUsed();
    }

    @Override
    public String condition() {
        return "NotebookReady";
    }

    @Override
    public Optional<DescribeNotebookInstanceResponse> observe() {
        Optional<DescribeNotebookInstanceResponse> found = plan.read(plan.aws().notebooks());
        if (plan.steady() && found.filter(this::isToMove).isPresent()) {
            // The shared list may be old, and time has come to act.
            found = plan.aws().notebooks().now(plan.name());
        }
        found.ifPresent(actual -> seen = actual);
        looked = true;
        return found;
    }

    @Override
    public boolean isOurs(DescribeNotebookInstanceResponse actual) {
        return tags.isOwnedBy(plan.owner(), actual.notebookInstanceArn());
    }

    @Override
    public Outcome create() {
        boolean hadIt = plan.last()
                .map(MlWorkspaceStatus::notebook)
                .map(NotebookStatus::arn)
                .isPresent();
        if (!power.on()) {
            return new Outcome.Ready(describe() + (hadIt ? " had vanished from AWS and is made again" : " is made")
                    + " when it is to run: " + power.why() + nextInWords());
        }
        var request = settings().creation(AwsRegion.sageMakerTagsOf(withAttempt()));
        String arn = plan.aws().sageMaker().createNotebookInstance(request).notebookInstanceArn();
        tags.forget(arn);
        seen = DescribeNotebookInstanceResponse.builder()
                .notebookInstanceArn(arn)
                .notebookInstanceStatus(NotebookInstanceStatus.PENDING)
                .build();
        if (!hadIt) {
            return new Outcome.InProgress(Reason.Creating, describe() + " is being created, which takes a few minutes");
        }
        plan.repairs().add(describe() + " had vanished");
        return new Outcome.InProgress(Reason.Replacing, describe() + " had vanished from AWS and is made again");
    }

    @Override
    public Outcome update(DescribeNotebookInstanceResponse actual) {
        power = planned.of(actual);
        boolean inService = actual.notebookInstanceStatus() == NotebookInstanceStatus.IN_SERVICE;
        if (inService && !power.on()) {
            return steps.stop(power.why() + nextInWords());
        }
        if (!settings().agreeWhereFixed(actual)) {
            return new Outcome.Stalled(
                    Reason.InvalidSpec,
                    describe() + " exists with another subnet, security groups or internet access, which SageMaker"
                            + " can't change. Put it back, or make another MlWorkspace");
        }
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> keepInService(actual);
            case STOPPED -> power.on() ? bringBack(actual) : keepStopped(actual);
            case FAILED -> power.on() ? retryOrGiveUp(actual) : leaveFailed(actual);
            default -> steps.waitFor(actual);
        };
    }

    @Override
    public Outcome delete(DescribeNotebookInstanceResponse actual) {
        return steps.takeDown(actual, "its workspace is being deleted");
    }

    /** The watch goes on over one that fails. */
    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public String describe() {
        return "SageMaker notebook " + plan.name();
    }

    /** Whether AWS has said in this pass what there is. */
    public boolean looked() {
        return looked;
    }

    /** What was seen of it in this pass, and what the clock does to it next; empty when there is neither. */
    public Optional<NotebookStatus> seen() {
        String next = power.next().orElse(null);
        if (seen == null) {
            return Optional.ofNullable(next).map(known -> new NotebookStatus(plan.name(), null, null, null, known));
        }
        return Optional.of(new NotebookStatus(
                plan.name(),
                seen.notebookInstanceArn(),
                seen.notebookInstanceStatusAsString(),
                NotebookSteps.labUrl(seen),
                next));
    }

    /** Whether its instance is billed for now. */
    public boolean isBilled() {
        return seen != null && NotebookSteps.isBilled(seen);
    }

    /** Whether it can be worked in now. */
    public boolean available() {
        return seen != null && seen.notebookInstanceStatus() == NotebookInstanceStatus.IN_SERVICE;
    }

    /** When the clock will have it stopped or started: the workspace is to be looked at then. */
    public Optional<Instant> nextChange() {
        return power.nextChange();
    }

    /** Whether it is to run, as far as that is known without its tags. */
    boolean isToRun() {
        return power.on();
    }

    /** Worked out when needed, since the role's ARN takes the account's id, which AWS may not say. */
    private NotebookSettings settings() {
        return new NotebookSettings(
                plan.name(),
                spec.instanceType(),
                spec.volumeSizeGiB(),
                spec.platformIdentifier(),
                plan.roleArn(),
                spec.subnetId(),
                spec.securityGroupIds(),
                spec.directInternetAccess(),
                spec.rootAccess(),
                spec.kmsKeyId(),
                plan.name(),
                Objects.requireNonNullElse(spec.additionalCodeRepositories(), List.of()));
    }

    private Outcome keepInService(DescribeNotebookInstanceResponse actual) {
        if (!settings().agreeWhereChangeable(actual)) {
            plan.repairs().add("settings of " + describe());
            return steps.stop("its settings are not those of the spec; it is updated and started again");
        }
        ensureTags(actual);
        return new Outcome.Ready(describe() + " is in service" + nextInWords());
    }

    private Outcome keepStopped(DescribeNotebookInstanceResponse actual) {
        if (!settings().agreeWhereChangeable(actual)) {
            return change(actual);
        }
        ensureTags(actual);
        if (power.cause() == Power.Cause.IDLE) {
            return new Outcome.Idle(describe() + " stopped itself: " + power.why() + nextInWords() + ". The annotation "
                    + MlWorkspace.START + " with another value starts it");
        }
        forgetIdleStop(actual, tagsNow(actual));
        return new Outcome.Ready(describe() + " is stopped: " + power.why() + nextInWords());
    }

    private Outcome bringBack(DescribeNotebookInstanceResponse actual) {
        forgetIdleStop(actual, tags.of(actual.notebookInstanceArn()));
        return settings().agreeWhereChangeable(actual) ? start(actual) : change(actual);
    }

    private Outcome change(DescribeNotebookInstanceResponse actual) {
        plan.aws().sageMaker().updateNotebookInstance(settings().change(actual));
        plan.repairs().add("settings of " + describe());
        return new Outcome.InProgress(Reason.Updating, describe() + " is being updated");
    }

    private Outcome retryOrGiveUp(DescribeNotebookInstanceResponse actual) {
        if (attempt().wasMade(tags.of(actual.notebookInstanceArn()))) {
            return new Outcome.Stalled(
                    Reason.ProvisioningFailed,
                    describe() + " failed: " + reasonOf(actual)
                            + ". Correct what it names, then change the spec or the annotation " + MlWorkspace.START);
        }
        // Sources differ on whether SageMaker updates a failed one; where it does not, the old settings are started
        // first.
        boolean changed = !settings().agreeWhereChangeable(actual)
                && Failure.unless(FailureKind.IN_TRANSITION, () -> plan.aws()
                                .sageMaker()
                                .updateNotebookInstance(settings().change(actual)))
                        .isPresent();
        return changed ? new Outcome.InProgress(Reason.Updating, describe() + " is being updated") : start(actual);
    }

    private Outcome leaveFailed(DescribeNotebookInstanceResponse actual) {
        return new Outcome.Ready(describe() + " does not run: " + power.why() + nextInWords()
                + ". Its last start had failed: " + reasonOf(actual));
    }

    /** Noted after it was asked for: a note without a start would keep a failed one from ever being tried again. */
    private Outcome start(DescribeNotebookInstanceResponse actual) {
        Outcome started = steps.start();
        tags.ensure(actual.notebookInstanceArn(), withAttempt());
        return started;
    }

    private void ensureTags(DescribeNotebookInstanceResponse actual) {
        if (tags.ensure(actual.notebookInstanceArn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
    }

    private void forgetIdleStop(DescribeNotebookInstanceResponse actual, Map<String, String> known) {
        if (known.containsKey(IdleStop.TAG)) {
            tags.remove(actual.notebookInstanceArn(), IdleStop.TAG);
        }
    }

    /** Whether it runs though it is not to, or the other way round. */
    private boolean isToMove(DescribeNotebookInstanceResponse actual) {
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> !power.on();
            case STOPPED -> planned.of(actual).on();
            default -> false;
        };
    }

    /** Where nothing is expected to have changed, the notebook is still as it was when its tags were last read. */
    private Map<String, String> tagsNow(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        return plan.steady() ? tags.of(arn) : tags.readAgain(arn);
    }

    private Attempt attempt() {
        return new Attempt(plan.generation(), power.wishedAt());
    }

    private Map<String, String> withAttempt() {
        var all = new HashMap<>(plan.tags());
        all.putAll(attempt().tags());
        return all;
    }

    private String nextInWords() {
        return power.nextChange()
                .map(moment -> (power.on() ? "; it stops at " : "; it starts at ") + moment)
                .orElse("");
    }

    private static String reasonOf(DescribeNotebookInstanceResponse actual) {
        return Objects.requireNonNullElse(actual.failureReason(), "AWS gives no reason");
    }
}
