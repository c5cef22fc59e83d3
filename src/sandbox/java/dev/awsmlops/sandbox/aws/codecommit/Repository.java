package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;

/** A repository with its branches and commits. It has no states, and costs by the user, not by the hour. */
final class Repository extends Resource {

    private static final String BRANCHES = "refs/heads/";

    private final String id;
    private final Optional<String> kmsKeyId;
    private final SortedMap<String, Commit> heads = new TreeMap<>();
    private final Map<String, Commit> commits = new HashMap<>();
    private Optional<String> description;
    private Optional<String> defaultBranch = Optional.empty();
    private Instant modifiedAt;

    /** A new, empty repository. */
    Repository(
            World world,
            Request request,
            String name,
            String id,
            Optional<String> description,
            Map<String, String> tags) {
        super(world, request, ResourceType.REPOSITORY, name, tags, "", Optional.empty());
        this.id = id;
        this.kmsKeyId = request.text("kmsKeyId");
        this.description = description;
        this.modifiedAt = request.now();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    String id() {
        return id;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    void describeAs(Optional<String> text, Instant now) {
        description = text;
        modifiedAt = now;
    }

    void defaultBranch(String branch, Instant now) {
        requiredHead(branch);
        defaultBranch = Optional.of(branch);
        modifiedAt = now;
    }

    boolean isEmpty() {
        return commits.isEmpty();
    }

    /** The last commits of the branches, by the branches' names. */
    SortedMap<String, Commit> heads() {
        return heads;
    }

    Optional<Commit> commit(String commitId) {
        return Optional.ofNullable(commits.get(commitId));
    }

    /** The last commit of a branch. */
    Commit requiredHead(String branch) {
        return Optional.ofNullable(heads.get(branch))
                .orElseThrow(() ->
                        refused("BranchDoesNotExistException", "The branch %s does not exist.".formatted(branch)));
    }

    /**
     * The commit that reads are about.
     *
     * @param specifier a branch, in full or not, or the id of a commit; without one, the default branch is meant
     */
    Commit specified(Optional<String> specifier) {
        String asked = specifier
                .filter(text -> !text.equals("HEAD"))
                .or(() -> defaultBranch)
                .orElse("HEAD");
        String branch = asked.startsWith(BRANCHES) ? asked.substring(BRANCHES.length()) : asked;
        return Optional.ofNullable(heads.get(branch))
                .or(() -> commit(asked))
                .orElseThrow(
                        () -> refused(
                                "CommitDoesNotExistException",
                                "The specified commit does not exist or no commit was specified, and the specified repository has no default branch."));
    }

    /** The first branch that there is becomes the default (user guide, "Change branch settings"). */
    void commit(String branch, Commit commit) {
        commits.put(commit.id(), commit);
        heads.put(branch, commit);
        defaultBranch = defaultBranch.or(() -> Optional.of(branch));
        modifiedAt = commit.time();
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The RepositoryMetadata structure; the hosts are those of the user guide, "Regions and Git connection endpoints". */
    ObjectNode describe(Request request) {
        String domain = Region.of(region()).metadata().partition().dnsSuffix();
        String host = "git-codecommit.%s.%s/v1/repos/%s".formatted(region(), domain, name());
        return new Output()
                .put("accountId", request.account())
                .put("repositoryId", id)
                .put("repositoryName", name())
                .put("repositoryDescription", description)
                .put("defaultBranch", defaultBranch)
                .put("lastModifiedDate", modifiedAt)
                .put("creationDate", createdAt())
                .put("cloneUrlHttp", "https://" + host)
                .put("cloneUrlSsh", "ssh://" + host)
                .put("Arn", arn())
                .put("kmsKeyId", kmsKeyId)
                .json();
    }
}
