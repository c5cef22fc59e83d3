package dev.awsmlops.sandbox.aws.glue;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Glue interactive session: PROVISIONING, then READY or FAILED, then STOPPING and STOPPED, or TIMEOUT when it ends
 * itself. It stays listed until deleted (API reference, Session, Status).
 */
final class Session extends Resource {

    private static final String PROVISIONING = "PROVISIONING";
    private static final String READY = "READY";
    private static final String FAILED = "FAILED";
    private static final String TIMEOUT = "TIMEOUT";
    private static final String STOPPING = "STOPPING";
    private static final String STOPPED = "STOPPED";

    private static final Set<String> LIVE = Set.of(PROVISIONING, READY);

    /** By the second, a minute at least (Glue developer guide, "Interactive sessions pricing"). */
    private static final Billing BILLING = new Billing(LIVE, Duration.ofMinutes(1));

    private final Timings timings;
    private final ObjectNode properties;
    private final ObjectNode asked;
    private final SessionSpec spec;
    private Instant lastActivity;

    Session(World world, Request request, SessionSpec spec, Map<String, String> tags) {
        super(
                world,
                request,
                ResourceType.SESSION,
                spec.id(),
                tags,
                PROVISIONING,
                Optional.of(new Units("DPU", spec.dpus())));
        this.spec = spec;
        timings = world.timings();
        asked = request.input().deepCopy();
        properties = asked.deepCopy();
        properties.put("GlueVersion", spec.glueVersion());
        properties.put("MaxCapacity", spec.dpus());
        properties.put("IdleTimeout", spec.idleTimeout().toMinutes());
        lastActivity = request.now();
        lifecycle().pass(PROVISIONING, fails() ? FAILED : READY, request.now(), timings.of(Step.SESSION_PROVISIONING));
    }

    @Override
    public Billing billing() {
        return BILLING;
    }

    /**
     * Timeout counts from the creation, IdleTimeout from when the session was ready or last used: an assumption, as the
     * reference says only "before the session times out".
     */
    @Override
    public String state(Instant now) {
        String state = lifecycle().state(now);
        if (LIVE.contains(state)) {
            Instant ends = ends(state, now);
            if (!ends.isAfter(now)) {
                lifecycle().settle(TIMEOUT, ends);
                return TIMEOUT;
            }
        }
        return state;
    }

    private Instant ends(String state, Instant now) {
        Instant end = createdAt().plus(spec.timeout());
        if (!state.equals(READY)) {
            return end;
        }
        Instant readyAt = lifecycle().since(now);
        Instant idleSince = lastActivity.isAfter(readyAt) ? lastActivity : readyAt;
        Instant idleEnd = idleSince.plus(spec.idleTimeout());
        return idleEnd.isBefore(end) ? idleEnd : end;
    }

    void activity(Instant at) {
        lastActivity = at;
    }

    boolean askedFor(ObjectNode input) {
        return asked.equals(input);
    }

    boolean live(Instant now) {
        return LIVE.contains(state(now));
    }

    boolean inTransition(Instant now) {
        return Set.of(PROVISIONING, STOPPING).contains(state(now));
    }

    boolean ended(Instant now) {
        return Set.of(STOPPED, TIMEOUT, FAILED).contains(state(now));
    }

    void stop(Instant now) {
        lifecycle().pass(STOPPING, STOPPED, now, timings.of(Step.SESSION_STOPPING));
    }

    void delete(Instant now) {
        lifecycle().settle(Lifecycle.GONE, now);
    }

    /** The Session structure. It has neither tags nor Timeout. */
    ObjectNode describe(Instant now) {
        Output output = new Output()
                .copy(
                        properties,
                        "Id",
                        "Description",
                        "Role",
                        "Command",
                        "DefaultArguments",
                        "Connections",
                        "MaxCapacity",
                        "SecurityConfiguration",
                        "GlueVersion",
                        "NumberOfWorkers",
                        "WorkerType",
                        "IdleTimeout")
                .put("Status", state(now))
                .put("ErrorMessage", failureReason(now))
                .put("CreatedOn", createdAt())
                .put("Progress", 0.0);
        if (ended(now)) {
            Instant completedOn = lifecycle().since(now);
            double seconds = Duration.between(createdAt(), completedOn).toMillis() / 1000.0;
            output.put("CompletedOn", completedOn)
                    .put("ExecutionTime", seconds)
                    .put("DPUSeconds", seconds * spec.dpus());
        }
        return output.json();
    }
}
