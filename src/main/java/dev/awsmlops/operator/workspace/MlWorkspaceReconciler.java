package dev.awsmlops.operator.workspace;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspaceStatus.StartRequest;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.aws.Urgency;
import dev.awsmlops.operator.reconcile.Admission;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.FirstPass;
import dev.awsmlops.operator.reconcile.LiveSessions;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.PassEnd;
import dev.awsmlops.operator.reconcile.Placements;
import dev.awsmlops.operator.reconcile.References;
import dev.awsmlops.operator.reconcile.RelevantChange;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.reconcile.Schedule;
import dev.awsmlops.operator.reconcile.WakeUps;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings what AWS has for an {@link MlWorkspace} to what its spec says.
 *
 * <p>Every pass looks at AWS, decides from what it sees and takes one step; no step relies on memory of an earlier one, so
 * that the process may die between any two calls. The parts, in the order in which they are made, are in
 * {@link WorkspaceLook}; when the notebook runs is decided in {@code notebook.Power}; the status is in
 * {@link WorkspaceReport}.
 */
@ControllerConfiguration(
        name = "mlworkspace",
        informer = @Informer(onUpdateFilter = RelevantChange.class),
        generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class MlWorkspaceReconciler implements Reconciler<MlWorkspace>, Cleaner<MlWorkspace> {

    private final Placements placements;
    private final ClusterId cluster;
    private final PriceTable prices;
    private final Schedule schedule;
    private final DriftChecks driftChecks;
    private final WakeUps<MlWorkspace> wakeUps;
    private final Admission<MlWorkspace> admission;
    private final FirstPass<MlWorkspace, MlWorkspaceStatus> firstPass;
    private final PassEnd<MlWorkspace, MlWorkspaceStatus> end;
    private final Clock clock;

    public MlWorkspaceReconciler(
            Placements placements,
            ClusterId cluster,
            PriceTable prices,
            ObjectEvents events,
            Schedule schedule,
            DriftChecks driftChecks,
            WakeUps<MlWorkspace> wakeUps,
            Clock clock) {
        this.placements = placements;
        this.cluster = cluster;
        this.prices = prices;
        this.schedule = schedule;
        this.driftChecks = driftChecks;
        this.wakeUps = wakeUps;
        this.admission = new Admission<>(wakeUps);
        this.end = new PassEnd<>(events, schedule, wakeUps);
        this.firstPass = new FirstPass<>(MlWorkspaceStatus::beginning, end, schedule, clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, MlWorkspace>> prepareEventSources(EventSourceContext<MlWorkspace> context) {
        return List.of(
                wakeUps,
                References.follow(
                        DataLake.class,
                        workspace -> Optional.ofNullable(workspace.getSpec().dataLakeRef()),
                        context),
                References.followReferrers(
                        GlueDevSession.class,
                        session -> Optional.ofNullable(session.getSpec().workspaceRef()),
                        context));
    }

    @Override
    public UpdateControl<MlWorkspace> reconcile(MlWorkspace workspace, Context<MlWorkspace> context) {
        AwsRegion region = regionOf(workspace);
        return admission.admit(workspace, urgency(workspace), region.traffic(), () -> pass(workspace, region, context));
    }

    @Override
    public DeleteControl cleanup(MlWorkspace workspace, Context<MlWorkspace> context) {
        AwsRegion region = regionOf(workspace);
        return admission.admitDeletion(
                workspace, urgency(workspace), region.traffic(), () -> passOfDeletion(workspace, region, context));
    }

    private UpdateControl<MlWorkspace> pass(MlWorkspace workspace, AwsRegion region, Context<MlWorkspace> context) {
        if (!Placements.isRecorded(workspace)) {
            return firstPass.record(region, workspace, context);
        }
        WorkspaceLook look = lookAt(workspace, region, isSteady(workspace), context);
        WorkspaceReport report = new WorkspaceReport(workspace, look, prices);

        Optional<Outcome> objection = WorkspaceReview.objection(look.plan());
        if (objection.isPresent()) {
            Collection<Outcome> stop = look.stopIfOverdue();
            return settle(
                    workspace, look, report.objecting(objection.get()), join(stop, List.of(objection.get())), context);
        }
        if (workspace.getSpec().suspended()) {
            return settle(workspace, look, report.suspended(), List.of(), context);
        }
        PartRun run = PartRun.converge(look.parts());
        Collection<Outcome> stop = look.stopIfOverdue();
        end.tell(look.plan().repairs(), workspace, context);
        return settle(workspace, look, report.converging(run), join(run.outcomes(), stop), context);
    }

    private DeleteControl passOfDeletion(MlWorkspace workspace, AwsRegion region, Context<MlWorkspace> context) {
        WorkspaceLook look = lookAt(workspace, region, false, context);
        WorkspaceReport report = new WorkspaceReport(workspace, look, prices);
        Optional<Outcome.Blocked> users = LiveSessions.using(
                workspace, List.of(GlueDevSessionSpec::workspaceRef, GlueDevSessionSpec::roleRef), context.getClient());
        if (users.isPresent()) {
            return end.stillThere(workspace, report.inUse(users.get()), List.of(users.get()), context);
        }
        PartRun run = PartRun.remove(look.partsToRemove());
        if (run.all(Outcome.Gone.class)) {
            driftChecks.forget(workspace);
            return end.gone(workspace);
        }
        return end.stillThere(workspace, report.deleting(run), run.outcomes(), context);
    }

    private WorkspaceLook lookAt(
            MlWorkspace workspace, AwsRegion region, boolean steady, Context<MlWorkspace> context) {
        Instant now = clock.instant();
        return new WorkspaceLook(new WorkspacePlan(
                workspace.getSpec(),
                Ownership.of(workspace, cluster.value()),
                workspace.getMetadata().getGeneration(),
                Optional.ofNullable(workspace.getStatus()),
                context.getSecondaryResource(DataLake.class),
                liveSessions(context),
                startRequest(workspace, now),
                region,
                now,
                isAnswered(workspace),
                steady,
                new Repairs(Conditions.isReadyForItsSpec(workspace))));
    }

    private static Urgency urgency(MlWorkspace workspace) {
        return workspace.isMarkedForDeletion() ? Urgency.ofDeletion(workspace.getMetadata()) : Urgency.NONE;
    }

    private AwsRegion regionOf(MlWorkspace workspace) {
        return placements.of(workspace, workspace.getSpec().region());
    }

    /** Nothing is expected to have changed, and it is not yet time to look whether something has all the same. */
    private boolean isSteady(MlWorkspace workspace) {
        return Conditions.isReadyForItsSpec(workspace) && !driftChecks.isDue(workspace);
    }

    /** It was worked on for this very spec, and something is on its way still. */
    private static boolean isAnswered(MlWorkspace workspace) {
        return workspace.getStatus() != null
                && workspace
                        .getMetadata()
                        .getGeneration()
                        .equals(workspace.getStatus().observedGeneration())
                && !Conditions.isReadyForItsSpec(workspace)
                && !workspace.isMarkedForDeletion();
    }

    private static List<GlueDevSession> liveSessions(Context<MlWorkspace> context) {
        return context.getSecondaryResources(GlueDevSession.class).stream()
                .filter(session -> LiveSessions.isLive(session) && !session.isMarkedForDeletion())
                .sorted(Comparator.comparing(
                                (GlueDevSession session) -> session.getStatus().startedAt())
                        .thenComparing(session -> session.getMetadata().getName()))
                .toList();
    }

    /** The request that the annotation makes: a new one when its value is not the last that was taken notice of. */
    private static Optional<StartRequest> startRequest(MlWorkspace workspace, Instant now) {
        Optional<StartRequest> last = Optional.ofNullable(workspace.getStatus()).map(MlWorkspaceStatus::startRequest);
        Optional<String> asked = Optional.ofNullable(workspace.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(MlWorkspace.START));
        return asked.filter(value -> !asked.equals(last.map(StartRequest::value)))
                .map(value -> new StartRequest(value, now.toString()))
                .or(() -> last);
    }

    private static List<Outcome> join(Collection<Outcome> some, Collection<Outcome> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private UpdateControl<MlWorkspace> settle(
            MlWorkspace workspace,
            WorkspaceLook look,
            MlWorkspaceStatus next,
            Collection<Outcome> outcomes,
            Context<MlWorkspace> context) {
        Instant moment = schedule.next(workspace, outcomes, look.nextChange().stream());
        return end.lookAgainAt(moment, workspace, next, context);
    }
}
