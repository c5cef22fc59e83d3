package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in a bucket.
 *
 * @param key without a slash at either end; empty for the bucket itself
 */
public record S3Path(String bucket, String key) {

    private static final Pattern URI = Pattern.compile("s3://([^/]+)(?:/+(.*?)/*)?");

    /** Reads {@code s3://bucket/folder}, with or without a slash at the end. Empty for anything else. */
    public static Optional<S3Path> parse(String uri) {
        Matcher matcher = URI.matcher(uri);
        return matcher.matches()
                ? Optional.of(new S3Path(
                        matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("")))
                : Optional.empty();
    }

    /** With which the keys of the objects in it start. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }

    String uri() {
        return "s3://%s/%s".formatted(bucket, prefix());
    }

    /** Whether the folder or object at the location is this folder or lies in it. */
    boolean holds(String location) {
        return (location + "/").startsWith(uri());
    }

    /** The last part of the path, from which a table here takes its name. */
    String name() {
        return key.isEmpty() ? bucket : key.substring(key.lastIndexOf('/') + 1);
    }

    /** How deep the folder lies: the bucket itself is 0. */
    int depth() {
        return key.isEmpty() ? 0 : List.of(key.split("/")).size();
    }

    S3Path folder(String name) {
        return new S3Path(bucket, prefix() + name);
    }
}
