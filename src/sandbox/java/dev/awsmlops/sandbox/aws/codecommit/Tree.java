package dev.awsmlops.sandbox.aws.codecommit;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files at one commit, by path: parts joined by single slashes, with none at either end. Folders are where files
 * are; the root is the empty path. Immutable.
 */
final class Tree {

    static final Tree EMPTY = new Tree(new TreeMap<>());

    private final SortedMap<String, TreeFile> files;

    Tree(SortedMap<String, TreeFile> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    SortedMap<String, TreeFile> files() {
        return files;
    }

    Optional<TreeFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    boolean isFolder(String path) {
        return path.isEmpty() || !under(path).isEmpty();
    }

    /** The path of something that lies directly in a folder. */
    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** The files that lie directly in a folder, by name. */
    SortedMap<String, TreeFile> filesIn(String folder) {
        SortedMap<String, TreeFile> found = new TreeMap<>();
        under(folder).forEach((rest, file) -> {
            if (!rest.contains("/")) {
                found.put(rest, file);
            }
        });
        return found;
    }

    /** The ids of the folders that lie directly in a folder, by name. */
    SortedMap<String, String> foldersIn(String folder) {
        SortedMap<String, String> found = new TreeMap<>();
        under(folder).forEach((rest, file) -> {
            int slash = rest.indexOf('/');
            if (slash > 0) {
                found.computeIfAbsent(rest.substring(0, slash), name -> id(join(folder, name)));
            }
        });
        return found;
    }

    /** The id of the root. */
    String id() {
        return id("");
    }

    /** The id of a folder. */
    String id(String folder) {
        // Git sorts a folder as if its name ended with a slash.
        SortedMap<String, byte[]> entries = new TreeMap<>();
        filesIn(folder)
                .forEach((name, file) ->
                        entries.put(name, GitId.treeEntry(file.mode().octal(), name, file.blobId())));
        foldersIn(folder).forEach((name, id) -> entries.put(name + "/", GitId.treeEntry("40000", name, id)));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        entries.values().forEach(content::writeBytes);
        return GitId.of("tree", content.toByteArray());
    }

    /** All files below a folder, by their path from there. */
    private SortedMap<String, TreeFile> under(String folder) {
        if (folder.isEmpty()) {
            return files;
        }
        String prefix = folder + "/";
        SortedMap<String, TreeFile> found = new TreeMap<>();
        files.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> found.put(entry.getKey().substring(prefix.length()), entry.getValue()));
        return found;
    }
}
