package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.aws.Traffic;
import dev.awsmlops.operator.aws.Urgency;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an object's pass when there is room for it in AWS's {@link Traffic}; when there is none, the object comes back. */
public final class Admission<P extends HasMetadata> {

    private final WakeUps<P> wakeUps;

    public Admission(WakeUps<P> wakeUps) {
        this.wakeUps = wakeUps;
    }

    public UpdateControl<P> admit(P object, Urgency urgency, Traffic traffic, Supplier<UpdateControl<P>> pass) {
        return passOrComeBack(object, urgency, traffic, pass).orElseGet(UpdateControl::noUpdate);
    }

    /** The same for an object that was deleted. */
    public DeleteControl admitDeletion(P object, Urgency urgency, Traffic traffic, Supplier<DeleteControl> pass) {
        return passOrComeBack(object, urgency, traffic, pass).orElseGet(DeleteControl::noFinalizerRemoval);
    }

    private <T> Optional<T> passOrComeBack(P object, Urgency urgency, Traffic traffic, Supplier<T> pass) {
        ResourceID id = ResourceID.fromResource(object);
        Optional<T> made = traffic.pass(urgency, id, pass);
        if (made.isEmpty()) {
            wakeUps.at(traffic.nextRoom(urgency, id), object);
        }
        return made;
    }
}
