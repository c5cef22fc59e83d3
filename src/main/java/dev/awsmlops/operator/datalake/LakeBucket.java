package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.BucketStatus;
import dev.awsmlops.operator.api.v1alpha1.Provisioning;
import dev.awsmlops.operator.aws.Buckets;
import dev.awsmlops.operator.aws.Buckets.BucketState;
import dev.awsmlops.operator.aws.Buckets.Owner;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.datalake.bucket.BucketSettings;
import dev.awsmlops.operator.datalake.bucket.Emptying;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;

/** The bucket of a lake that makes it, or has taken it over. */
final class LakeBucket implements Part<BucketState> {

    /** The one region that CreateBucket wants left unsaid. Source: S3 API reference, CreateBucket. */
    private static final String UNSAID_REGION = "us-east-1";

    /** How far the clocks of S3 and of the Kubernetes API may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String NAMES_ARE_GLOBAL = "Bucket names are shared by all accounts of AWS: name another one";

    private final LakePlan plan;
    private final List<Part<?>> users;
    private Optional<Owner> owner = Optional.empty();
    private long versionsDeleted;

    /** @param users the parts that must be gone before it can be emptied */
    LakeBucket(LakePlan plan, List<Part<?>> users) {
        this.plan = plan;
        this.users = users;
        this.versionsDeleted = plan.last()
                .map(DataLakeStatus::bucket)
                .map(BucketStatus::versionsDeleted)
                .orElse(0L);
    }

    @Override
    public String condition() {
        return "BucketReady";
    }

    @Override
    public Optional<BucketState> observe() {
        Optional<BucketState> actual = plan.read(buckets().observation(), plan.bucket());
        owner = actual.map(BucketState::owner);
        return actual;
    }

    @Override
    public boolean isOurs(BucketState actual) {
        return actual.owner() == Owner.HERE
                && (plan.owner().owns(actual.tags())
                        || plan.owner().inherits(actual.tags())
                        || wasCutOff(actual)
                        || (plan.spec().bucket().provisioning() == Provisioning.Adopt
                                && Ownership.isUnclaimed(actual.tags())));
    }

    @Override
    public Outcome create() {
        CreateBucketConfiguration configuration = CreateBucketConfiguration.builder()
                .locationConstraint(
                        plan.aws().name().equals(UNSAID_REGION)
                                ? null
                                : plan.aws().name())
                .tags(plan.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
        boolean made = Failure.unless(
                        FailureKind.ALREADY_EXISTS,
                        () -> buckets().s3().createBucket(request -> request.bucket(plan.bucket())
                                .createBucketConfiguration(configuration)))
                .isPresent();
        if (!made) {
            return new Outcome.Stalled(
                    Reason.NameTaken, describe() + " belongs to someone else in AWS. " + NAMES_ARE_GLOBAL);
        }
        plan.repairs().add(describe() + " had vanished");
        return new Outcome.InProgress(Reason.Creating, describe() + " is being created", Outcome.InProgress.SOON);
    }

    @Override
    public Outcome update(BucketState actual) {
        if (!plan.steady()) {
            ensureTags(actual.tags());
            new BucketSettings(
                            buckets().s3(),
                            plan.spec().bucket(),
                            plan.aws().account().partition())
                    .ensure()
                    .forEach(setting -> plan.repairs().add(setting + " of " + describe()));
        }
        return new Outcome.Ready(describe() + " is ready");
    }

    @Override
    public Outcome delete(BucketState actual) {
        Emptying.Progress progress = new Emptying(buckets().s3(), plan.bucket()).goOn();
        versionsDeleted += progress.deleted();
        if (!progress.empty()) {
            return new Outcome.InProgress(
                    Reason.Emptying,
                    describe() + " is being emptied: %d object versions are deleted so far".formatted(versionsDeleted),
                    Outcome.InProgress.SOON);
        }
        buckets().s3().deleteBucket(request -> request.bucket(plan.bucket()));
        return new Outcome.InProgress(Reason.Deleting, describe() + " is empty and deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String ifTaken() {
        return owner.filter(Owner.HERE::equals).isPresent()
                ? "Write bucket.provisioning: Adopt to take it over, or Use to leave it as it is, or name another one"
                : owner.filter(Owner.ELSEWHERE::equals).isPresent()
                        ? "It is in another region than the lake: write that region, or name another bucket"
                        : NAMES_ARE_GLOBAL;
    }

    @Override
    public String describe() {
        return "S3 bucket " + plan.bucket();
    }

    /** How many object versions were deleted since the lake was. */
    long versionsDeleted() {
        return versionsDeleted;
    }

    /** Made for this object, but the process died, or S3 did not take tags along with the creation. */
    private boolean wasCutOff(BucketState actual) {
        return actual.tags().isEmpty()
                && actual.createdAt() != null
                && actual.createdAt().isAfter(plan.objectMadeAt().minus(SKEW));
    }

    private void ensureTags(Map<String, String> actual) {
        var wanted = new HashMap<>(actual);
        wanted.putAll(plan.tags());
        if (!wanted.equals(actual)) {
            buckets().writeTags(plan.bucket(), wanted);
            plan.repairs().add("tags of " + describe());
        }
    }

    private Buckets buckets() {
        return plan.aws().buckets();
    }
}
