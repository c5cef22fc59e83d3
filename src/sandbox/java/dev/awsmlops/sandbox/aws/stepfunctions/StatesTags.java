package dev.awsmlops.sandbox.aws.stepfunctions;

import static dev.awsmlops.sandbox.aws.stepfunctions.StatesRules.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags by ARN (API reference, TagResource, UntagResource, ListTagsForResource). */
record StatesTags(ResourceStore<StateMachine> store) {

    private static final int MOST = 50;

    /** Those that the request brings. */
    static Map<String, String> of(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Request tag : request.each("tags")) {
            String key = tag.required("key");
            if (key.startsWith("aws:") || key.isEmpty() || key.length() > 128) {
                throw refused("ValidationException", "The tag key '%s' is not allowed".formatted(key));
            }
            tags.put(key, tag.text("value", 256).orElse(""));
        }
        return checked(tags);
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw refused("TooManyTags", "Too many tags: at most " + MOST);
        }
        return tags;
    }

    ObjectNode add(Request request) {
        StateMachine machine = required(request);
        Map<String, String> more = new LinkedHashMap<>(machine.tags());
        more.putAll(of(request));
        machine.tags().putAll(checked(more));
        return Output.empty();
    }

    ObjectNode remove(Request request) {
        required(request).tags().keySet().removeAll(request.strings("tagKeys"));
        return Output.empty();
    }

    ObjectNode list(Request request) {
        List<ObjectNode> tags = required(request).tags().entrySet().stream()
                .map(tag -> new Output()
                        .put("key", tag.getKey())
                        .put("value", tag.getValue())
                        .json())
                .toList();
        return new Output().objects("tags", tags).json();
    }

    private StateMachine required(Request request) {
        String arn = StatesRules.machineArn(request, "resourceArn");
        return store.find(request, arn.substring(arn.lastIndexOf(':') + 1))
                .filter(machine -> machine.arn().equals(arn))
                .orElseThrow(() -> refused("ResourceNotFound", "Resource not found: '%s'".formatted(arn)));
    }
}
