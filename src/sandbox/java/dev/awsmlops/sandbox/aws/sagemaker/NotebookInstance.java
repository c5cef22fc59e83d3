package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.Units;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A SageMaker notebook instance (API reference, DescribeNotebookInstance, NotebookInstanceStatus). */
final class NotebookInstance extends Resource {

    static final String PENDING = "Pending";
    static final String IN_SERVICE = "InService";
    static final String STOPPING = "Stopping";
    static final String STOPPED = "Stopped";
    static final String FAILED = "Failed";
    static final String DELETING = "Deleting";
    static final String UPDATING = "Updating";

    private static final String PENDING_MAINTENANCE = "PendingMaintenance";
    private static final String IN_MAINTENANCE = "InMaintenance";

    /**
     * Stopping ends the instance's bill (API reference, StopNotebookInstance). That it costs until stopped, and while
     * Updating or in maintenance, is an assumption on the side of caution. The volume's storage is not in the ledger.
     */
    private static final Billing BILLING = new Billing(
            Set.of(PENDING, IN_SERVICE, STOPPING, UPDATING, PENDING_MAINTENANCE, IN_MAINTENANCE), Duration.ZERO);

    /** What Describe answers under the same name as Create takes it. */
    private static final String[] SHARED = {
        "NotebookInstanceName",
        "InstanceType",
        "IpAddressType",
        "SubnetId",
        "RoleArn",
        "KmsKeyId",
        "DirectInternetAccess",
        "VolumeSizeInGB",
        "AcceleratorTypes",
        "DefaultCodeRepository",
        "AdditionalCodeRepositories",
        "RootAccess",
        "PlatformIdentifier",
        "InstanceMetadataServiceConfiguration"
    };

    private final Timings timings;
    private final ObjectNode properties;

    NotebookInstance(World world, Request request, ObjectNode properties, Map<String, String> tags) {
        super(
                world,
                request,
                ResourceType.NOTEBOOK_INSTANCE,
                properties.get("NotebookInstanceName").asText(),
                tags,
                PENDING,
                Optional.of(new Units(properties.get("InstanceType").asText(), 1)));
        this.timings = world.timings();
        this.properties = properties;
        start(request.now());
    }

    @Override
    public Billing billing() {
        return BILLING;
    }

    ObjectNode properties() {
        return properties;
    }

    Optional<String> lifecycleConfig() {
        return Optional.ofNullable(properties.get("LifecycleConfigName")).map(JsonNode::asText);
    }

    Optional<String> defaultCodeRepository() {
        return Optional.ofNullable(properties.get("DefaultCodeRepository")).map(JsonNode::asText);
    }

    List<String> additionalCodeRepositories() {
        List<String> repositories = new ArrayList<>();
        properties.path("AdditionalCodeRepositories").forEach(repository -> repositories.add(repository.asText()));
        return repositories;
    }

    final void start(Instant now) {
        lifecycle().pass(PENDING, fails() ? FAILED : IN_SERVICE, now, timings.of(Step.NOTEBOOK_STARTING));
    }

    void stop(Instant now) {
        lifecycle().pass(STOPPING, STOPPED, now, timings.of(Step.NOTEBOOK_STOPPING));
    }

    void update(Instant now) {
        resize(new Units(properties.get("InstanceType").asText(), 1));
        lifecycle().pass(UPDATING, STOPPED, now, timings.of(Step.NOTEBOOK_UPDATING));
    }

    void delete(Instant now) {
        lifecycle().pass(DELETING, Lifecycle.GONE, now, timings.of(Step.NOTEBOOK_DELETING));
    }

    /** What DescribeNotebookInstance answers. It has no tags: ListTags does. */
    ObjectNode describe(Instant now) {
        Output output = summary(now).copy(properties, SHARED).put("FailureReason", failureReason(now));
        if (properties.hasNonNull("SecurityGroupIds")) {
            output.put("SecurityGroups", properties.get("SecurityGroupIds"));
        }
        if (properties.hasNonNull("SubnetId")) {
            output.put("NetworkInterfaceId", "eni-0simulated");
        }
        return output.json();
    }

    /** The NotebookInstanceSummary structure. */
    Output summary(Instant now) {
        return new Output()
                .copy(
                        properties,
                        "NotebookInstanceName",
                        "InstanceType",
                        "DefaultCodeRepository",
                        "AdditionalCodeRepositories")
                .put("NotebookInstanceArn", arn())
                .put("NotebookInstanceStatus", state(now))
                .put("Url", url())
                .put("CreationTime", createdAt())
                .put("LastModifiedTime", modifiedAt(now))
                .put("NotebookInstanceLifecycleConfigName", lifecycleConfig());
    }

    Instant modifiedAt(Instant now) {
        return lifecycle().since(now);
    }

    String url() {
        return "%s.notebook.%s.sagemaker.aws".formatted(name(), region());
    }
}
