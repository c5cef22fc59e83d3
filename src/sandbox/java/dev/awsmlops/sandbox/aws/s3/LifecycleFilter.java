package dev.awsmlops.sandbox.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.wire.RestXmlProtocol;
import java.util.HashSet;
import java.util.Set;

/**
 * Which objects a lifecycle rule is about (API reference, LifecycleRuleFilter).
 *
 * @param conditions those of the filter, or of its And
 */
record LifecycleFilter(JsonNode conditions) {

    /** A filter has one condition at most, and several only inside And; Prefix beside the filter is its older form. */
    static LifecycleFilter of(JsonNode rule) {
        JsonNode filter = rule.path("Filter");
        if (rule.has("Filter") == rule.has("Prefix") || filter.size() > 1) {
            throw RestXmlProtocol.malformedXml();
        }
        JsonNode conditions = filter.has("And") ? filter.get("And") : filter;
        requireDistinctTags(conditions.path("Tags"));
        return new LifecycleFilter(conditions);
    }

    private static void requireDistinctTags(JsonNode tags) {
        Set<String> keys = new HashSet<>();
        for (JsonNode tag : tags) {
            if (!keys.add(tag.path("Key").asText())) {
                throw S3Errors.invalidRequest("Duplicate Tag Keys are not allowed.");
            }
        }
    }

    boolean tagged() {
        return conditions.has("Tag") || conditions.has("Tags");
    }

    boolean sized() {
        return conditions.has("ObjectSizeGreaterThan") || conditions.has("ObjectSizeLessThan");
    }

    @Override
    public String toString() {
        return conditions.path("Prefix").asText();
    }
}
