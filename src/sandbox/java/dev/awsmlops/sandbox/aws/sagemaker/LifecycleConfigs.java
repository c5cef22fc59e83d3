package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The operations on lifecycle configs (API reference, CreateNotebookInstanceLifecycleConfig and its siblings). */
final class LifecycleConfigs {

    private static final String NAME = "NotebookInstanceLifecycleConfigName";

    /** Of base64, which is 12,288 bytes of script (API reference, NotebookInstanceLifecycleHook, Content). */
    private static final int LONGEST_CONTENT = 16_384;

    private final World world;
    private final ResourceStore<NotebookInstance> instances;
    private final ResourceStore<LifecycleConfig> store;

    LifecycleConfigs(World world, ResourceStore<NotebookInstance> instances, ResourceStore<LifecycleConfig> store) {
        this.world = world;
        this.instances = instances;
        this.store = store;
    }

    /** ACK tells "not found" by these words (sagemaker-controller, generator.yaml). */
    static ServiceFailure missing(Request request, String verb, String name) {
        return invalid(
                "Unable to %s Notebook Instance Lifecycle Config '%s'. (Details: Notebook Instance Lifecycle Config does not exist.)"
                        .formatted(verb, arn(request, name)));
    }

    ObjectNode create(Request request) {
        String name = request.required(NAME, SageMakerRules.NAME, SageMakerRules.LONGEST_NAME);
        checkScripts(request);
        Map<String, String> tags = SageMakerTags.of(request);
        if (store.taken(request, name)) {
            throw invalid(
                    "Unable to create Notebook Instance Lifecycle Config %s. (Details: Notebook Instance Lifecycle Config already exists.)"
                            .formatted(arn(request, name)));
        }
        LifecycleConfig config = new LifecycleConfig(world, request, name, tags);
        store.add(config);
        return new Output()
                .put("NotebookInstanceLifecycleConfigArn", config.arn())
                .json();
    }

    ObjectNode describe(Request request) {
        return required(request, "describe").describe();
    }

    ObjectNode list(Request request) {
        Page<LifecycleConfig> page = new ListQuery<LifecycleConfig>(request)
                .lastModified(LifecycleConfig::modifiedAt)
                .page(world, store, "CreationTime");
        return new Output()
                .objects(
                        "NotebookInstanceLifecycleConfigs",
                        page.items().stream()
                                .map(config -> config.summary().json())
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode update(Request request) {
        LifecycleConfig config = required(request, "update");
        checkScripts(request);
        config.update(request);
        return Output.empty();
    }

    /** Refused while an instance names it, unless the account is set otherwise: no source tells what AWS does. */
    ObjectNode delete(Request request) {
        LifecycleConfig config = required(request, "delete");
        boolean inUse = instances.list(request).stream()
                .anyMatch(instance ->
                        instance.lifecycleConfig().filter(config.name()::equals).isPresent());
        if (inUse && !world.settings().lifecycleConfigInUseDeletable()) {
            throw invalid(
                    "Unable to delete Notebook Instance Lifecycle Config '%s'. (Details: Notebook Instance Lifecycle Config is in use.)"
                            .formatted(config.arn()));
        }
        config.delete(request.now());
        return Output.empty();
    }

    /** At most one script for each hook, in base64. */
    private static void checkScripts(Request request) {
        for (String hook : List.of("OnCreate", "OnStart")) {
            JsonNode scripts = request.input().path(hook);
            if (scripts.size() > 1) {
                throw Request.violation(hook, scripts.toString(), "have length less than or equal to 1");
            }
            scripts.forEach(script -> checkContent(hook, script.path("Content").asText()));
        }
    }

    private static void checkContent(String hook, String content) {
        if (content.isEmpty() || content.length() > LONGEST_CONTENT) {
            throw Request.violation(hook + ".1.member.content", "'…'", "have length between 1 and " + LONGEST_CONTENT);
        }
        try {
            Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw invalid("The " + hook + " script is not valid base64.");
        }
    }

    private LifecycleConfig required(Request request, String verb) {
        String name = request.required(NAME);
        return store.find(request, name).orElseThrow(() -> missing(request, verb, name));
    }

    private static String arn(Request request, String name) {
        return ResourceType.NOTEBOOK_LIFECYCLE_CONFIG.arn(request.region(), request.account(), name);
    }
}
