package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.model.DescribeCodeRepositoryResponse;
import software.amazon.awssdk.services.sagemaker.model.GitConfig;

/** The name under which SageMaker, and by it the notebook, knows the workspace's repository. */
public final class CodeRepository implements Part<DescribeCodeRepositoryResponse> {

    /** The condition that reports on it. */
    public static final String CONDITION = "CodeRepositoryReady";

    private final WorkspacePlan plan;
    private final Optional<CodeCommitRepository> repository;
    private final List<Part<?>> users;

    /**
     * @param repository the repository, where it is CodeCommit's
     * @param users the parts that refer to it, and must be gone before it is deleted
     */
    public CodeRepository(WorkspacePlan plan, Optional<CodeCommitRepository> repository, List<Part<?>> users) {
        this.plan = plan;
        this.repository = repository;
        this.users = users;
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Optional<DescribeCodeRepositoryResponse> observe() {
        return plan.read(plan.aws().codeRepositories());
    }

    @Override
    public boolean isOurs(DescribeCodeRepositoryResponse actual) {
        return plan.aws().sageMakerTags().isOwnedBy(plan.owner(), actual.codeRepositoryArn());
    }

    @Override
    public Outcome create() {
        make(wanted());
        plan.repairs().add(describe() + " had vanished");
        return ready();
    }

    @Override
    public Outcome update(DescribeCodeRepositoryResponse actual) {
        GitConfig present = actual.gitConfig();
        GitConfig wanted = wanted();
        if (!present.equals(wanted)) {
            if (differsInSecretAlone(present, wanted)) {
                plan.aws().sageMaker().updateCodeRepository(request -> request.codeRepositoryName(plan.name())
                        .gitConfig(config -> config.secretArn(wanted.secretArn())));
            } else {
                replace(present, wanted);
            }
            plan.repairs().add("configuration of " + describe());
        }
        if (!plan.steady() && plan.aws().sageMakerTags().ensure(actual.codeRepositoryArn(), plan.tags())) {
            plan.repairs().add("tags of " + describe());
        }
        return ready();
    }

    @Override
    public Outcome delete(DescribeCodeRepositoryResponse actual) {
        remove();
        plan.aws().sageMakerTags().forget(actual.codeRepositoryArn());
        return new Outcome.InProgress(Reason.Deleting, describe() + " is deleted", Outcome.InProgress.SOON);
    }

    @Override
    public List<Part<?>> usedBy() {
        return users;
    }

    @Override
    public String describe() {
        return "SageMaker code repository " + plan.name();
    }

    private Outcome ready() {
        return new Outcome.Ready(describe() + " is ready");
    }

    /** UpdateCodeRepository takes a secret and nothing else, and can't take it away (API reference, GitConfigForUpdate). */
    private static boolean differsInSecretAlone(GitConfig present, GitConfig wanted) {
        return Objects.equals(present.repositoryUrl(), wanted.repositoryUrl())
                && Objects.equals(present.branch(), wanted.branch())
                && wanted.secretArn() != null;
    }

    /**
     * Makes it anew under its name, by which the notebook refers to it. It "persists independently from the lifecycle of any
     * notebook instances it is associated with", and nothing keeps one in use from being deleted (API reference,
     * CreateCodeRepository and DeleteCodeRepository). Nothing is done in between, and where SageMaker refuses the new one
     * the former is put back, so that the notebook is not left with a name that means nothing.
     */
    private void replace(GitConfig former, GitConfig wanted) {
        remove();
        try {
            make(wanted);
        } catch (SdkException e) {
            if (Failure.of(e).isRefusal()) {
                make(former);
            }
            throw e;
        }
    }

    private void make(GitConfig config) {
        String arn = plan.aws()
                .sageMaker()
                .createCodeRepository(request -> request.codeRepositoryName(plan.name())
                        .gitConfig(config)
                        .tags(AwsRegion.sageMakerTagsOf(plan.tags())))
                .codeRepositoryArn();
        plan.aws().sageMakerTags().forget(arn);
    }

    private void remove() {
        plan.aws().sageMaker().deleteCodeRepository(request -> request.codeRepositoryName(plan.name()));
    }

    private GitConfig wanted() {
        return GitConfig.builder()
                .repositoryUrl(repository
                        .map(CodeCommitRepository::cloneUrl)
                        .orElseGet(() -> plan.spec().repository().url()))
                .branch(hasBranch() ? plan.spec().repository().branch() : null)
                .secretArn(plan.spec().repository().secretArn())
                .build();
    }

    /** What is empty, or may be, has no branch that could be cloned. */
    private boolean hasBranch() {
        return repository.map(CodeCommitRepository::hasCommits).orElseGet(() -> !plan.pushesTemplate());
    }
}
