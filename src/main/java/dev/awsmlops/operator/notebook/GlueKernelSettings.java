package dev.awsmlops.operator.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the sessions are like that a notebook's Glue kernels start.
 *
 * @param idleTimeout ends a session in which nothing was run for this long
 * @param timeout ends a session in any case
 * @param securityConfiguration null where there is none
 * @param sessionIdPrefix what the sessions' ids begin with
 * @param tags by which the operator finds the sessions. No times among them: a script that changed would not be read
 */
public record GlueKernelSettings(
        String roleArn,
        String glueVersion,
        String workerType,
        int numberOfWorkers,
        Duration idleTimeout,
        Duration timeout,
        List<String> connections,
        String securityConfiguration,
        String sessionIdPrefix,
        Map<String, String> tags) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The values for the placeholders of the scripts that start Glue kernels. */
    public Map<String, String> values() {
        return Map.of(
                "ROLE_ARN", roleArn,
                "GLUE_VERSION", glueVersion,
                "WORKER_TYPE", workerType,
                "NUMBER_OF_WORKERS", Integer.toString(numberOfWorkers),
                "SESSION_IDLE_MINUTES", minutes(idleTimeout),
                "SESSION_TIMEOUT_MINUTES", minutes(timeout),
                "CONNECTIONS", String.join(",", connections),
                "SECURITY_CONFIGURATION", Objects.toString(securityConfiguration, ""),
                "SESSION_ID_PREFIX", sessionIdPrefix,
                "TAGS", json(tags));
    }

    /** AWS counts in whole minutes, at least one. */
    private static String minutes(Duration duration) {
        return Long.toString(Math.max(1, duration.toMinutes()));
    }

    /** In the order of the keys, so that the same tags make the same script. */
    private static String json(Map<String, String> tags) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(tags));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings can be written as JSON", e);
        }
    }
}
