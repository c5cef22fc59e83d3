package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tags of buckets (API reference, PutBucketTagging; words of localstack test_s3_api.snapshot.json). */
final class BucketTags {

    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private final BucketStore buckets;

    BucketTags(BucketStore buckets) {
        this.buckets = buckets;
    }

    ObjectNode get(Request request) {
        Bucket bucket = buckets.required(request);
        if (bucket.tags().isEmpty()) {
            throw S3Errors.ofBucket(bucket.name(), "NoSuchTagSet", "The TagSet does not exist", 404);
        }
        List<ObjectNode> tags = bucket.tags().entrySet().stream()
                .map(tag -> new Output()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue())
                        .json())
                .toList();
        return new Output().objects("TagSet", tags).json();
    }

    /** Puts the tags in place of all there were. */
    ObjectNode put(Request request) {
        Bucket bucket = buckets.required(request);
        Map<String, String> tags = read(request.input().path("Tagging").path("TagSet"));
        bucket.tags().clear();
        bucket.tags().putAll(tags);
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        buckets.required(request).tags().clear();
        return Output.empty();
    }

    static Map<String, String> read(JsonNode tagSet) {
        if (tagSet.size() > MOST) {
            throw ServiceFailure.refused("BadRequest", "Bucket tag count cannot be greater than " + MOST);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : tagSet) {
            String key = tag.path("Key").asText();
            String value = tag.path("Value").asText();
            check(key, value);
            if (tags.put(key, value) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", key);
            }
        }
        return tags;
    }

    private static void check(String key, String value) {
        if (key.startsWith("aws:")) {
            throw invalid("System tags cannot be added/updated by requester", key);
        }
        if (!KEY.matcher(key).matches()) {
            throw invalid("The TagKey you have provided is invalid", key);
        }
        if (!VALUE.matcher(value).matches()) {
            throw invalid("The TagValue you have provided is invalid", key).with("TagValue", value);
        }
    }

    private static ServiceFailure invalid(String message, String key) {
        return ServiceFailure.refused("InvalidTag", message).with("TagKey", key);
    }
}
