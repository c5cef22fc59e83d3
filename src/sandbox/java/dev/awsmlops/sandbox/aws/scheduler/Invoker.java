package dev.awsmlops.sandbox.aws.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.OwnDoing;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.RoleCalls;
import dev.awsmlops.sandbox.aws.service.RoleCalls.RoleCall;
import dev.awsmlops.sandbox.aws.service.Roles;
import dev.awsmlops.sandbox.aws.service.World;
import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires schedules: each at its moment, as its role. A call that fails is not made again, as if the schedule's retry policy
 * allowed no attempts; without a dead-letter queue, nobody is told (user guide, "Configuring a dead-letter queue").
 */
final class Invoker implements OwnDoing {

    static final String PRINCIPAL = "scheduler.amazonaws.com";

    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    private final World world;
    private final Roles roles;
    private final RoleCalls calls;
    private final ResourceStore<Schedule> store;

    Invoker(World world, Roles roles, RoleCalls calls, ResourceStore<Schedule> store) {
        this.world = world;
        this.roles = roles;
        this.calls = calls;
        this.store = store;
    }

    @Override
    public Optional<Instant> due() {
        return next().flatMap(Schedule::due);
    }

    @Override
    public void catchUp(Instant moment) {
        for (Optional<Schedule> next = next(); isDue(next, moment); next = next()) {
            Schedule schedule = next.get();
            Instant at = schedule.due().orElseThrow();
            fire(schedule, at);
            schedule.passed(at);
        }
    }

    private static boolean isDue(Optional<Schedule> schedule, Instant moment) {
        return schedule.flatMap(Schedule::due).filter(at -> !at.isAfter(moment)).isPresent();
    }

    private Optional<Schedule> next() {
        return store.everything()
                .filter(schedule -> schedule.due().isPresent())
                .min(Comparator.comparing(schedule -> schedule.due().orElseThrow()));
    }

    private void fire(Schedule schedule, Instant at) {
        JsonNode target = schedule.spec().target();
        String role = target.path("RoleArn").asText();
        String machine = target.path("Arn").asText();
        Request asking = new Request(world.account(), schedule.region(), "", at, false, Output.empty());
        if (!roles.assumable(asking, role, PRINCIPAL)) {
            LOG.warn("Schedule {} cannot assume {}", schedule.name(), role);
            return;
        }
        ObjectNode input = new Output()
                .put("stateMachineArn", machine)
                .put("input", input(schedule, at))
                .json();
        try {
            calls.make(new RoleCall(role, machine.split(":", -1)[3], "states", "StartExecution", input, at));
        } catch (ServiceFailure | IOException failed) {
            LOG.warn("Schedule {} did not start {}: {}", schedule.name(), machine, failed.getMessage());
        }
    }

    /** With the values of the context attributes (user guide, "Adding context attributes"). Without Input, an empty object. */
    private static String input(Schedule schedule, Instant at) {
        return schedule.spec()
                .target()
                .path("Input")
                .asText("{}")
                .replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.scheduled-time>", at.toString())
                .replace("<aws.scheduler.attempt-number>", "1");
    }
}
