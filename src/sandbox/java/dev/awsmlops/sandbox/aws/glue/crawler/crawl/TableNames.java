package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * The names that crawlers give to tables: "Only alphanumeric characters and underscore (_) are allowed", at most 128 of
 * them, and "if duplicate table names are encountered, the crawler adds a hash string suffix" (Glue developer guide, "How
 * crawlers work").
 */
final class TableNames {

    private static final int LONGEST = 128;

    private TableNames() {}

    static String of(String prefix, String source) {
        String name = (prefix + source).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return shortened(name, LONGEST);
    }

    /** The name with a suffix that tells it from others of the name, by where its data lies. */
    static String distinct(String name, String location) {
        String hash = UUID.nameUUIDFromBytes(location.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return shortened(name, LONGEST - hash.length() - 1) + "_" + hash;
    }

    private static String shortened(String name, int length) {
        return name.substring(0, Math.min(name.length(), length));
    }
}
