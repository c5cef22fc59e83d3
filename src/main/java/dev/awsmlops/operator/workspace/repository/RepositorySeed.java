package dev.awsmlops.operator.workspace.repository;

import dev.awsmlops.operator.aws.Repositories;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/**
 * The first commit of a repository in CodeCommit: made once, all of it, and only where nobody has committed anything.
 *
 * <p>How far it has come is read from the repository, whose commits are {@linkplain SeedMark marked}: a commit whose answer
 * was lost is found again, and a seed of several commits that was cut off is gone on with. CreateCommit itself sees to it
 * that nobody else's commit comes in between: without a parent it takes only a repository without commits, and with one
 * only the head of the branch (API reference, CreateCommit, parentCommitId).
 */
final class RepositorySeed {

    private static final String AUTHOR = "mlops-operator";
    private static final String EMAIL = "mlops-operator@aws-mlops.dev";
    private static final String SUBJECT = "Lay down the standard layout and an example that runs";

    private final WorkspacePlan plan;
    private final Supplier<SeedTemplate> template;
    private final String repository;
    private final String branch;

    RepositorySeed(WorkspacePlan plan, Supplier<SeedTemplate> template) {
        this.plan = plan;
        this.template = template;
        this.repository = plan.repositoryName();
        this.branch = plan.spec().repository().branch();
    }

    /**
     * Commits what is missing, if the repository is empty or was only begun to be seeded.
     *
     * @param actual the repository as just read
     * @return the last commit of the seed, while it is the head of the branch
     */
    Optional<String> goOn(RepositoryMetadata actual) {
        // A default branch can't be deleted (API reference, DeleteBranch), so that a repository has none only if it has
        // no branch. The list is asked too, since to be wrong would be to write into someone's work.
        if (actual.defaultBranch() == null
                && repositories().branches(repository).isEmpty()) {
            return Optional.of(commitFrom(0, null));
        }
        Optional<Commit> head = repositories().head(repository, branch);
        Optional<SeedMark> mark =
                head.flatMap(commit -> SeedMark.in(commit.message())).filter(this::isOurs);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        String id = head.get().commitId();
        if (mark.get().isLast()) {
            return Optional.of(id);
        }
        return repositories().branches(repository).equals(List.of(branch))
                ? Optional.of(goOnFrom(mark.get(), id))
                : Optional.empty();
    }

    private boolean isOurs(SeedMark mark) {
        return mark.workspace().equals(workspace());
    }

    /** Another template than the one that was begun with, as after an upgrade, is laid over it from its first file. */
    private String goOnFrom(SeedMark mark, String head) {
        boolean same = mark.digest().equals(SeedArchive.digest(files()))
                && mark.of() == SeedCommits.split(files()).size();
        return commitFrom(same ? mark.number() : 0, head);
    }

    /** @return the last commit */
    private String commitFrom(int first, String parent) {
        List<SeedFile> files = files();
        List<List<SeedFile>> commits = SeedCommits.split(files);
        String digest = SeedArchive.digest(files);
        String head = parent;
        for (int i = first; i < commits.size(); i++) {
            head = commit(commits.get(i), new SeedMark(workspace(), i + 1, commits.size(), digest), head);
        }
        return head;
    }

    private String commit(List<SeedFile> files, SeedMark mark, String parent) {
        try {
            return plan.aws()
                    .codeCommit()
                    .createCommit(request -> request.repositoryName(repository)
                            .branchName(branch)
                            .parentCommitId(parent)
                            .authorName(AUTHOR)
                            .email(EMAIL)
                            .commitMessage(SUBJECT + "\n\n" + mark.trailer() + "\n")
                            .putFiles(files.stream().map(RepositorySeed::entry).toList()))
                    .commitId();
        } catch (NoChangeException allThereAlready) {
            return parent;
        }
    }

    private static PutFileEntry entry(SeedFile file) {
        return PutFileEntry.builder()
                .filePath(file.path())
                .fileContent(file.content())
                .fileMode(file.executable() ? FileModeTypeEnum.EXECUTABLE : FileModeTypeEnum.NORMAL)
                .build();
    }

    private List<SeedFile> files() {
        return template.get().fill(TemplateValues.of(plan));
    }

    private String workspace() {
        return plan.owner().namespace() + "/" + plan.owner().name();
    }

    private Repositories repositories() {
        return plan.aws().repositories();
    }
}
