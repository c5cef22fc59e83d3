package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a crawl has changed in the Data Catalog. */
public final class CrawlChanges {

    /** What was changed. */
    public enum Kind {
        TABLE,
        PARTITION
    }

    /** How. A table marked as deprecated is updated. */
    public enum Change {
        ADD,
        UPDATE,
        DELETE
    }

    private final Map<Kind, Map<Change, List<String>>> names = new EnumMap<>(Kind.class);

    void note(Kind kind, Change change, String name) {
        names.computeIfAbsent(kind, unused -> new EnumMap<>(Change.class))
                .computeIfAbsent(change, unused -> new ArrayList<>())
                .add(name);
    }

    public int tables(Change change) {
        return names.getOrDefault(Kind.TABLE, Map.of())
                .getOrDefault(change, List.of())
                .size();
    }

    /**
     * The Summary of the crawl, as code that reads AWS's has it: an object by kind and change whose values are JSON once
     * more, {@code {"TABLE": {"ADD": "{\"Details\": {\"names\": [...]}, \"Count\": 1}"}}}. Empty when nothing has changed.
     */
    public Optional<String> summary() {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode summary = Output.empty();
        names.forEach((kind, changes) -> {
            ObjectNode byChange = summary.putObject(kind.name());
            changes.forEach((change, changed) -> byChange.put(change.name(), details(changed)));
        });
        return Optional.of(summary.toString());
    }

    private static String details(List<String> changed) {
        return new Output()
                .put("Details", new Output().put("names", changed).json())
                .put("Count", changed.size())
                .json()
                .toString();
    }
}
