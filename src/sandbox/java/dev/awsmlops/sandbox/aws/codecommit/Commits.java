package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations that make and read commits (API reference, CreateCommit, PutFile, GetCommit). */
final class Commits {

    private static final int LONGEST_MESSAGE = 256 * 1024;

    /** User guide, "Quotas in AWS CodeCommit", user names and email addresses in commits. */
    private static final int LONGEST_NAME = 1_024;

    private static final int LONGEST_EMAIL = 256;

    private final Repositories repositories;

    Commits(Repositories repositories) {
        this.repositories = repositories;
    }

    /** A commit that was just made, and the files before it. */
    private record Made(Commit commit, Tree before) {}

    ObjectNode create(Request request) {
        Made made = make(
                request,
                "authorName",
                FileEntries::of,
                refused(
                        "NoChangeException",
                        "The commit cannot be created because no changes will be made to the repository as a result of this commit."));
        Tree after = made.commit().tree();
        return new Output()
                .put("commitId", made.commit().id())
                .put("treeId", after.id())
                .objects("filesAdded", differing(after, made.before(), false))
                .objects("filesUpdated", differing(after, made.before(), true))
                .objects("filesDeleted", differing(made.before(), after, false))
                .json();
    }

    ObjectNode putFile(Request request) {
        Made made = make(
                request,
                "name",
                FileEntries::ofPutFile,
                refused(
                        "SameFileContentException",
                        "The file was not added or updated because the content of the file is exactly the same as the content of that file in the repository and branch that you specified."));
        Tree after = made.commit().tree();
        String path = CodeCommitRules.filePath(request.required("filePath"));
        return new Output()
                .put("commitId", made.commit().id())
                .put("blobId", after.file(path).orElseThrow().blobId())
                .put("treeId", after.id())
                .json();
    }

    /**
     * Makes a commit.
     *
     * @param nameField where the request names the author
     * @param unchanged the answer when no file would change
     */
    private Made make(
            Request request, String nameField, Function<Request, FileEntries> readEntries, ServiceFailure unchanged) {
        Repository repository = repositories.required(request);
        String branch = CodeCommitRules.branchName(request, "branchName");
        Commit.Author author = author(request, nameField);
        String message = message(request);
        FileEntries entries = readEntries.apply(request);
        Optional<Commit> parent = parent(repository, branch, request);
        Tree before = parent.map(Commit::tree).orElse(Tree.EMPTY);
        CommitDraft draft = new CommitDraft(before);
        draft.apply(entries, request.flag("keepEmptyFolders"));
        Commit commit = new Commit(draft.tree(), parent.map(Commit::id), author, message, request.now());
        if (commit.tree().id().equals(before.id())) {
            throw unchanged;
        }
        repository.commit(branch, commit);
        return new Made(commit, before);
    }

    ObjectNode get(Request request) {
        Repository repository = repositories.required(request);
        String id = request.text("commitId")
                .orElseThrow(() -> refused("CommitIdRequiredException", "A commit ID was not specified."));
        if (!GitId.isId(id)) {
            throw refused("InvalidCommitIdException", "The specified commit ID is not valid: " + id);
        }
        Commit commit = repository
                .commit(id)
                .orElseThrow(() -> refused("CommitIdDoesNotExistException", "The specified commit ID does not exist."));
        return new Output().put("commit", commit.describe()).json();
    }

    /**
     * The commit on which the new one builds: the last one of the branch, which the caller must know. An empty repository
     * has none, and the new commit makes the branch.
     */
    private static Optional<Commit> parent(Repository repository, String branch, Request request) {
        Optional<String> given = request.text("parentCommitId");
        given.filter(id -> !GitId.isId(id)).ifPresent(id -> {
            throw refused("InvalidParentCommitIdException", "The parent commit ID is not valid.");
        });
        given.filter(id -> repository.commit(id).isEmpty()).ifPresent(id -> {
            throw refused(
                    "ParentCommitDoesNotExistException",
                    "The parent commit ID is not valid because it does not exist.");
        });
        if (repository.isEmpty()) {
            return Optional.empty();
        }
        Commit head = repository.requiredHead(branch);
        if (given.isEmpty()) {
            throw refused("ParentCommitIdRequiredException", "A parent commit ID is required.");
        }
        if (!head.id().equals(given.get())) {
            throw refused(
                    "ParentCommitIdOutdatedException",
                    "The file could not be added because the provided parent commit ID is not the current tip of the specified branch.");
        }
        return Optional.of(head);
    }

    /**
     * The files of a tree that the other does not have, or has otherwise.
     *
     * @param otherwise which of the two
     */
    private static List<ObjectNode> differing(Tree tree, Tree other, boolean otherwise) {
        List<ObjectNode> found = new ArrayList<>();
        tree.files().forEach((path, file) -> {
            Optional<TreeFile> counterpart = other.file(path);
            if (counterpart.isPresent() == otherwise
                    && counterpart.filter(file::equals).isEmpty()) {
                found.add(Contents.describe(file, "absolutePath", path).json());
            }
        });
        return found;
    }

    /** That the caller's own name stands in for one that is not given is an assumption. */
    private static Commit.Author author(Request request, String field) {
        String name = request.text(field).orElse(request.caller());
        if (name.length() > LONGEST_NAME) {
            throw refused(
                    "NameLengthExceededException",
                    "The user name is not valid because it has exceeded the character limit for author names.");
        }
        String email = request.text("email").orElse("");
        if (email.length() > LONGEST_EMAIL) {
            throw refused(
                    "InvalidEmailException",
                    "The specified email address either contains one or more characters that are not allowed, or it exceeds the maximum number of characters allowed for an email address.");
        }
        return new Commit.Author(name, email);
    }

    /** The wording of AWS's own default message is an assumption. */
    private static String message(Request request) {
        String message = request.text("commitMessage").orElse("Commit made through the API");
        if (message.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            throw refused(
                    "CommitMessageLengthExceededException",
                    "The commit message is too long. Provide a shorter string.");
        }
        return message;
    }
}
