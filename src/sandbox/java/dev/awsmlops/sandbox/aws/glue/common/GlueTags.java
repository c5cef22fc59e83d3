package dev.awsmlops.sandbox.aws.glue.common;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags by ARN: no other operation answers with those of a Glue resource (API reference, "Tagging API"). */
public final class GlueTags {

    private final List<ResourceStore<?>> stores;

    public GlueTags(ResourceStore<?>... stores) {
        this.stores = List.of(stores);
    }

    /** Those that carry all of the request's Tags. */
    public static <R extends Resource> List<R> matching(Request request, List<R> resources) {
        Map<String, String> wanted = request.map("Tags", 50);
        return resources.stream()
                .filter(resource -> resource.tags().entrySet().containsAll(wanted.entrySet()))
                .toList();
    }

    public ObjectNode get(Request request) {
        return new Output().put("Tags", required(request).tags()).json();
    }

    public ObjectNode tag(Request request) {
        Map<String, String> tags = required(request).tags();
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.putAll(request.map("TagsToAdd", 50));
        GlueRules.checkTags(more);
        tags.putAll(more);
        return Output.empty();
    }

    public ObjectNode untag(Request request) {
        required(request).tags().keySet().removeAll(request.strings("TagsToRemove", 50));
        return Output.empty();
    }

    private Resource required(Request request) {
        String arn = request.required("ResourceArn");
        return ResourceStore.findByArn(stores, request, arn)
                .orElseThrow(() -> GlueRules.notFound("Resource " + arn + " not found."));
    }
}
