package dev.awsmlops.operator.workspace.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.awsmlops.operator.api.v1alpha1.Backend;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.EndpointStatus;
import dev.awsmlops.operator.api.v1alpha1.WorkspaceNotebookSpec;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.workspace.TemplateNames;
import dev.awsmlops.operator.workspace.WorkspacePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sets the state machine of one workspace apart from that of another.
 *
 * <p>A workspace's sessions are those whose tags say that they are its own, which its notebook's kernels start, or those of
 * a {@code GlueDevSession} that uses its notebook. When one of these ends is known here and not read from the tag {@code
 * expires-at}: a kernel's session keeps the tags of the day on which it was started, whatever the ttl is now.
 *
 * @param workspace namespace and name
 * @param grace milliseconds that something may take to end, before it is called overdue
 * @param most the number of findings after which it has seen enough: they must fit into 256 KiB
 * @param lakes the lake's crawlers by their tags; one lake at most
 * @param jobs what the names of the workspace's training jobs begin with
 * @param topic empty without one
 */
record MonitorFacts(
        String workspace,
        long grace,
        int most,
        Notebook notebook,
        List<Tagged> sessions,
        List<Endpoint> devEndpoints,
        List<Tagged> lakes,
        String jobs,
        String topic) {

    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final int MOST_FINDINGS = 300;

    /** After which Glue ends a session that says nothing else. Source: Glue API reference, CreateSession, Timeout. */
    private static final Duration LONGEST_SESSION = Duration.ofDays(2);

    /**
     * The notebook.
     *
     * @param hours null without
     * @param startAskedAt when it was last asked for outside its hours; zero if never
     */
    @JsonInclude(Include.NON_NULL)
    record Notebook(String name, boolean keptStopped, MonitorHours hours, long startAskedAt) {}

    /**
     * Things that carry an object's tags.
     *
     * @param end when they have to be over, zero where that is not known
     * @param longest milliseconds for which each of them may run where there is no such end
     */
    record Tagged(String owner, Map<String, String> tags, long end, long longest) {}

    /** A dev endpoint. */
    record Endpoint(String name, String owner, long end) {}

    static MonitorFacts of(WorkspacePlan plan) {
        var sessions = new ArrayList<Tagged>();
        sessions.add(kernels(plan));
        var endpoints = new ArrayList<Endpoint>();
        for (GlueDevSession session : plan.sessions()) {
            endpoint(session)
                    .filter(endpoint -> endpoint.backend() == Backend.DevEndpoint)
                    .ifPresentOrElse(
                            endpoint -> endpoints.add(new Endpoint(endpoint.name(), describe(session), end(session))),
                            () -> sessions.add(tagged(session)));
        }
        return new MonitorFacts(
                plan.owner().namespace() + "/" + plan.owner().name(),
                GRACE.toMillis(),
                MOST_FINDINGS,
                notebook(plan),
                sessions,
                endpoints,
                plan.lake().map(MonitorFacts::crawlers).stream().toList(),
                TemplateNames.prefix(plan.owner()) + "-",
                Optional.ofNullable(plan.spec().monitoring().notifyTopicArn()).orElse(""));
    }

    private static Notebook notebook(WorkspacePlan plan) {
        WorkspaceNotebookSpec spec = plan.spec().notebook();
        return new Notebook(
                plan.name(),
                spec.state() == WorkspaceNotebookSpec.State.Stopped,
                Optional.ofNullable(spec.schedule())
                        .flatMap(hours -> MonitorHours.of(hours, plan.now()))
                        .orElse(null),
                plan.startRequest()
                        .map(request -> Instant.parse(request.at()).toEpochMilli())
                        .orElse(0L));
    }

    private static Tagged kernels(WorkspacePlan plan) {
        Duration longest = Optional.ofNullable(plan.spec().glueKernels().timeout())
                .flatMap(DurationText::parse)
                .orElse(LONGEST_SESSION);
        return new Tagged("the notebook", Map.of(Ownership.UID, plan.owner().uid()), 0, longest.toMillis());
    }

    private static Tagged tagged(GlueDevSession session) {
        return new Tagged(
                describe(session),
                Map.of(Ownership.UID, session.getMetadata().getUid()),
                end(session),
                LONGEST_SESSION.toMillis());
    }

    private static Tagged crawlers(DataLake lake) {
        return new Tagged(
                "DataLake " + lake.getMetadata().getName(),
                Map.of(Ownership.UID, lake.getMetadata().getUid()),
                0,
                0);
    }

    private static Optional<EndpointStatus> endpoint(GlueDevSession session) {
        return Optional.ofNullable(session.getStatus()).map(GlueDevSessionStatus::endpoint);
    }

    private static long end(GlueDevSession session) {
        return Optional.ofNullable(session.getStatus())
                .map(GlueDevSessionStatus::expiresAt)
                .map(end -> Instant.parse(end).toEpochMilli())
                .orElse(0L);
    }

    private static String describe(GlueDevSession session) {
        return "GlueDevSession " + session.getMetadata().getName();
    }
}
