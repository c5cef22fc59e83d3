package dev.awsmlops.sandbox.aws.scheduler;

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

/** A group of schedules: ACTIVE, then DELETING with its schedules (API reference, DeleteScheduleGroup). */
final class ScheduleGroup extends Resource {

    private static final String ACTIVE = "ACTIVE";
    private static final String DELETING = "DELETING";

    private final Duration lingers;

    ScheduleGroup(World world, Request request, String name, Map<String, String> tags) {
        super(world, request, ResourceType.SCHEDULE_GROUP, name, tags, ACTIVE, Optional.empty());
        lingers = world.timings().of(Step.SCHEDULE_GROUP_DELETING);
    }

    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    boolean active(Instant now) {
        return state(now).equals(ACTIVE);
    }

    void delete(Instant now) {
        lifecycle().pass(DELETING, Lifecycle.GONE, now, lingers);
    }

    ObjectNode describe(Instant now) {
        return new Output()
                .put("Arn", arn())
                .put("Name", name())
                .put("State", state(now))
                .put("CreationDate", createdAt())
                .put("LastModificationDate", createdAt())
                .json();
    }
}
