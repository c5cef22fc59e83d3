package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.NotebookStatus;
import dev.awsmlops.operator.api.v1alpha1.NotebookSpec;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.model.CreateNotebookInstanceRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;

/**
 * The SageMaker notebook instance of a session.
 *
 * <p>SageMaker deletes and updates only a stopped one, and stops only one that is in service: so every change and the end
 * go stop, wait, then the rest. A failed one can't be stopped, only started again or deleted.
 */
final class AttachedNotebook implements Part<DescribeNotebookInstanceResponse> {

    /** Set by the notebook itself before it stops because nobody uses it: when it did, RFC 3339. */
    static final String IDLE_STOPPED_AT = GlueDevSession.GROUP + "/idle-stopped-at";

    /** The tag by which a dev endpoint's notebook finds its endpoint, as the Glue console set it. */
    private static final String DEV_ENDPOINT = "aws-glue-dev-endpoint";

    private static final Set<NotebookInstanceStatus> BILLED =
            Set.of(NotebookInstanceStatus.PENDING, NotebookInstanceStatus.IN_SERVICE, NotebookInstanceStatus.STOPPING);

    private final SessionPlan plan;
    private final NotebookSpec spec;
    private boolean looked;
    private NotebookStatus seen;
    private boolean billed;

    AttachedNotebook(SessionPlan plan) {
        this.plan = plan;
        this.spec = plan.spec().notebook();
    }

    @Override
    public String condition() {
        return "NotebookReady";
    }

    @Override
    public Optional<DescribeNotebookInstanceResponse> observe() {
        var found = plan.read(plan.aws().notebooks());
        found.ifPresent(this::see);
        looked = true;
        return found;
    }

    @Override
    public boolean isOurs(DescribeNotebookInstanceResponse actual) {
        return plan.aws().sageMakerTags().isOwnedBy(plan.owner(), actual.notebookInstanceArn());
    }

    @Override
    public Outcome create() {
        var request = CreateNotebookInstanceRequest.builder()
                .notebookInstanceName(plan.name())
                .instanceType(spec.instanceType())
                .volumeSizeInGB(spec.volumeSizeGiB())
                .platformIdentifier(spec.platformIdentifier())
                .roleArn(plan.spec().notebookRoleArn())
                .subnetId(spec.subnetId())
                .securityGroupIds(spec.securityGroupIds())
                .directInternetAccess(spec.directInternetAccess().name())
                .rootAccess(spec.rootAccess().name())
                .kmsKeyId(spec.kmsKeyId())
                .lifecycleConfigName(plan.name())
                .instanceMetadataServiceConfiguration(imds -> imds.minimumInstanceMetadataServiceVersion("2"))
                .tags(AwsRegion.sageMakerTagsOf(tagsForCreation()));
        String arn =
                plan.aws().sageMaker().createNotebookInstance(request.build()).notebookInstanceArn();
        plan.aws().sageMakerTags().forget(arn);
        see(DescribeNotebookInstanceResponse.builder()
                .notebookInstanceArn(arn)
                .notebookInstanceStatus(NotebookInstanceStatus.PENDING)
                .build());
        return plan.asked(plan.last().map(GlueDevSessionStatus::notebook).isPresent(), describe(), "a few minutes");
    }

