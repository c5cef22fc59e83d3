package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The operations on repositories as a whole (API reference, under the names of the operations). */
final class Repositories {

    private static final Pattern KMS_KEY = Pattern.compile("[a-zA-Z0-9:/_-]+");
    private static final int MOST_AT_ONCE = 100;

    private final World world;
    private final ResourceStore<Repository> store;

    Repositories(World world, ResourceStore<Repository> store) {
        this.world = world;
        this.store = store;
    }

    /** The repository that the request names; the words are those of moto's codecommit/exceptions.py. */
    Repository required(Request request) {
        String name = CodeCommitRules.repositoryName(request);
        return store.find(request, name)
                .orElseThrow(() -> refused("RepositoryDoesNotExistException", name + " does not exist"));
    }

    ObjectNode create(Request request) {
        String name = CodeCommitRules.repositoryName(request);
        Optional<String> description = description(request);
        request.text("kmsKeyId").filter(key -> !KMS_KEY.matcher(key).matches()).ifPresent(key -> {
            throw refused("EncryptionKeyInvalidIdException", "The Key Management Service encryption key is not valid.");
        });
        Map<String, String> tags = RepositoryTags.of(request);
        requireOnboarded(request);
        if (store.taken(request, name)) {
            throw refused("RepositoryNameExistsException", "Repository named %s already exists".formatted(name));
        }
        if (world.settings().exceeds(store.type(), store.count(request) + 1)) {
            throw refused("RepositoryLimitExceededException", "A repository resource limit was exceeded.");
        }
        String seed = name + store.everything().count();
        UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        Repository repository = new Repository(world, request, name, id.toString(), description, tags);
        store.add(repository);
        return metadata(repository, request);
    }

    /** The words are those of aws-batch-arch-for-protein-folding#39. */
    private void requireOnboarded(Request request) {
        boolean hasNone = store.everything().allMatch(repository -> repository.gone(request.now()));
        if (hasNone && world.settings().firstRepositoryRefused()) {
            throw refused(
                    "OperationNotAllowedException",
                    "CreateRepository request is not allowed because there is no existing repository in this AWS account or AWS Organization");
        }
    }

    ObjectNode get(Request request) {
        return metadata(required(request), request);
    }

    private static ObjectNode metadata(Repository repository, Request request) {
        return new Output()
                .put("repositoryMetadata", repository.describe(request))
                .json();
    }

    ObjectNode batchGet(Request request) {
        if (!request.has("repositoryNames")) {
            throw refused(
                    "RepositoryNamesRequiredException",
                    "At least one repository name object is required, but was not specified.");
        }
        List<String> names = request.strings("repositoryNames");
        if (names.size() > MOST_AT_ONCE) {
            throw refused(
                    "MaximumRepositoryNamesExceededException",
                    "The maximum number of allowed repository names was exceeded. Currently, this number is 100.");
        }
        names.forEach(CodeCommitRules::checkRepositoryName);
        List<ObjectNode> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            store.find(request, name)
                    .ifPresentOrElse(repository -> found.add(repository.describe(request)), () -> missing.add(name));
        }
        return new Output()
                .objects("repositories", found)
                .put("repositoriesNotFound", missing)
                .json();
    }

    ObjectNode list(Request request) {
        String sortBy =
                oneOf(request, "sortBy", List.of("repositoryName", "lastModifiedDate"), "InvalidSortByException");
        String order = oneOf(request, "order", List.of("ascending", "descending"), "InvalidOrderException");
        Page<Repository> page = Page.of(
                world,
                request,
                CodeCommitRules.PAGING,
                store.list(request),
                repository -> sortBy.equals("repositoryName") ? repository.name() : byAge(repository),
                order.equals("descending"));
        return new Output()
                .objects(
                        "repositories",
                        page.items().stream().map(Repositories::pair).toList())
                .put("nextToken", page.next())
                .json();
    }

    private static String byAge(Repository repository) {
        return "%020d %s".formatted(repository.modifiedAt().toEpochMilli(), repository.name());
    }

    private static String oneOf(Request request, String field, List<String> allowed, String code) {
        String value = request.text(field).orElse(allowed.get(0));
        if (!allowed.contains(value)) {
            throw refused(code, "The specified %s value is not valid: %s".formatted(field, value));
        }
        return value;
    }

    private static ObjectNode pair(Repository repository) {
        return new Output()
                .put("repositoryName", repository.name())
                .put("repositoryId", repository.id())
                .json();
    }

    ObjectNode updateDescription(Request request) {
        Repository repository = required(request);
        repository.describeAs(description(request), request.now());
        return Output.empty();
    }

    /** A missing repository is no error: only its id is not in the answer. */
    ObjectNode delete(Request request) {
        Optional<Repository> repository = store.find(request, CodeCommitRules.repositoryName(request));
        repository.ifPresent(existing -> existing.delete(request.now()));
        return new Output().put("repositoryId", repository.map(Repository::id)).json();
    }

    private static Optional<String> description(Request request) {
        Optional<String> description = request.text("repositoryDescription");
        description.filter(text -> text.length() > 1_000).ifPresent(text -> {
            throw refused(
                    "InvalidRepositoryDescriptionException", "The specified repository description is not valid.");
        });
        return description;
    }
}
