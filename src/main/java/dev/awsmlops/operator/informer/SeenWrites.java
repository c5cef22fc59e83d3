package dev.awsmlops.operator.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;

/**
 * Has the SDK let go of what it has written, once its informer has it too.
 *
 * <p>It keeps the whole object that a write returned until an event of that version comes. An event that comes before the
 * write has returned comes too early, and the object stays in memory until someone changes it again
 * ({@code TemporaryResourceCache} of 5.3.2; in the benchmark half of all objects did).
 */
public final class SeenWrites {

    private SeenWrites() {}

    /** To be called for an object that a pass has nothing to write to. */
    public static <P extends HasMetadata> void letGo(P object, Context<P> context) {
        if (context.getPrimaryCache() instanceof ControllerEventSource<P> source
                && !object.isMarkedForDeletion()
                && isKnownToInformer(object, source)) {
            // The event once more: of a version that is kept it ends the keeping, and else no filter lets it through.
            source.onUpdate(object, object);
        }
    }

    private static <P extends HasMetadata> boolean isKnownToInformer(P object, ControllerEventSource<P> source) {
        return source.informerHealthIndicators().values().stream()
                .filter(Cache.class::isInstance)
                .flatMap(informer -> ((Cache<?>) informer).get(ResourceID.fromResource(object)).stream())
                .anyMatch(known -> ((HasMetadata) known)
                        .getMetadata()
                        .getResourceVersion()
                        .equals(object.getMetadata().getResourceVersion()));
    }
}
