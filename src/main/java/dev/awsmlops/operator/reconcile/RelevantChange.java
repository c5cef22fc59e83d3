package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lets through the updates that a reconciler can do something about: of the spec, the finalizers, the deletion, and the
 * annotations that are addressed to the operator. The SDK's own filter knows nothing of annotations.
 */
public final class RelevantChange implements OnUpdateFilter<HasMetadata> {

    private static final String OURS = GlueDevSession.GROUP + "/";

    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
                || now.isMarkedForDeletion()
                || !ourAnnotations(now).equals(ourAnnotations(before));
    }

    private static Map<String, String> ourAnnotations(HasMetadata object) {
        var ours = new TreeMap<String, String>();
        if (object.getMetadata().getAnnotations() != null) {
            ours.putAll(object.getMetadata().getAnnotations());
        }
        ours.keySet().removeIf(key -> !key.startsWith(OURS));
        return ours;
    }
}
