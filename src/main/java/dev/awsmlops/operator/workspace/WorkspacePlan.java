package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceSpec;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.StartRequest;
import dev.awsmlops.operator.api.v1alpha1.RepositorySpec;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Plan;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.role.ManagedRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of one workspace are made from, worked out once for a pass.
 *
 * @param generation the object's generation, so that what failed under an earlier one is tried again
 * @param last the object's status so far
 * @param lake the lake that the workspace refers to, if it does and that exists
 * @param sessions the sessions that use its notebook and whose time is not over, the one that began first at the front
 * @param startRequest the last request to start the notebook, by annotation, if there ever was one
 * @param answered whether the last status answers this very spec
 * @param steady whether nothing is expected to have changed, so that shared lists suffice
 */
public record WorkspacePlan(
        MlWorkspaceSpec spec,
        Ownership owner,
        long generation,
        Optional<MlWorkspaceStatus> last,
        Optional<DataLake> lake,
        List<GlueDevSession> sessions,
        Optional<StartRequest> startRequest,
        AwsRegion aws,
        Instant now,
        boolean answered,
        boolean steady,
        Repairs repairs)
        implements Plan {

    /** The most characters that CodeCommit takes. */
    private static final int REPOSITORY_NAME_LIMIT = 100;

    @Override
    public Map<String, String> tags() {
        return tagsWith(spec.tags());
    }

    /**
     * The same for the parts that one condition reports on: while only others are on their way, what was ready for this very
     * spec is not expected to have changed either.
     */
    public WorkspacePlan forParts(String condition) {
        boolean settled = answered
                && last.filter(status -> Conditions.isTrue(status.conditions(), condition))
                        .isPresent();
        return steady || !settled
                ? this
                : new WorkspacePlan(
                        spec, owner, generation, last, lake, sessions, startRequest, aws, now, true, true, repairs);
    }

    public boolean managesRole() {
        return spec.roleArn() == null;
    }

    /** The role of the notebook and of the Glue sessions that its kernels start. */
    public String roleArn() {
        return managesRole() ? ManagedRole.arn(aws.account(), name()) : spec.roleArn();
    }

    /** Whether the repository is CodeCommit's, where the operator itself can make it and write to it. */
    public boolean usesCodeCommit() {
        return spec.repository().provider() == RepositorySpec.Provider.CodeCommit;
    }

    /** The repository's name: in CodeCommit, or the last part of its URL. */
    public String repositoryName() {
        if (!usesCodeCommit()) {
            String path = spec.repository().url().replaceAll("/+$", "");
            return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.git$", "");
        }
        if (spec.repository().name() != null) {
            return spec.repository().name();
        }
        String name = owner.namespace() + "-" + owner.name();
        return name.substring(0, Math.min(name.length(), REPOSITORY_NAME_LIMIT));
    }

    /** Where the lake is, if there is one and it has been made. */
    public Optional<LakePaths> lakePaths() {
        return LakePaths.of(lake);
    }

    /** The folder in the lake's bucket that is this workspace's own: code, training data, models, predictions. */
    public String folder() {
        return "workspaces/" + owner.namespace() + "/" + owner.name();
    }

    /** Whether the first commit comes from the notebook: into a repository outside AWS nobody else can push. */
    public boolean pushesTemplate() {
        return !usesCodeCommit()
                && spec.repository().template() == RepositorySpec.Template.Standard
                && lakePaths().isPresent();
    }

    /** Where the notebook finds what it is to push, such as {@code s3://bucket/...}; empty where it pushes nothing. */
    public String templateArchive() {
        return pushesTemplate()
                ? "s3://%s/%s/template.zip".formatted(lakePaths().orElseThrow().bucket(), folder())
                : "";
    }
}
