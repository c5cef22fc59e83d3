package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags by ARN (API reference, AddTags, ListTags, DeleteTags). */
final class SageMakerTags {

    private final World world;
    private final List<ResourceStore<?>> stores;

    SageMakerTags(World world, ResourceStore<?>... stores) {
        this.world = world;
        this.stores = List.of(stores);
    }

    static Map<String, String> of(Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        request.input()
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        check(tags);
        return tags;
    }

    private static void check(Map<String, String> tags) {
        if (tags.size() > 50) {
            throw invalid("A resource can have at most 50 tags.");
        }
        if (tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))) {
            throw invalid("Tag keys beginning with aws: are reserved.");
        }
    }

    ObjectNode add(Request request) {
        Map<String, String> tags = required(request).tags();
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.putAll(of(request));
        check(more);
        tags.putAll(more);
        return tagList(List.copyOf(tags.entrySet())).json();
    }

    /** Pages of at least 50 (API reference, ListTags, MaxResults). */
    ObjectNode list(Request request) {
        List<Map.Entry<String, String>> tags =
                List.copyOf(required(request).tags().entrySet());
        Page<Map.Entry<String, String>> page =
                Page.of(world, request, tags, Map.Entry::getKey, false, 50, Integer.MAX_VALUE);
        return tagList(page.items()).put("NextToken", page.next()).json();
    }

    ObjectNode delete(Request request) {
        required(request).tags().keySet().removeAll(request.strings("TagKeys", 50));
        return Output.empty();
    }

    private static Output tagList(List<Map.Entry<String, String>> tags) {
        return new Output()
                .objects(
                        "Tags",
                        tags.stream()
                                .map(tag -> new Output()
                                        .put("Key", tag.getKey())
                                        .put("Value", tag.getValue())
                                        .json())
                                .toList());
    }

    /** ResourceNotFound is the service's common error; that tags answer it is an assumption. */
    private Resource required(Request request) {
        String arn = request.required("ResourceArn");
        return ResourceStore.findByArn(stores, request, arn)
                .orElseThrow(() -> ServiceFailure.refused("ResourceNotFound", "Resource " + arn + " not found."));
    }
}
