package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.RepositoryStatus;
import dev.awsmlops.operator.api.v1alpha1.Provisioning;
import dev.awsmlops.operator.api.v1alpha1.RepositorySpec;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.Repositories;
import dev.awsmlops.operator.aws.ResourceTags;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.model.OperationNotAllowedException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/**
 * A workspace's repository in CodeCommit: made, taken over or only used, and given its first commit where it has none.
 *
 * <p>One that is only used is neither tagged, described nor deleted, and one with commits is never committed to.
 */
public final class CodeCommitRepository implements Part<RepositoryMetadata> {

    /** The condition that reports on it. */
    public static final String CONDITION = "RepositoryReady";

    /** Tag: the commit that the operator made when the repository was empty. It outlives the object and its status. */
    static final String SEEDED_COMMIT = GlueDevSession.GROUP + "/seeded-commit";

    private final WorkspacePlan plan;
    private final List<Part<?>> users;
    private final RepositorySeed seed;
    private Optional<RepositoryMetadata> looked = Optional.empty();
    private Optional<String> seededCommit;
    private boolean made;
    private boolean closedToAccount;

    /** @param users the parts that work on it, and must be gone before it is deleted */
    public CodeCommitRepository(WorkspacePlan plan, List<Part<?>> users) {
        this(plan, users, SeedTemplate::bundled);
    }

