package dev.awsmlops.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.File;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.Folder;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;
import software.amazon.awssdk.services.codecommit.model.SymbolicLink;

class CommitTest extends AwsTest {

    private static final int MEGABYTE = 1024 * 1024;

    /** What {@code git hash-object} says of a file with the text "hello" and a line end. */
    private static final String HELLO = "ce013625030ba8dba906f756967f9e9ca394464a";

    @BeforeEach
    void createRepository() {
        codeCommit.createRepository(r -> r.repositoryName("lab"));
    }

    private static PutFileEntry put(String path, String text) {
        return PutFileEntry.builder()
                .filePath(path)
                .fileContent(SdkBytes.fromUtf8String(text))
                .build();
    }

    private static PutFileEntry put(String path, int size) {
        return PutFileEntry.builder()
                .filePath(path)
                .fileContent(SdkBytes.fromByteArray(new byte[size]))
                .build();
    }

    private static PutFileEntry from(String path, String source, boolean move) {
        return PutFileEntry.builder()
                .filePath(path)
                .sourceFile(s -> s.filePath(source).isMove(move))
                .build();
    }

    private static DeleteFileEntry delete(String path) {
        return DeleteFileEntry.builder().filePath(path).build();
    }

    private CreateCommitResponse commit(Consumer<CreateCommitRequest.Builder> change) {
        return codeCommit.createCommit(
                r -> change.accept(r.repositoryName("lab").branchName("main")));
    }

    private CreateCommitResponse commitOn(String parent, Consumer<CreateCommitRequest.Builder> change) {
        return commit(r -> change.accept(r.parentCommitId(parent)));
    }

    private String seed() {
        return commit(r -> r.putFiles(put("README.md", "hello\n"), put("src/etl/job.py", "pass\n")))
                .commitId();
    }

    private GetFileResponse file(String path) {
        return codeCommit.getFile(r -> r.repositoryName("lab").filePath(path));
    }

    private GetFolderResponse folder(String path) {
        return codeCommit.getFolder(r -> r.repositoryName("lab").folderPath(path));
    }

    private static List<String> paths(List<FileMetadata> files) {
        return files.stream().map(FileMetadata::absolutePath).toList();
    }

    @Test
    void makesTheBranchAndTheDefaultBranchOfAnEmptyRepository() {
        assertThat(refusal(
                        () -> codeCommit.getBranch(r -> r.repositoryName("lab").branchName("main"))))
                .isInstanceOf(BranchDoesNotExistException.class);
        CreateCommitResponse made = commit(r -> r.putFiles(put("README.md", "hello\n"), put("src/etl/job.py", "pass\n"))
                .authorName("Me")
                .email("me@example.com")
                .commitMessage("Start"));
        assertThat(made.commitId()).matches("[0-9a-f]{40}");
        assertThat(paths(made.filesAdded())).containsExactly("README.md", "src/etl/job.py");
        assertThat(made.filesAdded().get(0).blobId()).isEqualTo(HELLO);
        assertThat(made.filesAdded().get(0).fileMode()).isEqualTo(FileModeTypeEnum.NORMAL);
        assertThat(made.filesUpdated()).isEmpty();
        assertThat(made.filesDeleted()).isEmpty();

        assertThat(codeCommit
                        .getBranch(r -> r.repositoryName("lab").branchName("main"))
                        .branch()
                        .commitId())
                .isEqualTo(made.commitId());
        assertThat(codeCommit
                        .getRepository(r -> r.repositoryName("lab"))
                        .repositoryMetadata()
                        .defaultBranch())
                .isEqualTo("main");
        Commit commit = codeCommit
                .getCommit(r -> r.repositoryName("lab").commitId(made.commitId()))
                .commit();
        assertThat(commit.treeId()).isEqualTo(made.treeId());
        assertThat(commit.parents()).isEmpty();
        assertThat(commit.message()).isEqualTo("Start");
        assertThat(commit.author().name()).isEqualTo("Me");
        assertThat(commit.author().email()).isEqualTo("me@example.com");
        assertThat(commit.author().date()).isEqualTo(SimulatedClock.START.getEpochSecond() + " +0000");
        assertThat(commit.committer()).isEqualTo(commit.author());
    }

