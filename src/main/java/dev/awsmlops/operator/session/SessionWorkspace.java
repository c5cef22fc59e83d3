package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.LocalObjectReference;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** The workspace whose role, or whose notebook and role, a session uses. */
final class SessionWorkspace {

    private SessionWorkspace() {}

    /** The workspace that a spec names, by either field. */
    static Optional<LocalObjectReference> reference(GlueDevSessionSpec spec) {
        return Stream.of(spec.workspaceRef(), spec.roleRef())
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** The role that the session assumes: its spec's own, or its workspace's as far as that is known. */
    static Optional<String> role(GlueDevSessionSpec spec, Optional<MlWorkspace> workspace) {
        return Optional.ofNullable(spec.roleArn())
                .or(() -> workspace.map(MlWorkspace::getStatus).map(MlWorkspaceStatus::roleArn));
    }

    /**
     * Why a session has to wait for its workspace, if it has to. Once it has started, what becomes of the workspace no longer
     * stops it, as long as its role is known.
     */
    static Optional<Outcome> obstacle(GlueDevSessionSpec spec, Optional<MlWorkspace> workspace, boolean started) {
        return reference(spec)
                .filter(reference -> !(started && spec.roleArn() != null) && !isReady(workspace))
                .map(reference -> new Outcome.Blocked(
                        Reason.ReferenceNotReady,
                        "MlWorkspace " + reference.name()
                                + (workspace.isEmpty()
                                        ? " does not exist in this namespace: make it, or make another GlueDevSession"
                                                + " with roleArn"
                                        : " is not ready yet")));
    }

    private static boolean isReady(Optional<MlWorkspace> workspace) {
        return workspace
                .filter(found -> !found.isMarkedForDeletion())
                .map(MlWorkspace::getStatus)
                .filter(status -> status.roleArn() != null && Conditions.isTrue(status.conditions(), "Ready"))
                .isPresent();
    }
}
