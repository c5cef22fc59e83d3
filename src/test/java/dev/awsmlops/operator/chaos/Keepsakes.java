package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.SimulatedResource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Commit;

/** The data that must outlive its objects, and what must not. */
final class Keepsakes {

    private static final String PRECIOUS = "raw/precious.csv";
    private static final List<String> REPOSITORIES = List.of("team-a-lab", "returns");

    private final Scene scene;
    private final boolean keepsBucket;
    private final boolean keepsDatabase;
    private final boolean keepsRepository;
    private final boolean keepsNotebook;
    private final Map<String, List<String>> commits = new TreeMap<>();
    private List<String> data = List.of();
    private boolean precious;

    Keepsakes(Scene scene, Team team) {
        this.scene = scene;
        this.keepsBucket = team.objects().stream()
                .noneMatch(object -> object instanceof DataLake lake
                        && lake.getSpec().bucket().deletionPolicy() == DeletionPolicy.Delete);
        this.keepsDatabase = team.objects().stream()
                .noneMatch(object -> object instanceof DataLake lake
                        && lake.getSpec().database().deletionPolicy() == DeletionPolicy.Delete);
        this.keepsRepository = team.objects().stream()
                .noneMatch(object -> object instanceof MlWorkspace workspace
                        && workspace.getSpec().repository().deletionPolicy() == DeletionPolicy.Delete);
        this.keepsNotebook = team.objects().stream()
                .anyMatch(object -> object instanceof GlueDevSession session
                        && session.getSpec().notebook() != null
                        && session.getSpec().notebook().deletionPolicy() == DeletionPolicy.Retain);
    }

    /** Puts something precious into the bucket, and remembers what there is beside it. */
    void put() {
        if (scene.resource(ResourceType.BUCKET, Team.BUCKET).isPresent()) {
            scene.aws().buckets().put(Team.BUCKET, PRECIOUS, "id\n7\n".getBytes(StandardCharsets.UTF_8));
            precious = true;
        }
        data = data();
    }

    /** That no repository was seeded twice, nor one that had commits. */
    void check() {
        for (String repository : REPOSITORIES) {
            List<String> now = history(repository);
            long seeds = now.stream()
                    .filter(message -> message.contains("Aws-Mlops-Seed: ") && message.contains(" 1/"))
                    .count();
            require(seeds <= 1, "repository " + repository + " was seeded " + seeds + " times: " + now);
            require(
                    seeds == 0 || now.stream().noneMatch(message -> message.startsWith("Begin")),
                    "repository " + repository + " had commits and was seeded: " + now);
            List<String> before = commits.put(repository, now);
            require(
                    !keepsRepository || before == null || now.containsAll(before),
                    "commits are lost of repository " + repository);
        }
    }

    /** That what is to be kept is there, and of the rest nothing. */
    void checkAfterDeletion() {
        check();
        List<String> now = data();
        data.forEach(kept -> require(now.contains(kept), kept + " was to be kept and is gone"));
        require(
                !precious
                        || !keepsBucket
                        || scene.aws().buckets().keys(Team.BUCKET).contains(PRECIOUS),
                "the data in the bucket is lost");
        List<String> left = scene.aws().inventory().stream()
                .filter(resource -> World.CLUSTER.equals(resource.tags().get("aws-mlops.dev/cluster")))
                .filter(resource -> !mayStay(resource))
                .map(Truth::inWords)
                .toList();
        require(left.isEmpty(), "all objects are gone, and there is still " + left);
    }

    private boolean mayStay(SimulatedResource resource) {
        return switch (resource.type()) {
            case BUCKET -> keepsBucket;
            case DATABASE, TABLE -> keepsDatabase;
            case REPOSITORY -> keepsRepository;
            case NOTEBOOK_INSTANCE, NOTEBOOK_LIFECYCLE_CONFIG -> keepsNotebook && !resource.billing();
            default -> false;
        };
    }

    private List<String> data() {
        return scene.aws().inventory().stream()
                .filter(resource -> switch (resource.type()) {
                    case BUCKET -> keepsBucket;
                    case DATABASE, TABLE -> keepsDatabase;
                    case REPOSITORY -> keepsRepository;
                    default -> false;
                })
                .map(resource -> resource.type() + " " + resource.name())
                .toList();
    }

    /** The messages of a repository's commits, the newest first. */
    private List<String> history(String repository) {
        var messages = new ArrayList<String>();
        CodeCommitClient codeCommit = scene.console().codeCommit();
        Optional<String> next = head(codeCommit, repository);
        while (next.isPresent()) {
            String id = next.get();
            Commit commit = codeCommit
                    .getCommit(request -> request.repositoryName(repository).commitId(id))
                    .commit();
            messages.add(commit.message());
            next = commit.parents().stream().findFirst();
        }
        return messages;
    }

    private Optional<String> head(CodeCommitClient codeCommit, String repository) {
        if (scene.resource(ResourceType.REPOSITORY, repository).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(codeCommit
                    .getBranch(request -> request.repositoryName(repository).branchName("main"))
                    .branch()
                    .commitId());
        } catch (BranchDoesNotExistException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