    @Test
    void hasIdsOfItsContentAlone() {
        String first = seed();
        codeCommit.deleteRepository(r -> r.repositoryName("lab"));
        createRepository();
        assertThat(seed()).isEqualTo(first);
    }

    @Test
    void hasTheIdsThatGitGives() {
        // echo hello > README.md; git add README.md; git write-tree; printf Start | git commit-tree ..., at the same
        // time
        CreateCommitResponse made = commit(r -> r.putFiles(put("README.md", "hello\n"))
                .authorName("Me")
                .email("me@example.com")
                .commitMessage("Start"));
        assertThat(made.treeId()).isEqualTo("853694aae8816094a0d875fee7ea26278dbf5d0f");
        assertThat(made.commitId()).isEqualTo("bc1ba1d8cdc6a75d193c93fa5e18f1b89a099e34");
    }

    @Test
    void addsUpdatesAndDeletesFiles() {
        String parent = seed();
        CreateCommitResponse made = commitOn(parent, r -> r.putFiles(put("README.md", "better\n"), put("/a/b.txt", "b"))
                .deleteFiles(delete("src/etl/job.py")));
        assertThat(paths(made.filesAdded())).containsExactly("a/b.txt");
        assertThat(paths(made.filesUpdated())).containsExactly("README.md");
        assertThat(paths(made.filesDeleted())).containsExactly("src/etl/job.py");
        assertThat(codeCommit
                        .getCommit(r -> r.repositoryName("lab").commitId(made.commitId()))
                        .commit()
                        .parents())
                .containsExactly(parent);
        assertThat(folder("/").subFolders()).extracting(Folder::absolutePath).containsExactly("a");
        assertThat(file("README.md").fileContent().asUtf8String()).isEqualTo("better\n");
        assertThat(codeCommit
                        .getFile(r ->
                                r.repositoryName("lab").commitSpecifier(parent).filePath("README.md"))
                        .blobId())
                .isEqualTo(HELLO);
    }

    @Test
    void copiesAndMovesFilesAndChangesTheirModes() {
        String parent = commit(r -> r.putFiles(
                        put("run.sh", "true\n").toBuilder()
                                .fileMode(FileModeTypeEnum.EXECUTABLE)
                                .build(),
                        put("old.txt", "old"),
                        put("plain.txt", "plain")))
                .commitId();
        CreateCommitResponse made =
                commitOn(parent, r -> r.putFiles(from("copy.sh", "run.sh", false), from("new.txt", "old.txt", true))
                        .setFileModes(SetFileModeEntry.builder()
                                .filePath("plain.txt")
                                .fileMode(FileModeTypeEnum.EXECUTABLE)
                                .build()));
        assertThat(paths(made.filesAdded())).containsExactly("copy.sh", "new.txt");
        assertThat(paths(made.filesUpdated())).containsExactly("plain.txt");
        assertThat(paths(made.filesDeleted())).containsExactly("old.txt");
        assertThat(file("copy.sh").fileMode()).isEqualTo(FileModeTypeEnum.EXECUTABLE);
        assertThat(file("plain.txt").fileMode()).isEqualTo(FileModeTypeEnum.EXECUTABLE);
        assertThat(file("new.txt").fileContent().asUtf8String()).isEqualTo("old");
    }

