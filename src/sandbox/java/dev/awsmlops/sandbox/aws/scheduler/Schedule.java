package dev.awsmlops.sandbox.aws.scheduler;

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

/** A schedule. It carries no tags: groups do (API reference, TagResource). */
final class Schedule extends Resource {

    private final String group;
    private final String ownName;
    private ScheduleSpec spec;
    private Instant modifiedAt;
    private Optional<Instant> next;
    private boolean gone;

    Schedule(World world, Request request, String group, String ownName, ScheduleSpec spec) {
        super(world, request, ResourceType.SCHEDULE, group + "/" + ownName, Map.of(), "", Optional.empty());
        this.group = group;
        this.ownName = ownName;
        this.spec = spec;
        this.modifiedAt = request.now();
        this.next = first(request.now());
    }

    /** What it fires at once included. */
    private Optional<Instant> first(Instant now) {
        return spec.enabled() ? spec.next(now.minusNanos(1), now) : Optional.empty();
    }

    /** Invocations are billed, time is not. */
    @Override
    public Billing billing() {
        return Billing.FREE;
    }

    String group() {
        return group;
    }

    String ownName() {
        return ownName;
    }

    ScheduleSpec spec() {
        return spec;
    }

    void update(ScheduleSpec changed, Instant now) {
        spec = changed;
        modifiedAt = now;
        next = first(now);
    }

    /** When it next fires. Empty if it never does. */
    Optional<Instant> due() {
        return gone ? Optional.empty() : next;
    }

    /** It has fired. "EventBridge Scheduler deletes your schedule after its last planned invocation", if told to. */
    void passed(Instant moment) {
        next = spec.next(moment, modifiedAt);
        if (next.isEmpty() && spec.deletedAfterwards()) {
            delete(moment);
        }
    }

    void delete(Instant now) {
        gone = true;
        lifecycle().settle(Lifecycle.GONE, now);
    }

    ObjectNode describe() {
        return new Output()
                .put("Arn", arn())
                .put("GroupName", group)
                .put("Name", ownName)
                .put("CreationDate", createdAt())
                .put("LastModificationDate", modifiedAt)
                .json()
                .setAll(spec.properties().deepCopy());
    }

    /** As lists have it. */
    ObjectNode summary() {
        return new Output()
                .put("Arn", arn())
                .put("GroupName", group)
                .put("Name", ownName)
                .put("CreationDate", createdAt())
                .put("LastModificationDate", modifiedAt)
                .copy(spec.properties(), "State")
                .put(
                        "Target",
                        new Output()
                                .put("Arn", spec.target().path("Arn").asText())
                                .json())
                .json();
    }
}
