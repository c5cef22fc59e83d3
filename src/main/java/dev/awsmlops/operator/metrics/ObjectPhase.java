package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.api.v1alpha1.Condition;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import dev.awsmlops.operator.reconcile.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where an object is in its life, in the words that sessions have for it; of other kinds the conditions tell. Pure. */
final class ObjectPhase {

    private ObjectPhase() {}

    static Phase of(HasMetadata object) {
        if (object.isMarkedForDeletion()) {
            return Phase.Deleting;
        }
        return ServedKind.statusOf(object).map(ObjectPhase::of).orElse(Phase.Pending);
    }

    /** Those that objects of the kind can be in: only sessions expire. */
    static Set<Phase> of(ServedKind kind) {
        var phases = EnumSet.allOf(Phase.class);
        if (!kind.isSession()) {
            phases.removeAll(Set.of(Phase.Expiring, Phase.Expired));
        }
        return phases;
    }

    private static Phase of(ReportedStatus status) {
        if (status instanceof GlueDevSessionStatus session) {
            return session.phase();
        }
        List<Condition> conditions = status.conditions();
        if (Conditions.isTrue(conditions, "Suspended")) {
            return Phase.Pending;
        }
        if (Conditions.isTrue(conditions, "Stalled")) {
            return Phase.Failed;
        }
        return Conditions.isTrue(conditions, "Ready") ? Phase.Ready : Phase.Provisioning;
    }
}