    @Test
    void keepsFoldersThatItEmptiesWhenAsked() {
        String parent = commit(r -> r.putFiles(put("a/one", "1"), put("b/two", "2"), put("three", "3")))
                .commitId();
        String next = commitOn(parent, r -> r.deleteFiles(delete("a/one"))).commitId();
        commitOn(next, r -> r.deleteFiles(delete("b/two"), delete("three")).keepEmptyFolders(true));
        assertThat(folder("/").subFolders()).extracting(Folder::absolutePath).containsExactly("b");
        assertThat(folder("/").files()).isEmpty();
        assertThat(folder("b").files()).extracting(File::absolutePath).containsExactly("b/.gitkeep");
    }

    @Test
    void needsTheHeadOfItsBranch() {
        assertThat(refusal(() -> commitOn("0".repeat(40), r -> r.putFiles(put("a", "a")))))
                .isInstanceOf(ParentCommitDoesNotExistException.class);
        String first = seed();
        assertThat(refusal(() -> commit(r -> r.putFiles(put("a", "a")))))
                .isInstanceOf(ParentCommitIdRequiredException.class);
        assertThat(refusal(() -> commitOn("0".repeat(40), r -> r.putFiles(put("a", "a")))))
                .isInstanceOf(ParentCommitDoesNotExistException.class);
        assertRefused(
                () -> commitOn("main", r -> r.putFiles(put("a", "a"))), "InvalidParentCommitIdException", "not valid");
        assertThat(refusal(() -> commitOn(first, r -> r.branchName("other").putFiles(put("a", "a")))))
                .isInstanceOf(BranchDoesNotExistException.class);
        String second = commitOn(first, r -> r.putFiles(put("a", "a"))).commitId();
        assertThat(refusal(() -> commitOn(first, r -> r.putFiles(put("b", "b")))))
                .isInstanceOf(ParentCommitIdOutdatedException.class);
        commitOn(second, r -> r.putFiles(put("b", "b")));
    }