    CodeCommitRepository(WorkspacePlan plan, List<Part<?>> users, Supplier<SeedTemplate> template) {
        this.plan = plan;
        this.users = users;
        this.seed = new RepositorySeed(plan, template);
        this.seededCommit = lastSeededCommit();
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<RepositoryMetadata> observe() {
        looked = plan.read(repositories().observation(), name());
        if (looked.isEmpty() || !plan.steady()) {
            tags().forget(arn());
        }
        return looked;
    }

    @Override
    public boolean isOurs(RepositoryMetadata actual) {
        if (isOnlyUsed() || tags().isOwnedBy(plan.owner(), arn())) {
            return true;
        }
        Map<String, String> found = tags().of(arn());
        return plan.owner().inherits(found)
                || (spec().provisioning() == Provisioning.Adopt && Ownership.isUnclaimed(found));
    }

    @Override
    public Outcome create() {
        if (isOnlyUsed()) {
            return new Outcome.Blocked(
                    Reason.Waiting,
                    describe()
                            + " does not exist, and is not this object's to make. Make it, or make another MlWorkspace"
                            + " with repository.provisioning: Create");
        }
        RepositoryMetadata created;
        try {
            created = plan.aws()
                    .codeCommit()
                    .createRepository(request -> request.repositoryName(name())
                            .repositoryDescription(Objects.requireNonNullElse(
                                    spec().description(),
                                    "MlWorkspace " + plan.owner().namespace() + "/"
                                            + plan.owner().name()))
                            .kmsKeyId(spec().kmsKeyId())
                            .tags(plan.tags()))
                    .repositoryMetadata();
        } catch (OperationNotAllowedException e) {
            closedToAccount = true;
            throw e;
        }
        made = true;
        looked = Optional.of(created);
        seededCommit = Optional.empty();
        tags().forget(arn());
        plan.repairs().add(describe() + " had vanished");
        return ready(created);
    }

    @Override
    public Outcome update(RepositoryMetadata actual) {
        if (!isOnlyUsed() && !plan.steady()) {
            if (tags().ensure(arn(), plan.tags())) {
                plan.repairs().add("tags of " + describe());
            }
            String description = spec().description();
            if (description != null && !description.equals(actual.repositoryDescription())) {
                plan.aws().codeCommit().updateRepositoryDescription(request -> request.repositoryName(name())
                        .repositoryDescription(description));
                plan.repairs().add("description of " + describe());
            }
        }
        return ready(actual);
    }

    /** Of one that is missing CodeCommit says nothing (API reference, DeleteRepository). */
    @Override
    public Outcome delete(RepositoryMetadata actual) {
        if (isOnlyUsed()) {
            return new Outcome.Gone(describe() + " was only used and is left as it is");
        }
        if (spec().deletionPolicy() == DeletionPolicy.Retain) {
            return new Outcome.Gone(describe() + " is kept");
        }
        plan.aws().codeCommit().deleteRepository(request -> request.repositoryName(name()));
        tags().forget(arn());
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String ifTaken() {
        return "Write repository.provisioning: Adopt to take it over if no other workspace has it, or make another"
                + " MlWorkspace with another repository.name, or with repository.provisioning: Use to leave it as it is";
    }

    @Override
    public String advice() {
        return closedToAccount
                ? "Make another MlWorkspace with repository.provider: Git and the repository.url of a repository elsewhere"
                : "";
    }

    @Override
    public String describe() {
        return "CodeCommit repository " + name();
    }

    /** What CodeCommit said of it in this pass. */
    public Optional<RepositoryMetadata> looked() {
        return looked;
    }

    /** Where it is cloned from, as CodeCommit says or, before it does, as its user guide builds it. */
    public String cloneUrl() {
        return looked.map(RepositoryMetadata::cloneUrlHttp).orElseGet(() -> "https://git-codecommit.%s.%s/v1/repos/%s"
                .formatted(
                        plan.aws().name(),
                        Region.of(plan.aws().name()).metadata().partition().dnsSuffix(),
                        name()));
    }

    public String arn() {
        return plan.aws().account().arn("codecommit", name());
    }

    /** The commit with which the operator has seeded it, if it has and that is known. */
    public Optional<String> seededCommit() {
        return seededCommit;
    }

    /** Whether it has a branch that can be cloned, as far as this pass has seen. */
    boolean hasCommits() {
        return seededCommit.isPresent() || defaultBranch().isPresent();
    }

    private Outcome ready(RepositoryMetadata actual) {
        if (spec().template() == RepositorySpec.Template.Standard) {
            boolean quiet = Failure.unless(FailureKind.IN_TRANSITION, () -> seed(actual))
                    .isPresent();
            if (!quiet) {
                looked = repositories().observation().now(name());
                return new Outcome.InProgress(
                        Reason.Updating,
                        "somebody else commits to " + describe() + "; it is looked at again",
                        Outcome.InProgress.SOON);
            }
        }
        return branchIsMissing() ? withoutBranch() : new Outcome.Ready(describe() + " is ready");
    }

    /** @return whether it is known to be seeded */
    private boolean seed(RepositoryMetadata actual) {
        boolean looksClosely = made || !plan.steady();
        boolean empty = actual.defaultBranch() == null && looksClosely;
        seededCommit = empty ? Optional.empty() : taggedCommit().or(this::lastSeededCommit);
        if (!looksClosely || seededCommit.isPresent()) {
            return seededCommit.isPresent();
        }
        seededCommit = seed.goOn(actual);
        if (empty) {
            // It has a branch now, which the passes that only read the list must know too.
            looked = repositories().observation().now(name());
        }
        seededCommit.filter(commit -> !isOnlyUsed()).ifPresent(commit -> tags().ensure(
                        arn(), Map.of(SEEDED_COMMIT, commit)));
        return seededCommit.isPresent();
    }

    private Optional<String> taggedCommit() {
        return isOnlyUsed()
                ? Optional.empty()
                : Optional.ofNullable(tags().of(arn()).get(SEEDED_COMMIT));
    }

    private Optional<String> lastSeededCommit() {
        return plan.last()
                .map(MlWorkspaceStatus::repository)
                .filter(status -> name().equals(status.name()))
                .map(RepositoryStatus::seededCommit);
    }

    private boolean branchIsMissing() {
        return !plan.steady()
                && defaultBranch()
                        .filter(branch -> !branch.equals(spec().branch()))
                        .isPresent()
                && !repositories().hasBranch(name(), spec().branch());
    }

    /** A notebook can't be made on a branch that is not there; one that was made has its clone, and does not need it. */
    private Outcome withoutBranch() {
        String missing =
                describe() + " has no branch " + spec().branch() + ", and is never committed to since it has others";
        return plan.last().map(MlWorkspaceStatus::notebook).isPresent()
                ? new Outcome.Ready(missing)
                : new Outcome.Blocked(
                        Reason.ReferenceNotReady,
                        missing + ": push it, or write repository.branch: "
                                + defaultBranch().orElseThrow());
    }

    private Optional<String> defaultBranch() {
        return looked.map(RepositoryMetadata::defaultBranch);
    }

    private boolean isOnlyUsed() {
        return spec().provisioning() == Provisioning.Use;
    }

    private String name() {
        return plan.repositoryName();
    }

    private RepositorySpec spec() {
        return plan.spec().repository();
    }

    private Repositories repositories() {
        return plan.aws().repositories();
    }

    private ResourceTags tags() {
        return repositories().tags();
    }
}
