package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.util.List;
import java.util.Map;

/** The operations on notebook instances (API reference, under the names of the operations). */
final class NotebookInstances {

    private final World world;
    private final Roles roles;
    private final ResourceStore<NotebookInstance> store;
    private final ResourceStore<LifecycleConfig> configs;
    private final CodeRepositories codeRepositories;

    NotebookInstances(
            World world,
            Roles roles,
            ResourceStore<NotebookInstance> store,
            ResourceStore<LifecycleConfig> configs,
            CodeRepositories codeRepositories) {
        this.world = world;
        this.roles = roles;
        this.store = store;
        this.configs = configs;
        this.codeRepositories = codeRepositories;
    }

    ObjectNode create(Request request) {
        ObjectNode properties = NotebookSpec.forCreate(request);
        Map<String, String> tags = SageMakerTags.of(request);
        String name = properties.get("NotebookInstanceName").asText();
        if (store.taken(request, name)) {
            String arn = store.type().arn(request.region(), request.account(), name);
            throw invalid("Cannot create a duplicate Notebook Instance (" + arn + ")");
        }
        requireLifecycleConfig(request);
        requireCodeRepositories(request);
        requireRoom(request, properties.get("InstanceType").asText());
        requireAssumable(request, request.required("RoleArn"));
        NotebookInstance instance = new NotebookInstance(world, request, properties, tags);
        store.add(instance);
        return new Output().put("NotebookInstanceArn", instance.arn()).json();
    }

    ObjectNode describe(Request request) {
        return required(request).describe(request.now());
    }

    ObjectNode list(Request request) {
        Page<NotebookInstance> page = new ListQuery<NotebookInstance>(request)
                .equal("StatusEquals", instance -> instance.state(request.now()))
                .contains("NotebookInstanceLifecycleConfigNameContains", NotebookInstance::lifecycleConfig)
                .contains("DefaultCodeRepositoryContains", NotebookInstance::defaultCodeRepository)
                .among("AdditionalCodeRepositoryEquals", NotebookInstance::additionalCodeRepositories)
                .between("LastModifiedTime", instance -> instance.modifiedAt(request.now()))
                .sortable("Status", instance -> instance.state(request.now()))
                .page(world, store, "Name");
        return new Output()
                .objects(
                        "NotebookInstances",
                        page.items().stream()
                                .map(instance -> instance.summary(request.now()).json())
                                .toList())
                .put("NextToken", page.next())
                .json();
    }

    ObjectNode start(Request request) {
        NotebookInstance instance = required(request);
        requireState(request, instance, NotebookInstance.PENDING, NotebookInstance.STOPPED, NotebookInstance.FAILED);
        instance.start(request.now());
        return Output.empty();
    }

    ObjectNode stop(Request request) {
        NotebookInstance instance = required(request);
        requireState(request, instance, NotebookInstance.STOPPING, NotebookInstance.IN_SERVICE);
        instance.stop(request.now());
        return Output.empty();
    }

    ObjectNode update(Request request) {
        NotebookInstance instance = required(request);
        requireState(request, instance, NotebookInstance.UPDATING, NotebookInstance.STOPPED);
        requireLifecycleConfig(request);
        requireCodeRepositories(request);
        if (request.has("RoleArn")) {
            requireAssumable(request, request.required("RoleArn"));
        }
        NotebookSpec.update(request, instance.properties());
        instance.update(request.now());
        return Output.empty();
    }

    ObjectNode delete(Request request) {
        NotebookInstance instance = required(request);
        requireState(request, instance, NotebookInstance.DELETING, NotebookInstance.STOPPED, NotebookInstance.FAILED);
        instance.delete(request.now());
        return Output.empty();
    }

    /** The session lasts 1,800 to 43,200 seconds (API reference, CreatePresignedNotebookInstanceUrl). */
    ObjectNode presign(Request request) {
        NotebookInstance instance = required(request);
        request.integer("SessionExpirationDurationInSeconds", 1_800, 43_200);
        if (!instance.state(request.now()).equals(NotebookInstance.IN_SERVICE)) {
            throw invalid("Notebook Instance (%s) is not InService.".formatted(instance.arn()));
        }
        return new Output()
                .put("AuthorizedUrl", "https://" + instance.url() + "?authToken=simulated")
                .json();
    }

    /** The message that ACK and Terraform tell the error by. */
    private static void requireState(Request request, NotebookInstance instance, String to, String... from) {
        String state = instance.state(request.now());
        List<String> allowed = List.of(from);
        if (!allowed.contains(state)) {
            throw invalid("Status (%s) not in (%s). Unable to transition to (%s) for Notebook Instance (%s)"
                    .formatted(state, allowed, to, instance.arn()));
        }
    }

    /** No source gives the message: an assumption after that of DescribeNotebookInstanceLifecycleConfig. */
    private void requireLifecycleConfig(Request request) {
        request.text("LifecycleConfigName").ifPresent(name -> {
            if (!configs.taken(request, name)) {
                throw LifecycleConfigs.missing(request, "describe", name);
            }
        });
    }

    /** Names are those of repositories that there must be; URLs may be any (API reference, CreateNotebookInstance). */
    private void requireCodeRepositories(Request request) {
        String usual = "DefaultCodeRepository";
        String additional = "AdditionalCodeRepositories";
        request.text(usual).ifPresent(repository -> codeRepositories.check(request, usual, repository));
        request.strings(additional, 3).forEach(repository -> codeRepositories.check(request, additional, repository));
    }

    /** The account-level quotas are by instance type; here by region and for all types together. */
    private void requireRoom(Request request, String instanceType) {
        long count = store.count(request);
        if (world.settings().exceeds(store.type(), count + 1)) {
            throw ServiceFailure.refused(
                    "ResourceLimitExceeded",
                    "The account-level service limit '%s for notebook instance usage' is %d Instances, with current utilization of %d Instances and a request delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota."
                            .formatted(instanceType, world.settings().quotaOf(store.type()), count));
        }
    }

    private void requireAssumable(Request request, String roleArn) {
        if (!roles.assumable(request, roleArn, "sagemaker.amazonaws.com")) {
            throw invalid(
                    "Could not assume role %s. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role."
                            .formatted(roleArn));
        }
    }

    private NotebookInstance required(Request request) {
        return store.find(request, request.required("NotebookInstanceName"))
                .orElseThrow(() -> invalid("RecordNotFound"));
    }
}
