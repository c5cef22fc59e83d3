package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;

/** The files of a commit that is being made: those of its parent, changed (API reference, CreateCommit). */
final class CommitDraft {

    private static final String PLACEHOLDER = ".gitkeep";

    private final Tree parent;
    private final SortedMap<String, TreeFile> files;
    private final Set<String> changed = new HashSet<>();
    private final Set<String> put = new HashSet<>();

    CommitDraft(Tree parent) {
        this.parent = parent;
        this.files = new TreeMap<>(parent.files());
    }

    /**
     * Makes all changes.
     *
     * @param keepEmptyFolders whether what deletions leave empty stays, by a {@code .gitkeep} in it
     */
    void apply(FileEntries entries, boolean keepEmptyFolders) {
        entries.deletions().forEach(this::delete);
        entries.modes().forEach(entry -> {
            claim(entry.path());
            files.put(entry.path(), required(entry.path()).with(entry.mode()));
        });
        entries.puts().forEach(entry -> put(entry.path(), file(entry)));
        if (keepEmptyFolders) {
            entries.deletions().forEach(this::keepFolderOf);
        }
    }

    Tree tree() {
        return new Tree(files);
    }

    /** A mode that is not given is that of the source, or of the file so far. */
    private TreeFile file(FileEntries.Put entry) {
        Optional<TreeFile> source = entry.source().map(from -> {
            TreeFile found = required(from.path());
            if (from.move()) {
                delete(from.path());
            }
            return found;
        });
        FileMode mode = entry.mode()
                .or(() -> source.or(() -> parent.file(entry.path())).map(TreeFile::mode))
                .orElse(FileMode.NORMAL);
        return source.map(file -> file.with(mode))
                .orElseGet(() -> new TreeFile(mode, entry.content().orElseThrow()));
    }

    private void delete(String path) {
        claim(path);
        required(path);
        files.remove(path);
    }

    private void put(String path, TreeFile file) {
        claim(path);
        String below = path + "/";
        if (put.stream().anyMatch(other -> other.startsWith(below) || path.startsWith(other + "/"))) {
            throw refused(
                    "PutFileEntryConflictException",
                    "The commit cannot be created because one or more files specified in the commit reference both a file and a folder.");
        }
        if (files.keySet().stream().anyMatch(other -> other.startsWith(below))) {
            throw refused(
                    "FileNameConflictsWithDirectoryNameException",
                    "A file cannot be added to the repository because the specified file name has the same name as a directory in this repository.");
        }
        if (files.keySet().stream().anyMatch(other -> path.startsWith(other + "/"))) {
            throw refused(
                    "DirectoryNameConflictsWithFileNameException",
                    "A file cannot be added to the repository because the specified path name has the same name as a file that already exists in this repository.");
        }
        put.add(path);
        files.put(path, file);
    }

    private void keepFolderOf(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0 && !tree().isFolder(path.substring(0, slash))) {
            files.put(
                    path.substring(0, slash + 1) + PLACEHOLDER,
                    new TreeFile(FileMode.NORMAL, SdkBytes.fromUtf8String("")));
        }
    }

    private void claim(String path) {
        if (!changed.add(path)) {
            throw refused(
                    "SamePathRequestException",
                    "The commit cannot be created because one or more changes in this commit duplicate actions in the same file path.");
        }
    }

    private TreeFile required(String path) {
        return parent.file(path)
                .orElseThrow(() -> refused("FileDoesNotExistException", "The specified file does not exist."));
    }
}
