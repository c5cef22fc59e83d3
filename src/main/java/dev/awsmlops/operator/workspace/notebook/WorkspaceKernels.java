package dev.awsmlops.operator.workspace.notebook;

import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueKernelsSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueVersion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.ResourceName;
import dev.awsmlops.operator.notebook.GlueKernelSettings;
import dev.awsmlops.operator.session.SessionSize;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the sessions are like that the kernels of a workspace's notebook start. While a session is attached they are that
 * session's own: of its size, under its name and tags, so that they end with it.
 */
final class WorkspaceKernels {

    /** A dev endpoint's versions, which kernels can't start anything of. */
    private static final Set<GlueVersion> OF_ENDPOINTS = EnumSet.of(GlueVersion.V0_9, GlueVersion.V1_0);

    private WorkspaceKernels() {}

    /** @throws IllegalArgumentException when a time-out in the spec is no duration */
    static GlueKernelSettings of(WorkspacePlan plan) {
        return plan.sessions().stream()
                .filter(session -> !OF_ENDPOINTS.contains(session.getSpec().glueVersion()))
                .findFirst()
                .map(session -> ofSession(plan, session))
                .orElseGet(() -> ofWorkspace(plan));
    }

    private static GlueKernelSettings ofWorkspace(WorkspacePlan plan) {
        GlueKernelsSpec spec = plan.spec().glueKernels();
        return new GlueKernelSettings(
                plan.roleArn(),
                spec.glueVersion().version(),
                spec.workerType().type(),
                spec.numberOfWorkers(),
                idleTimeout(plan),
                timeout(plan),
                List.of(),
                null,
                plan.name(),
                plan.tags());
    }

    private static GlueKernelSettings ofSession(WorkspacePlan plan, GlueDevSession session) {
        GlueDevSessionSpec spec = session.getSpec();
        Ownership owner = Ownership.of(session, plan.owner().cluster());
        SessionSize size = SessionSize.of(spec);
        boolean connected = spec.network() != null && spec.network().connections() != null;
        return new GlueKernelSettings(
                Objects.requireNonNullElseGet(spec.roleArn(), plan::roleArn),
                spec.glueVersion().version(),
                size.workerType().type(),
                size.workers(),
                parsed(spec.idleTimeout()).orElseGet(() -> idleTimeout(plan)),
                ttl(session).orElseGet(() -> timeout(plan)),
                connected ? spec.network().connections() : List.of(),
                spec.securityConfiguration(),
                ResourceName.of(owner),
                tags(spec, owner));
    }

    /** The ttl in force, which the operator's policy may have cut. */
    private static Optional<Duration> ttl(GlueDevSession session) {
        return Optional.ofNullable(session.getStatus())
                .map(GlueDevSessionStatus::effectiveTtl)
                .flatMap(WorkspaceKernels::parsed)
                .or(() -> parsed(session.getSpec().ttl()));
    }

    private static Map<String, String> tags(GlueDevSessionSpec spec, Ownership owner) {
        var tags = new HashMap<String, String>();
        if (spec.tags() != null) {
            tags.putAll(spec.tags());
        }
        tags.putAll(owner.tags());
        return tags;
    }

    private static Duration idleTimeout(WorkspacePlan plan) {
        return duration(
                "spec.glueKernels.idleTimeout", plan.spec().glueKernels().idleTimeout());
    }

    private static Duration timeout(WorkspacePlan plan) {
        return duration("spec.glueKernels.timeout", plan.spec().glueKernels().timeout());
    }

    /** @throws IllegalArgumentException when it is none */
    static Duration duration(String field, String text) {
        return parsed(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        field + " \"" + text + "\" is not a duration longer than nothing: write such as 45m or 8h"));
    }

    private static Optional<Duration> parsed(String text) {
        return Optional.ofNullable(text).flatMap(DurationText::parse);
    }
}
