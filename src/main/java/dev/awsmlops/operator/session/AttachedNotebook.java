package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.NotebookSpec;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.notebook.IdleStop;
import dev.awsmlops.operator.notebook.NotebookSettings;
import dev.awsmlops.operator.notebook.NotebookSteps;
import dev.awsmlops.operator.notebook.Retention;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/**
 * The SageMaker notebook instance of a session.
 *
 * <p>SageMaker deletes and updates only a stopped one, and stops only one that is in service: so every change and the end
 * go stop, wait, then the rest. A failed one can't be stopped, only started again or deleted.
 */
final class AttachedNotebook implements Part<DescribeNotebookInstanceResponse> {

    static final String CONDITION = "NotebookReady";

    /** The tag by which a dev endpoint's notebook finds its endpoint, as the Glue console set it. */
    private static final String DEV_ENDPOINT = "aws-glue-dev-endpoint";

    private final SessionPlan plan;
    private final NotebookSpec spec;
    private final NotebookSteps steps;
    private boolean looked;
    private Optional<DescribeNotebookInstanceResponse> observed = Optional.empty();
    private NotebookStatus seen;
    private boolean billed;

    AttachedNotebook(SessionPlan plan) {
        this.plan = plan;
        this.spec = plan.spec().notebook();
        this.steps = new NotebookSteps(plan.aws().sageMaker(), plan.name(), describe());
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<DescribeNotebookInstanceResponse> observe() {
        if (!looked) {
            observed = plan.read(plan.aws().notebooks());
            observed.ifPresent(this::see);
            looked = true;
        }
        return observed;
    }

    @Override
    public boolean isOurs(DescribeNotebookInstanceResponse actual) {
        return plan.aws().sageMakerTags().isOwnedBy(plan.owner(), actual.notebookInstanceArn());
    }

    @Override
    public Outcome create() {
        var request = settings().creation(AwsRegion.sageMakerTagsOf(tagsForCreation()));
        String arn = plan.aws().sageMaker().createNotebookInstance(request).notebookInstanceArn();
        plan.aws().sageMakerTags().forget(arn);
        see(DescribeNotebookInstanceResponse.builder()
                .notebookInstanceArn(arn)
                .notebookInstanceStatus(NotebookInstanceStatus.PENDING)
                .build());
        return plan.asked(plan.last().map(GlueDevSessionStatus::notebook).isPresent(), describe(), "a few minutes");
    }

    @Override
    public Outcome update(DescribeNotebookInstanceResponse actual) {
        if (!settings().agreeWhereFixed(actual)) {
            return new Outcome.Stalled(
                    Reason.InvalidSpec,
                    describe()
                            + " exists with another subnet, security groups or internet access, which SageMaker can't change."
                            + " Put it back, or make another GlueDevSession");
        }
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> keepInService(actual);
            case STOPPED -> bringBack(actual);
            case FAILED -> retryOrGiveUp(actual);
            default -> steps.waitFor(actual);
        };
    }

    @Override
    public Outcome delete(DescribeNotebookInstanceResponse actual) {
        return isRetained() && NotebookSteps.isAtRest(actual)
                ? retain(actual)
                : steps.takeDown(actual, "its session has ended");
    }

    @Override
    public String describe() {
        return "SageMaker notebook " + plan.name();
    }

    /** Whether AWS has said in this pass what there is. */
    boolean looked() {
        return looked;
    }

    /** What was seen of it in this pass; empty when there is nothing. */
    Optional<NotebookStatus> seen() {
        return Optional.ofNullable(seen);
    }

    /** Whether its instance is billed for now. */
    boolean isBilled() {
        return billed;
    }

    /** When the session started, as AWS remembers it. */
    Optional<Lifetime.Remembered> remembered() {
        return observe()
                .filter(this::isOurs)
                .flatMap(actual ->
                        SessionPlan.remembered(plan.aws().sageMakerTags().of(actual.notebookInstanceArn())));
    }

    private Outcome keepInService(DescribeNotebookInstanceResponse actual) {
        if (!settings().agreeWhereChangeable(actual)) {
            return steps.stop("its spec has changed; it is updated and started again");
        }
        plan.aws().sageMakerTags().ensure(actual.notebookInstanceArn(), tags());
        return new Outcome.Ready(describe() + " is in service");
    }

    private Outcome bringBack(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        Map<String, String> tags = plan.aws().sageMakerTags().readAgain(arn);
        if (!settings().agreeWhereChangeable(actual)) {
            plan.aws().sageMaker().updateNotebookInstance(settings().change(actual));
            return new Outcome.InProgress(Reason.Updating, describe() + " is being updated");
        }
        Instant wanted = plan.lifetime().countsFrom().orElse(plan.now());
        if (IdleStop.at(tags).filter(idle -> !idle.isBefore(wanted)).isPresent()) {
            plan.aws().sageMakerTags().ensure(arn, tags());
            return new Outcome.Idle(describe() + " stopped itself because nobody used it");
        }
        if (tags.containsKey(IdleStop.TAG)) {
            plan.aws().sageMakerTags().remove(arn, IdleStop.TAG);
        }
        return steps.start();
    }

    private Outcome retryOrGiveUp(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        if (plan.wasAskedForEarlier(plan.aws().sageMakerTags().of(arn))) {
            Outcome started = steps.start();
            var tags = new HashMap<>(tags());
            tags.putAll(plan.attempt());
            plan.aws().sageMakerTags().ensure(arn, tags);
            return started;
        }
        return SessionPlan.failed(describe(), actual.failureReason());
    }

    private Outcome retain(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        if (plan.aws().sageMakerTags().of(arn).containsKey(IdleStop.TAG)) {
            plan.aws().sageMakerTags().remove(arn, IdleStop.TAG);
        }
        plan.aws().sageMakerTags().ensure(arn, Retention.tag(spec.deletionPolicy()));
        return new Outcome.Gone(describe() + " is stopped and kept, as deletionPolicy Retain asks");
    }

    private boolean isRetained() {
        return spec.deletionPolicy() == DeletionPolicy.Retain;
    }

    private NotebookSettings settings() {
        return new NotebookSettings(
                plan.name(),
                spec.instanceType(),
                spec.volumeSizeGiB(),
                spec.platformIdentifier(),
                plan.spec().notebookRoleArn(),
                spec.subnetId(),
                spec.securityGroupIds(),
                spec.directInternetAccess(),
                spec.rootAccess(),
                spec.kmsKeyId(),
                null,
                null);
    }

    private Map<String, String> tags() {
        var tags = new HashMap<>(plan.tags());
        tags.putAll(Retention.tag(spec.deletionPolicy()));
        return tags;
    }

    private Map<String, String> tagsForCreation() {
        var tags = new HashMap<>(plan.tagsForCreation());
        tags.putAll(tags());
        if (plan.spec().effectiveBackend() == Backend.DevEndpoint) {
            tags.put(DEV_ENDPOINT, plan.name());
        }
        return tags;
    }

    private void see(DescribeNotebookInstanceResponse notebook) {
        billed = NotebookSteps.isBilled(notebook);
        seen = new NotebookStatus(
                plan.name(),
                notebook.notebookInstanceArn(),
                notebook.notebookInstanceStatusAsString(),
                NotebookSteps.labUrl(notebook));
    }
}
