package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The scripts of a notebook instance. They have no states and cost nothing. */
final class LifecycleConfig extends Resource {

    private final ObjectNode scripts;
    private Instant modifiedAt;

    LifecycleConfig(World world, Request request, String name, Map<String, String> tags) {
        super(world, request, ResourceType.NOTEBOOK_LIFECYCLE_CONFIG, name, tags, "", Optional.empty());
        scripts = new Output().copy(request.input(), "OnCreate", "OnStart").json();
        modifiedAt = request.now();
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    void update(Request request) {
        scripts.setAll(new Output().copy(request.input(), "OnCreate", "OnStart").json());
        modifiedAt = request.now();
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    ObjectNode describe() {
        return summary().copy(scripts, "OnCreate", "OnStart").json();
    }

    Output summary() {
        return new Output()
                .put("NotebookInstanceLifecycleConfigName", name())
                .put("NotebookInstanceLifecycleConfigArn", arn())
                .put("CreationTime", createdAt())
                .put("LastModifiedTime", modifiedAt);
    }
}
