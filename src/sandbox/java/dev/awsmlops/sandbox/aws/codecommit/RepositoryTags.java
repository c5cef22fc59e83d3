package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tags of repositories, by ARN (API reference, TagResource and its siblings). */
final class RepositoryTags {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:codecommit:[a-z0-9-]+:\\d{12}:[\\w.-]{1,100}");
    private static final int MOST = 50;

    private final World world;
    private final ResourceStore<Repository> store;

    RepositoryTags(World world, ResourceStore<Repository> store) {
        this.world = world;
        this.store = store;
    }

    static Map<String, String> of(Request request) {
        Map<String, String> tags = request.map("tags");
        check(tags);
        return tags;
    }

    private static void check(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw refused(
                    "TooManyTagsException", "The maximum number of tags for an CodeCommit resource has been exceeded.");
        }
        tags.forEach((key, value) -> {
            if (key.startsWith("aws:")) {
                throw refused(
                        "InvalidSystemTagUsageException",
                        "The specified tag is not valid. Key names cannot be prefixed with aws:.");
            }
            if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
                throw refused("InvalidTagsMapException", "The map of tags is not valid.");
            }
        });
    }

    ObjectNode tag(Request request) {
        Repository repository = required(request);
        if (!request.has("tags")) {
            throw refused("TagsMapRequiredException", "A map of tags is required.");
        }
        Map<String, String> more = new LinkedHashMap<>(repository.tags());
        more.putAll(of(request));
        check(more);
        repository.tags().putAll(more);
        return Output.empty();
    }

    ObjectNode untag(Request request) {
        Repository repository = required(request);
        List<String> keys = request.strings("tagKeys");
        if (keys.isEmpty()) {
            throw refused(
                    "TagKeysListRequiredException",
                    "A list of tag keys is required. The list cannot be empty or null.");
        }
        if (keys.stream().anyMatch(key -> key.isEmpty() || key.length() > 128)) {
            throw refused("InvalidTagKeysListException", "The list of tags is not valid.");
        }
        repository.tags().keySet().removeAll(keys);
        return Output.empty();
    }

    ObjectNode list(Request request) {
        List<Map.Entry<String, String>> tags =
                List.copyOf(required(request).tags().entrySet());
        Page<Map.Entry<String, String>> page =
                Page.of(world, request, CodeCommitRules.PAGING, tags, Map.Entry::getKey, false);
        Map<String, String> shown = new LinkedHashMap<>();
        page.items().forEach(tag -> shown.put(tag.getKey(), tag.getValue()));
        return new Output().put("tags", shown).put("nextToken", page.next()).json();
    }

    private Repository required(Request request) {
        String arn = request.text("resourceArn")
                .orElseThrow(() -> refused(
                        "ResourceArnRequiredException",
                        "A valid Amazon Resource Name (ARN) for an CodeCommit resource is required."));
        if (!ARN.matcher(arn).matches()) {
            throw refused("InvalidResourceArnException", "The value for the resource ARN is not valid: " + arn);
        }
        return store.list(request).stream()
                .filter(repository -> repository.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> refused("RepositoryDoesNotExistException", arn + " does not exist"));
    }
}
