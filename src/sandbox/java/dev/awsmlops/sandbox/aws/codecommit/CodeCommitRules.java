package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that CodeCommit takes (user guide, "Quotas in AWS CodeCommit"). Where no other source is named, the refusals
 * here and in the package have the words of the API reference, cut short.
 */
final class CodeCommitRules {

    /** Batches of 1,000 (API reference, ListRepositories, nextToken); that other lists have the same is an assumption. */
    static final Page.Paging PAGING =
            new Page.Paging("", "nextToken", 1_000, 1_000, "InvalidContinuationTokenException");

    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]{1,100}");
    private static final Pattern NO_BRANCH = Pattern.compile("[/.].*|.*[/.]|@|.*(\\.\\.|//|@\\{|[ ?^*\\[\\\\~:]).*");

    private CodeCommitRules() {}

    static String repositoryName(Request request) {
        String name = request.text("repositoryName")
                .orElseThrow(() -> refused(
                        "RepositoryNameRequiredException", "A repository name is required, but was not specified."));
        checkRepositoryName(name);
        return name;
    }

    /** The words are those of moto's codecommit/exceptions.py. */
    static void checkRepositoryName(String name) {
        if (!REPOSITORY.matcher(name).matches() || name.endsWith(".git")) {
            throw refused(
                    "InvalidRepositoryNameException",
                    "The repository name is not valid. Repository names can be any valid combination of letters, numbers, periods, underscores, and dashes between 1 and 100 characters in length. Names are case sensitive. For more information, see Limits in the AWS CodeCommit User Guide. ");
        }
    }

    /** A name that git takes for a branch, but not what could be the id of a commit. */
    static String branchName(Request request, String field) {
        String name = request.text(field)
                .orElseThrow(() ->
                        refused("BranchNameRequiredException", "A branch name is required, but was not specified."));
        if (name.isEmpty() || name.length() > 256 || NO_BRANCH.matcher(name).matches() || GitId.isId(name)) {
            throw refused("InvalidBranchNameException", "The specified reference name is not valid: " + name);
        }
        return name;
    }

    /**
     * The path of a file, without the slash that it may begin with: at most 4,096 characters and 20 folders deep, in full,
     * and with nothing empty or relative in it.
     */
    static String filePath(String path) {
        String plain = folderPath(path);
        if (plain.isEmpty() || path.endsWith("/")) {
            throw invalidPath(path);
        }
        return plain;
    }

    /** The path of a folder, without the slashes around it; empty for the root. */
    static String folderPath(String path) {
        String plain = path.replaceFirst("^/", "").replaceFirst("/$", "");
        if (plain.isEmpty()) {
            return plain;
        }
        List<String> parts = List.of(plain.split("/", -1));
        boolean relative = parts.contains("") || parts.contains(".") || parts.contains("..");
        if (path.length() > 4_096 || parts.size() > 21 || relative || plain.endsWith("\\")) {
            throw invalidPath(path);
        }
        return plain;
    }

    private static ServiceFailure invalidPath(String path) {
        return refused("InvalidPathException", "The specified path is not valid: " + path);
    }
}
