package dev.awsmlops.operator.aws;

import static dev.awsmlops.operator.aws.Failure.emptyIfNotFound;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;

/** CodeCommit's repositories in one region, as far as the operator has to do with them. */
public final class Repositories {

    private final CodeCommitClient codeCommit;
    private final Observation<String, RepositoryMetadata> observation;
    private final ResourceTags tags;

    /**
     * The shared list has names and ids, a thousand in an answer: it confirms that a repository is still the same one, and
     * leaves its description to a full look. BatchGetRepositories also has the time of the last change, but takes a call
     * for each hundred, and that time changes with every push, which is none of the operator's business.
     */
    Repositories(CodeCommitClient codeCommit, Clock clock, Duration observationInterval) {
        this.codeCommit = codeCommit;
        this.observation = new Observation<>(
                new Listing<>(
                        clock,
                        observationInterval,
                        this::list,
                        RepositoryNameIdPair::repositoryName,
                        RepositoryNameIdPair::repositoryId),
                id -> id,
                repository -> emptyIfNotFound(
                                () -> codeCommit.getRepository(request -> request.repositoryName(repository)))
                        .map(GetRepositoryResponse::repositoryMetadata),
                RepositoryMetadata::repositoryId);
        this.tags = new ResourceTags(new CodeCommitTags(codeCommit));
    }

    public Observation<String, RepositoryMetadata> observation() {
        return observation;
    }

    public ResourceTags tags() {
        return tags;
    }

    /** The names of a repository's branches, read now, page after page. */
    public List<String> branches(String repository) {
        return codeCommit.listBranchesPaginator(request -> request.repositoryName(repository)).stream()
                .flatMap(page -> page.branches().stream())
                .toList();
    }

    public boolean hasBranch(String repository, String branch) {
        return headId(repository, branch).isPresent();
    }

    /** The last commit of a branch, read now; empty when there is no such branch. */
    public Optional<Commit> head(String repository, String branch) {
        return headId(repository, branch).map(id -> codeCommit
                .getCommit(request -> request.repositoryName(repository).commitId(id))
                .commit());
    }

    private Optional<String> headId(String repository, String branch) {
        return emptyIfNotFound(() -> codeCommit.getBranch(
                        request -> request.repositoryName(repository).branchName(branch)))
                .map(response -> response.branch().commitId());
    }

    private Stream<RepositoryNameIdPair> list() {
        return codeCommit.listRepositoriesPaginator(request -> {}).stream()
                .flatMap(page -> page.repositories().stream());
    }

    private record CodeCommitTags(CodeCommitClient codeCommit) implements ResourceTags.Service {

        /** The SDK has no paginator for it, though it has pages. */
        @Override
        public Map<String, String> read(String arn) {
            var tags = new HashMap<String, String>();
            String next = null;
            do {
                String token = next;
                ListTagsForResourceResponse page = codeCommit.listTagsForResource(
                        request -> request.resourceArn(arn).nextToken(token));
                tags.putAll(page.tags());
                next = page.nextToken();
            } while (next != null);
            return tags;
        }

        @Override
        public void write(String arn, Map<String, String> tags) {
            codeCommit.tagResource(request -> request.resourceArn(arn).tags(tags));
        }

        @Override
        public void remove(String arn, String key) {
            codeCommit.untagResource(request -> request.resourceArn(arn).tagKeys(key));
        }
    }
}
