package dev.awsmlops.sandbox.aws.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Timings.Step;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A state machine: ACTIVE, then DELETING until its executions have ended (API reference, DeleteStateMachine). */
final class StateMachine extends Resource {

    private static final String ACTIVE = "ACTIVE";
    private static final String DELETING = "DELETING";

    private final Duration lingers;
    private MachineSpec spec;
    private int revision;

    StateMachine(World world, Request request, String name, MachineSpec spec, Map<String, String> tags) {
        super(world, request, ResourceType.STATE_MACHINE, name, tags, ACTIVE, Optional.empty());
        this.lingers = world.timings().of(Step.STATE_MACHINE_DELETING);
        this.spec = spec;
    }

    /** State transitions are billed, time is not. */
    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    MachineSpec spec() {
        return spec;
    }

    void update(MachineSpec changed) {
        spec = changed;
        revision++;
    }

    boolean deleting(Instant now) {
        return state(now).equals(DELETING);
    }

    void delete(Instant now) {
        lifecycle().settle(DELETING, now);
    }

    /** The last execution has ended. */
    void finishDeletion(Instant now) {
        lifecycle().pass(DELETING, Lifecycle.GONE, now, lingers);
    }

    /** Absent for the first revision (API reference, DescribeStateMachine). */
    Optional<String> revisionId() {
        return revision == 0
                ? Optional.empty()
                : Optional.of(new UUID(createdAt().toEpochMilli(), revision).toString());
    }

    ObjectNode describe(Instant now) {
        return new Output()
                .put("stateMachineArn", arn())
                .put("name", name())
                .put("status", state(now))
                .put("definition", spec.definition())
                .put("roleArn", spec.roleArn())
                .put("type", "STANDARD")
                .put("creationDate", createdAt())
                .put("loggingConfiguration", spec.logging())
                .put("tracingConfiguration", spec.tracing())
                .put("encryptionConfiguration", spec.encryption())
                .put("revisionId", revisionId())
                .json();
    }

    /** As lists have it. */
    ObjectNode summary() {
        return new Output()
                .put("stateMachineArn", arn())
                .put("name", name())
                .put("type", "STANDARD")
                .put("creationDate", createdAt())
                .json();
    }
}
