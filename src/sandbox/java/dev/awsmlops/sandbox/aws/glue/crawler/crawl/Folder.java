package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder with the objects and folders in it, as the slashes in keys make it. */
final class Folder {

    private final S3Path path;
    private final SortedMap<String, Folder> folders = new TreeMap<>();
    private final List<DataObject> objects = new ArrayList<>();

    Folder(S3Path path) {
        this.path = path;
    }

    S3Path path() {
        return path;
    }

    String name() {
        return path.name();
    }

    Collection<Folder> folders() {
        return folders.values();
    }

    List<DataObject> objects() {
        return objects;
    }

    /** The folder of that name in this one, made if it is new. */
    Folder folder(String name) {
        return folders.computeIfAbsent(name, child -> new Folder(path.folder(child)));
    }

    void add(DataObject object) {
        objects.add(object);
    }

    /** The objects in it, however deep. */
    List<DataObject> everything() {
        List<DataObject> all = new ArrayList<>(objects);
        folders().forEach(folder -> all.addAll(folder.everything()));
        return all;
    }

    /** How many folders lie between this one and the objects in it. Empty if not all are equally deep. */
    Optional<Integer> levels() {
        if (folders.isEmpty()) {
            return Optional.of(0);
        }
        List<Optional<Integer>> below =
                folders().stream().map(Folder::levels).distinct().toList();
        return objects.isEmpty() && below.size() == 1 ? below.get(0).map(levels -> levels + 1) : Optional.empty();
    }

    /** The folders that hold objects and no folders. */
    List<Folder> leaves() {
        return folders.isEmpty()
                ? List.of(this)
                : folders().stream().flatMap(folder -> folder.leaves().stream()).toList();
    }
}
