package dev.awsmlops.operator.chaos;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.LocalObjectReference;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.stream.Stream;

/** Which objects refer to which. */
final class References {

    private References() {}

    /** The names of the objects of a kind that an object refers to. */
    static Stream<String> of(HasMetadata object, Kind kind) {
        Stream<LocalObjectReference> references = Stream.empty();
        if (object instanceof GlueDevSession session) {
            GlueDevSessionSpec spec = session.getSpec();
            references = kind == Kind.LAKE
                    ? Stream.of(spec.dataLakeRef()).filter(Objects::nonNull)
                    : Stream.of(spec.workspaceRef(), spec.roleRef()).filter(Objects::nonNull);
        } else if (object instanceof MlWorkspace workspace && kind == Kind.LAKE) {
            references = Stream.ofNullable(workspace.getSpec().dataLakeRef());
        }
        return references.map(LocalObjectReference::name);
    }
}
