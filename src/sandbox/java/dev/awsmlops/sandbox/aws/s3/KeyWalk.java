package dev.awsmlops.sandbox.aws.s3;

import java.util.NavigableMap;
import java.util.Optional;

/**
 * A way through keys in their order, as S3's lists take it: only keys that start with the prefix, and those with the
 * delimiter behind it rolled up into one common prefix. It goes straight to where it starts and over what it rolls up,
 * so that a page costs no more for what comes before it.
 */
record KeyWalk(String prefix, String delimiter) {

    /** Meets what is on the way. Answering false ends the walk. */
    interface Visitor<V> {
        boolean key(String key, V value);

        boolean commonPrefix(String prefix);
    }

    /**
     * Visits what comes behind the marker; the common prefix that a marker is rolled up into counts as passed.
     *
     * @param marker empty for the start
     * @param again whether the marker's own key is to be visited
     */
    <V> void walk(NavigableMap<String, V> keys, String marker, boolean again, Visitor<V> visitor) {
        String key = first(keys, marker, again);
        while (key != null && key.startsWith(prefix)) {
            Optional<String> common = rolledUp(key);
            boolean goesOn = common.isPresent() ? visitor.commonPrefix(common.get()) : visitor.key(key, keys.get(key));
            if (!goesOn) {
                return;
            }
            key = common.isPresent() ? behind(keys, common.get()) : keys.higherKey(key);
        }
    }

    private <V> String first(NavigableMap<String, V> keys, String marker, boolean again) {
        if (KeyOrder.UTF_8.compare(marker, prefix) < 0 || marker.isEmpty()) {
            return keys.ceilingKey(prefix);
        }
        Optional<String> passed = rolledUp(marker);
        if (passed.isPresent()) {
            return behind(keys, passed.get());
        }
        return again ? keys.ceilingKey(marker) : keys.higherKey(marker);
    }

    private static <V> String behind(NavigableMap<String, V> keys, String commonPrefix) {
        return KeyOrder.behind(commonPrefix).map(keys::ceilingKey).orElse(null);
    }

    private Optional<String> rolledUp(String key) {
        if (delimiter.isEmpty() || !key.startsWith(prefix)) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }
}
