package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.datalake.LakePaths;
import dev.awsmlops.operator.notebook.DataLakeVariables;
import dev.awsmlops.operator.notebook.GlueKernelSettings;
import dev.awsmlops.operator.notebook.LifecycleScript;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an attached notebook runs at each start: the script for the session's backend, filled in. */
final class NotebookScript {

    private NotebookScript() {}

    /** @throws IllegalArgumentException when what the spec says makes it longer than SageMaker takes */
    static LifecycleScript onStart(SessionPlan plan) {
        var values = new HashMap<>(lake(plan).values());
        values.put("REGION", plan.aws().name());
        values.put("IDLE_SECONDS", Long.toString(idle(plan).toSeconds()));
        if (plan.spec().effectiveBackend() == Backend.DevEndpoint) {
            values.put("ENDPOINT_NAME", plan.name());
            return LifecycleScript.fromResource("on-start-endpoint.sh", values);
        }
        values.putAll(kernels(plan).values());
        return LifecycleScript.fromResource("on-start-session.sh", values);
    }

    private static GlueKernelSettings kernels(SessionPlan plan) {
        GlueDevSessionSpec spec = plan.spec();
        boolean connected = spec.network() != null && spec.network().connections() != null;
        return new GlueKernelSettings(
                spec.roleArn(),
                spec.glueVersion().version(),
                SessionSize.of(spec).workerType().type(),
                SessionSize.of(spec).workers(),
                idle(plan),
                plan.lifetime().ttl().orElseThrow(),
                connected ? spec.network().connections() : List.of(),
                spec.securityConfiguration(),
                plan.name(),
                kernelTags(plan));
    }

    /** By these the operator finds the kernels' sessions. No times among them: a script that changed would not be read. */
    private static Map<String, String> kernelTags(SessionPlan plan) {
        var tags = new HashMap<String, String>();
        if (plan.spec().tags() != null) {
            tags.putAll(plan.spec().tags());
        }
        tags.putAll(plan.owner().tags());
        return tags;
    }

    private static DataLakeVariables lake(SessionPlan plan) {
        return LakePaths.of(plan.lake()).map(LakePaths::variables).orElse(DataLakeVariables.NONE);
    }

    private static Duration idle(SessionPlan plan) {
        return plan.idleTimeout().orElseGet(() -> plan.lifetime().ttl().orElseThrow());
    }
}
