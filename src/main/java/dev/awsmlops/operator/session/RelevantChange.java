package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets through the updates that a session's reconciler can do something about: of the spec, the finalizers, the deletion,
 * and the annotation that renews. The SDK's own filter knows nothing of annotations.
 */
public final class RelevantChange implements OnUpdateFilter<GlueDevSession> {

    @Override
    public boolean accept(GlueDevSession now, GlueDevSession before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
                || now.isMarkedForDeletion()
                || !Objects.equals(renewal(now), renewal(before));
    }

    private static String renewal(GlueDevSession session) {
        var annotations = session.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(GlueDevSession.RENEW);
    }
}
