package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operations on code repositories (API reference, CreateCodeRepository and its siblings). */
final class CodeRepositories {

    private static final String NAME = "CodeRepositoryName";

    private static final Pattern URL = Pattern.compile("https://([^/]+)/?.{3,1016}");
    private static final Pattern BRANCH = Pattern.compile("[^ ~^:?*\\[]+");
    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:aws[a-z\\-]*:secretsmanager:[a-z0-9\\-]*:[0-9]{12}:secret:.*");
    private static final Pattern NAME_OR_URL = Pattern.compile("https://([^/]+)/?(.*)|[a-zA-Z0-9](-*[a-zA-Z0-9])*");

    private final World world;
    private final ResourceStore<CodeRepository> store;

    CodeRepositories(World world, ResourceStore<CodeRepository> store) {
        this.world = world;
        this.store = store;
    }

    ObjectNode create(Request request) {
        String name = request.required(NAME, SageMakerRules.NAME, SageMakerRules.LONGEST_NAME);
        request.required("GitConfig");
        Request config = request.within("GitConfig");
        config.required("RepositoryUrl", URL, 1_024);
        config.text("Branch", BRANCH, 1_024);
        config.text("SecretArn", SECRET_ARN, 2_048);
        Map<String, String> tags = SageMakerTags.of(request);
        if (store.taken(request, name)) {
            // No source gives the message: an assumption after that of CreateNotebookInstance.
            throw invalid("Cannot create a duplicate CodeRepository (%s)".formatted(arn(request, name)));
        }
        CodeRepository repository = new CodeRepository(world, request, name, config.input(), tags);
        store.add(repository);
        return answer(repository);
    }

    ObjectNode describe(Request request) {
        return required(request).describe();
    }

    ObjectNode list(Request request) {
        Page<CodeRepository> page = new ListQuery<CodeRepository>(request)
                .lastModified(CodeRepository::modifiedAt)
                .page(world, store, "Name");
        return new Output()
                .objects(
                        "CodeRepositorySummaryList",
                        page.items().stream().map(CodeRepository::describe).toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode update(Request request) {
        CodeRepository repository = required(request);
        Optional<String> secretArn = request.within("GitConfig").text("SecretArn", SECRET_ARN, 2_048);
        repository.update(secretArn, request.now());
        return answer(repository);
    }

    /** That one in use can be deleted is an assumption: no source says otherwise. */
    ObjectNode delete(Request request) {
        required(request).delete(request.now());
        return Output.empty();
    }

    /** Refuses what is neither a URL nor the name of a repository that there is. */
    void check(Request request, String field, String nameOrUrl) {
        if (nameOrUrl.length() > 1_024 || !NAME_OR_URL.matcher(nameOrUrl).matches()) {
            throw Request.violation(field, "'" + nameOrUrl + "'", "satisfy regular expression pattern: " + NAME_OR_URL);
        }
        if (!nameOrUrl.startsWith("https://") && !store.taken(request, nameOrUrl)) {
            throw missing(request, nameOrUrl);
        }
    }

    /** The words that terraform-provider-aws code_repository.go tells it by. */
    private static ServiceFailure missing(Request request, String name) {
        return invalid("Cannot find CodeRepository: \"%s\"".formatted(arn(request, name)));
    }

    private CodeRepository required(Request request) {
        String name = request.required(NAME);
        return store.find(request, name).orElseThrow(() -> missing(request, name));
    }

    private static String arn(Request request, String name) {
        return ResourceType.CODE_REPOSITORY.arn(request.region(), request.account(), name);
    }

    private static ObjectNode answer(CodeRepository repository) {
        return new Output().put("CodeRepositoryArn", repository.arn()).json();
    }
}
