package dev.awsmlops.operator.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.notebook.DataLakeVariables;
import dev.awsmlops.operator.notebook.LifecycleScript;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an attached notebook runs at each start: the script for the session's backend, filled in. */
final class NotebookScript {

    private static final ObjectMapper JSON = new ObjectMapper();

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
        GlueDevSessionSpec spec = plan.spec();
        boolean connected = spec.network() != null && spec.network().connections() != null;
        values.put("ROLE_ARN", spec.roleArn());
        values.put("GLUE_VERSION", spec.glueVersion().version());
        values.put("WORKER_TYPE", SessionSize.of(spec).workerType().type());
        values.put("NUMBER_OF_WORKERS", Integer.toString(SessionSize.of(spec).workers()));
        values.put("SESSION_IDLE_MINUTES", minutes(idle(plan)));
        values.put("SESSION_TIMEOUT_MINUTES", minutes(plan.lifetime().ttl().orElseThrow()));
        values.put("CONNECTIONS", connected ? String.join(",", spec.network().connections()) : "");
        values.put("SECURITY_CONFIGURATION", Objects.toString(spec.securityConfiguration(), ""));
        values.put("SESSION_ID_PREFIX", plan.name());
        values.put("TAGS", json(kernelTags(plan)));
        return LifecycleScript.fromResource("on-start-session.sh", values);
    }

    /** By these the operator finds the kernels' sessions. No times among them: a script that changed would not be read. */
    private static Map<String, String> kernelTags(SessionPlan plan) {
        var tags = new TreeMap<String, String>();
        if (plan.spec().tags() != null) {
            tags.putAll(plan.spec().tags());
        }
        tags.putAll(plan.owner().tags());
        return tags;
    }

    private static DataLakeVariables lake(SessionPlan plan) {
        return SessionLake.of(plan.lake())
                .map(lake -> new DataLakeVariables(
                        lake.bucket(), lake.database(), lake.raw(), lake.curated(), lake.features()))
                .orElse(DataLakeVariables.NONE);
    }

    private static Duration idle(SessionPlan plan) {
        return plan.idleTimeout().orElseGet(() -> plan.lifetime().ttl().orElseThrow());
    }

    private static String minutes(Duration duration) {
        return Long.toString(Math.max(1, duration.toMinutes()));
    }

    private static String json(Map<String, String> tags) {
        try {
            return JSON.writeValueAsString(tags);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings can be written as JSON", e);
        }
    }
}
