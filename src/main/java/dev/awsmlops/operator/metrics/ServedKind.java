package dev.awsmlops.operator.metrics;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.ReportedStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.Controller;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind, and its objects as the cache of its controller has them: to look at them asks nothing of the API server. */
record ServedKind(Controller<? extends HasMetadata> controller) {

    /** As a manifest names it. */
    String name() {
        return HasMetadata.getKind(controller.getConfiguration().getResourceClass());
    }

    boolean isSession() {
        return controller.getConfiguration().getResourceClass() == GlueDevSession.class;
    }

    /** A lake costs nothing that can be told by the hour. */
    boolean billsByTheHour() {
        return controller.getConfiguration().getResourceClass() != DataLake.class;
    }

    /** None before the cache is there. */
    Stream<? extends HasMetadata> objects() {
        var cache = controller.getEventSourceManager().getControllerEventSource();
        return cache.isRunning() ? cache.list() : Stream.empty();
    }

    static Optional<ReportedStatus> statusOf(HasMetadata object) {
        return object instanceof CustomResource<?, ?> resource && resource.getStatus() instanceof ReportedStatus status
                ? Optional.of(status)
                : Optional.empty();
    }
}
