package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.Locale;
import java.util.Optional;

/**
 * What a folder's name says of a partition when it is {@code key=value}, as Hive writes it.
 *
 * @param key in lower case, as the catalog has it
 */
record HivePartition(String key, String value) {

    static Optional<HivePartition> parse(String folder) {
        int equals = folder.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String key = folder.substring(0, equals).toLowerCase(Locale.ROOT);
        return Optional.of(new HivePartition(key, folder.substring(equals + 1)));
    }
}
