package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import dev.awsmlops.sandbox.aws.glue.crawler.format.ContentClassifier;
import dev.awsmlops.sandbox.aws.glue.crawler.format.Contents;
import dev.awsmlops.sandbox.aws.service.ObjectStorage;
import dev.awsmlops.sandbox.aws.service.ObjectStorage.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what an include path holds. */
final class DataStore {

    private final ObjectStorage storage;
    private final ContentClassifier classifier;

    DataStore(ObjectStorage storage, ContentClassifier classifier) {
        this.storage = storage;
        this.classifier = classifier;
    }

    /**
     * The include path as a tree. A path that names an object holds nothing: crawlers make no table of it
     * (aws-glue-samples#3).
     */
    Folder read(CrawlTarget target) throws CrawlFailedException {
        Folder root = new Folder(target.path());
        List<Glob> excluded = target.exclusions().stream().map(Glob::parse).toList();
        String prefix = target.path().prefix();
        Predicate<StoredObject> wanted = object -> {
            String path = object.key().substring(prefix.length());
            return isData(path) && excluded.stream().noneMatch(glob -> glob.matches(path));
        };
        try (Stream<StoredObject> objects = storage.objects(target.path().bucket(), prefix)
                .orElseThrow(() -> CrawlFailedException.noBucket(target.path().bucket()))) {
            objects.filter(wanted).forEach(object -> place(object, prefix, root, target.sampleSize()));
        }
        return root;
    }

    /** Not the markers that stand for folders, nor what Hive takes for hidden, such as Spark's _SUCCESS: an assumption. */
    private static boolean isData(String path) {
        return !path.isEmpty()
                && !path.endsWith("/")
                && Arrays.stream(path.split("/")).noneMatch(part -> part.startsWith("_") || part.startsWith("."));
    }

    private void place(StoredObject object, String prefix, Folder root, int most) {
        List<String> parts =
                new ArrayList<>(List.of(object.key().substring(prefix.length()).split("/")));
        String name = parts.remove(parts.size() - 1);
        Folder folder = root;
        for (String part : parts) {
            folder = folder.folder(part);
        }
        if (folder.objects().size() < most) {
            folder.add(classified(name, object));
        }
    }

    private DataObject classified(String name, StoredObject object) {
        int size = object.content().remaining();
        Optional<Contents> contents =
                size == 0 ? Optional.empty() : Optional.of(classifier.classify(name, object.content()));
        return new DataObject(name, size, contents);
    }
}
