package dev.awsmlops.bench;

import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.sandbox.aws.Call;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What users change of sessions that run, and when the operator has acted on it. */
final class Edits {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final BenchWorld world;
    private final Followed followed;
    /** What the sessions that are to end are called in AWS, which their status says only as long as they are there. */
    private final Map<String, String> ids = new HashMap<>();

    private long touches;

    Edits(BenchWorld world, Followed followed) {
        this.world = world;
        this.followed = followed;
    }

    /** Changes an annotation that is addressed to the operator and means nothing. */
    void touch(String name) {
        touches++;
        patch(name, "{\"metadata\": {\"annotations\": {\"aws-mlops.dev/touched\": \"%d\"}}}".formatted(touches));
    }

    void ttl(String name, String ttl) {
        patch(name, "{\"spec\": {\"ttl\": \"%s\"}}".formatted(ttl));
    }

    /** Gives a session that runs the ttl with which it ends at that second. */
    void endAt(String name, Instant end) {
        GlueDevSessionStatus status = followed.session(name).getStatus();
        ids.put(name, status.endpoint().name());
        Instant start = Instant.parse(status.startedAt());
        ttl(name, DurationText.format(Duration.between(start, end)));
    }

    private void patch(String name, String change) {
        String namespace = followed.session(name).getMetadata().getNamespace();
        world.kubernetes()
                .resources(GlueDevSession.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(MERGE, change);
    }

    /** What a session that is to end is called in AWS. */
    String id(String name) {
        return ids.get(name);
    }

    /** How long after an end AWS was asked to stop the session, in seconds. */
    double stoppedAfter(String name, Instant end) {
        String id = id(name);
        return world.calls().stream()
                .filter(call -> call.operation().equals("StopSession")
                        && call.error().isEmpty()
                        && call.resource().filter(id::equals).isPresent())
                .map(Call::time)
                .findFirst()
                .map(time -> Duration.between(end, time).toMillis() / 1000.0)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