    @Override
    public Outcome update(DescribeNotebookInstanceResponse actual) {
        if (!isAsFixed(actual)) {
            return new Outcome.Stalled(
                    Reason.InvalidSpec,
                    describe() + " exists with another subnet or internet access, which SageMaker can't change."
                            + " Put it back, or make another GlueDevSession");
        }
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> keepInService(actual);
            case STOPPED -> bringBack(actual);
            case FAILED -> retryOrGiveUp(actual);
            case STOPPING -> new Outcome.InProgress(Reason.Stopping, describe() + " is stopping");
            case DELETING ->
                new Outcome.InProgress(
                        Reason.Replacing,
                        describe() + " was deleted by someone else; it is made again once it is gone");
            default ->
                new Outcome.InProgress(Reason.Starting, describe() + " is " + actual.notebookInstanceStatusAsString());
        };
    }

    @Override
    public Outcome delete(DescribeNotebookInstanceResponse actual) {
        return switch (actual.notebookInstanceStatus()) {
            case IN_SERVICE -> stop("its session has ended");
            case STOPPED, FAILED -> isRetained() ? retain(actual) : deleteNow();
            case DELETING -> new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
            default ->
                new Outcome.InProgress(
                        Reason.Stopping,
                        describe() + " is " + actual.notebookInstanceStatusAsString() + "; then it is stopped");
        };
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
        if (!isAsWanted(actual)) {
            return stop("its spec has changed; it is updated and started again");
        }
        plan.aws().sageMakerTags().ensure(actual.notebookInstanceArn(), plan.tags());
        return new Outcome.Ready(describe() + " is in service");
    }

    private Outcome bringBack(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        String idleSince = plan.aws().sageMakerTags().readAgain(arn).get(IDLE_STOPPED_AT);
        if (idleSince != null) {
            if (!Instant.parse(idleSince).isBefore(plan.lifetime().countsFrom().orElse(plan.now()))) {
                return new Outcome.Idle(describe() + " stopped itself because nobody used it");
            }
            plan.aws().sageMakerTags().remove(arn, IDLE_STOPPED_AT);
        }
        if (!isAsWanted(actual)) {
            plan.aws().sageMaker().updateNotebookInstance(request -> request.notebookInstanceName(plan.name())
                    .instanceType(spec.instanceType())
                    .volumeSizeInGB(spec.volumeSizeGiB())
                    .platformIdentifier(spec.platformIdentifier())
                    .roleArn(plan.spec().notebookRoleArn())
                    .rootAccess(spec.rootAccess().name())
                    .lifecycleConfigName(plan.name()));
            return new Outcome.InProgress(Reason.Updating, describe() + " is being updated");
        }
        return start();
    }

    private Outcome retryOrGiveUp(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        if (plan.wasAskedForEarlier(plan.aws().sageMakerTags().of(arn))) {
            Outcome started = start();
            var tags = new HashMap<>(plan.tags());
            tags.putAll(plan.attempt());
            plan.aws().sageMakerTags().ensure(arn, tags);
            return started;
        }
        return SessionPlan.failed(describe(), actual.failureReason());
    }

    private Outcome start() {
        plan.aws().sageMaker().startNotebookInstance(request -> request.notebookInstanceName(plan.name()));
        return new Outcome.InProgress(Reason.Starting, describe() + " is being started");
    }

    private Outcome stop(String why) {
        plan.aws().sageMaker().stopNotebookInstance(request -> request.notebookInstanceName(plan.name()));
        return new Outcome.InProgress(Reason.Stopping, describe() + " is being stopped: " + why);
    }

    private Outcome deleteNow() {
        plan.aws().sageMaker().deleteNotebookInstance(request -> request.notebookInstanceName(plan.name()));
        return new Outcome.InProgress(Reason.Deleting, describe() + " is being deleted");
    }

    private Outcome retain(DescribeNotebookInstanceResponse actual) {
        String arn = actual.notebookInstanceArn();
        if (plan.aws().sageMakerTags().of(arn).containsKey(IDLE_STOPPED_AT)) {
            plan.aws().sageMakerTags().remove(arn, IDLE_STOPPED_AT);
        }
        return new Outcome.Gone(describe() + " is stopped and kept, as deletionPolicy Retain asks");
    }

    private boolean isRetained() {
        return spec.deletionPolicy() == DeletionPolicy.Retain;
    }

    /** Whether what SageMaker can't change is as the spec says. */
    private boolean isAsFixed(DescribeNotebookInstanceResponse actual) {
        return FixedFields.agree(spec.subnetId(), actual.subnetId())
                && FixedFields.agree(spec.directInternetAccess().name(), actual.directInternetAccessAsString());
    }

    /** Whether what SageMaker can change is as the spec says. */
    private boolean isAsWanted(DescribeNotebookInstanceResponse actual) {
        return spec.instanceType().equals(actual.instanceTypeAsString())
                && spec.volumeSizeGiB().equals(actual.volumeSizeInGB())
                && spec.platformIdentifier().equals(actual.platformIdentifier())
                && plan.spec().notebookRoleArn().equals(actual.roleArn())
                && spec.rootAccess().name().equals(actual.rootAccessAsString())
                && plan.name().equals(actual.notebookInstanceLifecycleConfigName());
    }

    private Map<String, String> tagsForCreation() {
        var tags = new HashMap<>(plan.tagsForCreation());
        if (plan.spec().effectiveBackend() == Backend.DevEndpoint) {
            tags.put(DEV_ENDPOINT, plan.name());
        }
        return tags;
    }

    private void see(DescribeNotebookInstanceResponse notebook) {
        billed = BILLED.contains(notebook.notebookInstanceStatus());
        seen = new NotebookStatus(
                plan.name(),
                notebook.notebookInstanceArn(),
                notebook.notebookInstanceStatusAsString(),
                notebook.url() == null ? null : "https://" + notebook.url() + "/lab");
    }
}