    @Test
    void changesSomething() {
        String parent = seed();
        assertThat(refusal(() -> commitOn(parent, r -> r.putFiles(put("README.md", "hello\n")))))
                .isInstanceOf(NoChangeException.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no branch", "BranchNameRequiredException", r -> r.branchName(null)
                        .putFiles(put("a", "a"))),
                refusal("a bad branch", "InvalidBranchNameException", r -> r.branchName("a b")
                        .putFiles(put("a", "a"))),
                refusal("no files", "FileEntryRequiredException", r -> {}),
                refusal(
                        "101 files",
                        "MaximumFileEntriesExceededException",
                        r -> r.putFiles(IntStream.range(0, 101)
                                .mapToObj(i -> put("file" + i, "x"))
                                .toList())),
                refusal(
                        "a file over 6 MB",
                        "FileContentSizeLimitExceededException",
                        r -> r.putFiles(put("a", 6 * MEGABYTE + 1))),
                refusal(
                        "over 7 MB in all",
                        "FileContentSizeLimitExceededException",
                        r -> r.putFiles(put("a/1", 4 * MEGABYTE), put("b/2", 3 * MEGABYTE + 1))),
                refusal(
                        "over 6 MB in a folder",
                        "FolderContentSizeLimitExceededException",
                        r -> r.putFiles(put("a/1", 4 * MEGABYTE), put("a/2", 2 * MEGABYTE + 1))),
                refusal(
                        "no content",
                        "SourceFileOrContentRequiredException",
                        r -> r.putFiles(PutFileEntry.builder().filePath("a").build())),
                refusal("empty content", "SourceFileOrContentRequiredException", r -> r.putFiles(put("a", ""))),
                refusal(
                        "content and source",
                        "FileContentAndSourceFileSpecifiedException",
                        r -> r.putFiles(put("a", "a").toBuilder()
                                .sourceFile(s -> s.filePath("README.md"))
                                .build())),
                refusal("a missing source", "FileDoesNotExistException", r -> r.putFiles(from("a", "none", false))),
                refusal(
                        "a placeholder as source",
                        "RestrictedSourceFileException",
                        r -> r.putFiles(from("a", "b/.gitkeep", false))),
                refusal("a missing file to delete", "FileDoesNotExistException", r -> r.deleteFiles(delete("none"))),
                refusal(
                        "a missing file to set the mode of",
                        "FileDoesNotExistException",
                        r -> r.setFileModes(SetFileModeEntry.builder()
                                .filePath("none")
                                .fileMode(FileModeTypeEnum.NORMAL)
                                .build())),
                refusal(
                        "no mode",
                        "FileModeRequiredException",
                        r -> r.setFileModes(
                                SetFileModeEntry.builder().filePath("README.md").build())),
                refusal(
                        "an unknown mode",
                        "InvalidFileModeException",
                        r -> r.putFiles(
                                put("a", "a").toBuilder().fileMode("BIG").build())),
                refusal(
                        "no path",
                        "PathRequiredException",
                        r -> r.putFiles(PutFileEntry.builder().build())),
                refusal("a path twice", "SamePathRequestException", r -> r.putFiles(put("a", "a"), put("/a", "b"))),
                refusal("a path put and deleted", "SamePathRequestException", r -> r.putFiles(put("README.md", "a"))
                        .deleteFiles(delete("README.md"))),
                refusal(
                        "a file that is a folder too",
                        "PutFileEntryConflictException",
                        r -> r.putFiles(put("a", "a"), put("a/b", "b"))),
                refusal(
                        "a file where a folder is",
                        "FileNameConflictsWithDirectoryNameException",
                        r -> r.putFiles(put("src/etl", "a"))),
                refusal(
                        "a folder where a file is",
                        "DirectoryNameConflictsWithFileNameException",
                        r -> r.putFiles(put("README.md/a", "a"))),
                refusal("a long name", "NameLengthExceededException", r -> r.authorName("x".repeat(1025))
                        .putFiles(put("a", "a"))),
                refusal("a long address", "InvalidEmailException", r -> r.email("x".repeat(257))
                        .putFiles(put("a", "a"))),
                refusal("a long message", "CommitMessageLengthExceededException", r -> r.commitMessage(
                                "x".repeat(256 * 1024 + 1))
                        .putFiles(put("a", "a"))));
    }

    private static Arguments refusal(String what, String code, Consumer<CreateCommitRequest.Builder> change) {
        return Arguments.of(what, code, change);
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("refusals")
    void refusesWhatIsNotAllowed(String what, String code, Consumer<CreateCommitRequest.Builder> change) {
        String head = seed();
        assertRefused(() -> commitOn(head, change), code, "");
        assertThat(codeCommit
                        .getBranch(r -> r.repositoryName("lab").branchName("main"))
                        .branch()
                        .commitId())
                .isEqualTo(head);
    }

    @Test
    void takesAHundredFilesAndSixMegabytesInAFile() {
        commit(r -> r.putFiles(
                IntStream.range(0, 100).mapToObj(i -> put("file" + i, "x")).toList()));
        codeCommit.deleteRepository(r -> r.repositoryName("lab"));
        createRepository();
        commit(r -> r.putFiles(put("a/1", 6 * MEGABYTE), put("b/2", MEGABYTE)));
        assertThat(file("a/1").fileSize()).isEqualTo(6 * MEGABYTE);
    }

    static Stream<String> badPaths() {
        return Stream.of("/", "a/", "a//b", "./a", "a/../b", "a/.", "a\\", "x".repeat(4097), "d/".repeat(21) + "file");
    }

    @ParameterizedTest
    @MethodSource("badPaths")
    void refusesAPathThatIsNone(String path) {
        assertRefused(() -> commit(r -> r.putFiles(put(path, "a"))), "InvalidPathException", "not valid");
    }

    @Test
    void takesAPathTwentyFoldersDeep() {
        commit(r -> r.putFiles(put("d/".repeat(20) + "file", "a")));
        assertThat(file("d/".repeat(20) + "file").fileSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "a/",
                ".a",
                "a.",
                "@",
                "a..b",
                "a//b",
                "a@{b",
                "a b",
                "a?",
                "a^",
                "a*",
                "a[",
                "a\\b",
                "a~",
                "a:b",
                "0123456789012345678901234567890123456789"
            })
    void refusesABranchThatIsNone(String branch) {
        assertRefused(
                () -> codeCommit.getBranch(r -> r.repositoryName("lab").branchName(branch)),
                "InvalidBranchNameException",
                branch);
    }

    @Test
    void isMadeOfOneFileByPutFile() {
        var first = codeCommit.putFile(r -> put(r, "README.md", "hello\n").commitMessage("Start"));
        assertThat(first.blobId()).isEqualTo(HELLO);
        assertThat(refusal(() -> codeCommit.putFile(r -> put(r, "README.md", "hello\n"))))
                .isInstanceOf(ParentCommitIdRequiredException.class);
        assertRefused(
                () -> codeCommit.putFile(r -> put(r, "README.md", "hello\n").parentCommitId(first.commitId())),
                "SameFileContentException",
                "exactly the same");
        var second = codeCommit.putFile(r ->
                put(r, "src/job.py", "pass\n").parentCommitId(first.commitId()).name("Me"));
        Commit commit = codeCommit
                .getCommit(r -> r.repositoryName("lab").commitId(second.commitId()))
                .commit();
        assertThat(commit.treeId()).isEqualTo(second.treeId());
        assertThat(commit.author().name()).isEqualTo("Me");
        assertThat(folder("").files()).extracting(File::relativePath).containsExactly("README.md");
    }

    @Test
    void isNotMadeByPutFileOfNothingOrTooMuch() {
        assertRefused(() -> codeCommit.putFile(r -> put(r, "a", "")), "FileContentRequiredException", "empty");
        assertRefused(() -> codeCommit.putFile(r -> put(r, "a/", "a")), "InvalidPathException", "a/");
        assertRefused(
                () -> codeCommit.putFile(
                        r -> put(r, "a", "a").fileContent(SdkBytes.fromByteArray(new byte[6 * MEGABYTE + 1]))),
                "FileContentSizeLimitExceededException",
                "6 MB");
    }

    private static PutFileRequest.Builder put(PutFileRequest.Builder request, String path, String text) {
        return request.repositoryName("lab")
                .branchName("main")
                .filePath(path)
                .fileContent(SdkBytes.fromUtf8String(text));
    }

    @Test
    void isReadByItsIdOnly() {
        assertRefused(() -> codeCommit.getCommit(r -> r.repositoryName("lab")), "CommitIdRequiredException", "");
        assertRefused(
                () -> codeCommit.getCommit(r -> r.repositoryName("lab").commitId("main")),
                "InvalidCommitIdException",
                "main");
        assertRefused(
                () -> codeCommit.getCommit(r -> r.repositoryName("lab").commitId("0".repeat(40))),
                "CommitIdDoesNotExistException",
                "");
    }

    @Test
    void showsItsFoldersAndWhatLiesDirectlyInThem() {
        commit(r -> r.putFiles(
                put("README.md", "hello\n"),
                put("src/etl/job.py", "pass\n"),
                put("src/train.py", "pass\n"),
                put("src-2/x", "x"),
                put("latest", "README.md").toBuilder()
                        .fileMode(FileModeTypeEnum.SYMLINK)
                        .build()));
        GetFolderResponse root = folder("/");
        assertThat(root.folderPath()).isEmpty();
        // As git write-tree says of the same files.
        assertThat(root.treeId()).isEqualTo("a37070a0d535e8fd1407fb458a260e931944c986");
        assertThat(root.subFolders()).extracting(Folder::absolutePath).containsExactly("src", "src-2");
        assertThat(root.files()).extracting(File::absolutePath).containsExactly("README.md");
        assertThat(root.symbolicLinks()).extracting(SymbolicLink::absolutePath).containsExactly("latest");
        GetFolderResponse src = folder("/src/");
        assertThat(src.treeId()).isEqualTo(root.subFolders().get(0).treeId());
        assertThat(src.subFolders()).extracting(Folder::relativePath).containsExactly("etl");
        assertThat(src.files()).extracting(File::absolutePath).containsExactly("src/train.py");
        assertThat(src.commitId()).isEqualTo(root.commitId());
        assertRefused(() -> folder("none"), "FolderDoesNotExistException", "does not exist");
        assertRefused(() -> folder("README.md"), "FolderDoesNotExistException", "does not exist");
        assertRefused(() -> folder(null), "PathRequiredException", "");
    }

    @ParameterizedTest
    @CsvSource({"main", "refs/heads/main", "HEAD"})
    void showsFilesAtABranchOrCommit(String specifier) {
        String id = seed();
        for (String asked : List.of(specifier, id)) {
            GetFileResponse file = codeCommit.getFile(
                    r -> r.repositoryName("lab").commitSpecifier(asked).filePath("/README.md"));
            assertThat(file.commitId()).isEqualTo(id);
            assertThat(file.filePath()).isEqualTo("README.md");
            assertThat(file.fileSize()).isEqualTo(6);
            assertThat(file.fileContent().asUtf8String()).isEqualTo("hello\n");
        }
    }

    @Test
    void saysThatAFileOrACommitIsMissing() {
        assertRefused(() -> file("README.md"), "CommitDoesNotExistException", "no default branch");
        seed();
        assertRefused(() -> file("none"), "FileDoesNotExistException", "does not exist");
        assertRefused(() -> file("src"), "FileDoesNotExistException", "does not exist");
        assertRefused(() -> file(null), "PathRequiredException", "");
        assertRefused(
                () -> codeCommit.getFile(
                        r -> r.repositoryName("lab").commitSpecifier("other").filePath("README.md")),
                "CommitDoesNotExistException",
                "");
    }

    @Test
    void canHaveManyBranches() {
        String id = seed();
        for (String branch : List.of("b", "a")) {
            codeCommit.createBranch(
                    r -> r.repositoryName("lab").branchName(branch).commitId(id));
        }
        aws.settings().largestPage(2);
        assertThat(codeCommit
                        .listBranchesPaginator(r -> r.repositoryName("lab"))
                        .branches())
                .containsExactly("a", "b", "main");
        commitOn(id, r -> r.branchName("a").putFiles(put("a", "a")));
        assertThat(refusal(() -> file("a"))).hasMessageContaining("does not exist");
        codeCommit.updateDefaultBranch(r -> r.repositoryName("lab").defaultBranchName("a"));
        assertThat(file("a").fileContent().asUtf8String()).isEqualTo("a");
    }

    @Test
    void refusesBranchesThatAreTakenOrHangInTheAir() {
        String id = seed();
        assertRefused(
                () -> codeCommit.createBranch(
                        r -> r.repositoryName("lab").branchName("main").commitId(id)),
                "BranchNameExistsException",
                "main");
        assertRefused(
                () -> codeCommit.createBranch(r -> r.repositoryName("lab").branchName("a")),
                "CommitIdRequiredException",
                "");
        assertRefused(
                () -> codeCommit.createBranch(
                        r -> r.repositoryName("lab").branchName("a").commitId("0".repeat(40))),
                "CommitDoesNotExistException",
                "");
        assertRefused(
                () -> codeCommit.updateDefaultBranch(
                        r -> r.repositoryName("lab").defaultBranchName("a")),
                "BranchDoesNotExistException",
                "");
        assertRefused(
                () -> codeCommit.updateDefaultBranch(r -> r.repositoryName("lab")), "BranchNameRequiredException", "");
        assertRefused(
                () -> codeCommit.getBranch(r -> r.repositoryName("lab").branchName("a")),
                "BranchDoesNotExistException",
                "");
    }
}
