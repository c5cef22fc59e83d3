package dev.awsmlops.sandbox.aws.iam;

import static dev.awsmlops.sandbox.aws.iam.IamRules.invalidInput;
import static dev.awsmlops.sandbox.aws.iam.IamRules.limitExceeded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tags as IAM takes them: at most 50, whose keys are told apart without regard to case (IAM User Guide, "Rules for
 * tagging in IAM and AWS STS").
 */
final class IamTags {

    private static final int MOST = 50;

    private IamTags() {}

    /** The request's Tags; the refusal of duplicates is in the words of moto's iam/exceptions.py. */
    static Map<String, String> of(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        request.input().path("Tags").forEach(tag -> {
            String key = tag.path("Key").asText();
            if (!keys.add(key)) {
                throw invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            check(key, tag.path("Value").asText());
            tags.put(key, tag.path("Value").asText());
        });
        if (tags.size() > MOST) {
            throw Request.violation("Tags", tags.toString(), "have length less than or equal to " + MOST);
        }
        return tags;
    }

    private static void check(String key, String value) {
        IamRules.checkLength("Tags.1.member.key", key, 128);
        if (!value.isEmpty()) {
            IamRules.checkLength("Tags.1.member.value", value, 256);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw invalidInput("Tag keys cannot start with aws:, which is reserved for system use.");
        }
    }

    /** A tag whose key is there already is overwritten (API reference, TagRole). */
    static void add(Map<String, String> tags, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        remove(all, List.copyOf(more.keySet()));
        all.putAll(more);
        if (all.size() > MOST) {
            throw limitExceeded("The number of tags has reached the maximum limit.");
        }
        tags.clear();
        tags.putAll(all);
    }

    static void remove(Map<String, String> tags, List<String> keys) {
        tags.keySet().removeIf(key -> keys.stream().anyMatch(key::equalsIgnoreCase));
    }

    static ObjectNode describe(Map.Entry<String, String> tag) {
        return new Output()
                .put("Key", tag.getKey())
                .put("Value", tag.getValue())
                .json();
    }
}
