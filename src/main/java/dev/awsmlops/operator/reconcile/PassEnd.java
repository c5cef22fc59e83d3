package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.informer.SeenWrites;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Ends a pass, in the same way for every kind: what has changed is written to the status and published as events, and the
 * object comes back when there is something to see. A status that says what it said before is not written.
 */
public final class PassEnd<P extends CustomResource<?, S>, S extends ReportedStatus> {

    private final ObjectEvents events;
    private final Schedule schedule;
    private final WakeUps<P> wakeUps;

    public PassEnd(ObjectEvents events, Schedule schedule, WakeUps<P> wakeUps) {
        this.events = events;
        this.schedule = schedule;
        this.wakeUps = wakeUps;
    }

    /** The object is to be looked at again at that moment. */
    public UpdateControl<P> lookAgainAt(Instant moment, P object, S next, Context<P> context) {
        wakeUps.at(moment, object);
        return rest(object, next, context);
    }

    /** Nothing is expected of the object until someone changes it. */
    public UpdateControl<P> rest(P object, S next, Context<P> context) {
        if (next.equals(object.getStatus())) {
            SeenWrites.letGo(object, context);
            return UpdateControl.noUpdate();
        }
        publish(object, next, context);
        object.setStatus(next);
        return UpdateControl.patchStatus(object);
    }

    /** The object was deleted and AWS is not done yet. */
    public DeleteControl stillThere(P object, S next, Collection<Outcome> outcomes, Context<P> context) {
        wakeUps.at(schedule.nextOfTeardown(object, outcomes), object);
        if (!next.equals(object.getStatus())) {
            publish(object, next, context);
            object.setStatus(next);
            object.getMetadata().setManagedFields(null);
            context.resourceOperations().serverSideApplyPrimaryStatus(object);
        }
        return DeleteControl.noFinalizerRemoval();
    }

    /** The object was deleted and nothing of it is left that is not to be kept. */
    public DeleteControl gone(P object) {
        schedule.forget(object);
        return DeleteControl.defaultDelete();
    }

    /** Says in an event what was put right; nothing when nothing was. */
    public void tell(Repairs repairs, P object, Context<P> context) {
        repairs.summary()
                .ifPresent(summary ->
                        events.publish(object, "Repair", Reason.DriftRepaired, summary, context.getClient()));
    }

    private void publish(P object, S next, Context<P> context) {
        List<Condition> before = Optional.ofNullable(object.getStatus())
                .map(ReportedStatus::conditions)
                .orElse(List.of());
        events.publishChanges(object, before, next.conditions(), context.getClient());
    }
}
