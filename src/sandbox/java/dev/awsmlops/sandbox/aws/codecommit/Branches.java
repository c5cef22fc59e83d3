package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.List;

/** The operations on branches (API reference, under the names of the operations). */
final class Branches {

    private final World world;
    private final Repositories repositories;

    Branches(World world, Repositories repositories) {
        this.world = world;
        this.repositories = repositories;
    }

    ObjectNode create(Request request) {
        Repository repository = repositories.required(request);
        String branch = CodeCommitRules.branchName(request, "branchName");
        String commitId = request.text("commitId")
                .orElseThrow(() -> refused("CommitIdRequiredException", "A commit ID was not specified."));
        Commit commit = repository
                .commit(commitId)
                .orElseThrow(() -> refused("CommitDoesNotExistException", "The specified commit does not exist."));
        if (repository.heads().containsKey(branch)) {
            throw refused("BranchNameExistsException", "The branch %s already exists.".formatted(branch));
        }
        repository.heads().put(branch, commit);
        return Output.empty();
    }

    ObjectNode get(Request request) {
        Repository repository = repositories.required(request);
        String branch = CodeCommitRules.branchName(request, "branchName");
        return new Output()
                .put(
                        "branch",
                        new Output()
                                .put("branchName", branch)
                                .put("commitId", repository.requiredHead(branch).id())
                                .json())
                .json();
    }

    ObjectNode list(Request request) {
        List<String> branches =
                List.copyOf(repositories.required(request).heads().keySet());
        Page<String> page = Page.of(world, request, CodeCommitRules.PAGING, branches, branch -> branch, false);
        return new Output()
                .put("branches", page.items())
                .put("nextToken", page.next())
                .json();
    }

    ObjectNode updateDefault(Request request) {
        Repository repository = repositories.required(request);
        repository.defaultBranch(CodeCommitRules.branchName(request, "defaultBranchName"), request.now());
        return Output.empty();
    }
}
