package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.reconcile.Part;
import java.time.Duration;
import java.util.Optional;

/** The Spark environment of a session: a dev endpoint or an interactive session. */
sealed interface SessionBackend<T> extends Part<T> permits GlueDevEndpoint, GlueInteractiveSession {

    String CONDITION = "EndpointReady";

    static SessionBackend<?> of(SessionPlan plan) {
        return switch (plan.spec().effectiveBackend()) {
            case DevEndpoint -> new GlueDevEndpoint(plan);
            case InteractiveSession -> new GlueInteractiveSession(plan);
        };
    }

    @Override
    default String condition() {
        return CONDITION;
    }

    /** Whether AWS has said in this pass what there is. */
    boolean looked();

    /** What was seen of it in this pass; empty when there is nothing. */
    Optional<EndpointStatus> seen();

    /** How many environments of the spec's size are billed for now. */
    int billed();

    /** The shortest time that AWS bills for. */
    Duration shortestBill();

    /** Whether AWS itself has ended it because nobody used it, and nothing else of it is in use. */
    boolean endedUnused();

    /** Whether AWS can tell that it is not used. */
    boolean seesIdleness();

    /** When the session started, as AWS remembers it. */
    Optional<Lifetime.Remembered> remembered();
}
