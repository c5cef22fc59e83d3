package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.Ownership;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings what AWS has for a {@link DataLake} to what its spec says.
 *
 * <p>Every pass looks at AWS, decides from what it sees and takes one step; no step relies on memory of an earlier one, so
 * that the process may die between any two calls. The parts, in the order in which they are made, are in
 * {@link LakeLook}; when crawls are asked for is in {@link CrawlAsk}; the status is in {@link LakeReport}.
 */
@ControllerConfiguration(
        name = "datalake",
        informer = @Informer(onUpdateFilter = RelevantChange.class),
        generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class DataLakeReconciler implements Reconciler<DataLake>, Cleaner<DataLake> {

    private final Placements placements;
    private final ClusterId cluster;
    private final Schedule schedule;
    private final DriftChecks driftChecks;
    private final WakeUps<DataLake> wakeUps;
    private final Admission<DataLake> admission;
    private final FirstPass<DataLake, DataLakeStatus> firstPass;
    private final PassEnd<DataLake, DataLakeStatus> end;
    private final Clock clock;

    public DataLakeReconciler(
            Placements placements,
            ClusterId cluster,
            ObjectEvents events,
            Schedule schedule,
            DriftChecks driftChecks,
            WakeUps<DataLake> wakeUps,
            Clock clock) {
        this.placements = placements;
        this.cluster = cluster;
        this.schedule = schedule;
        this.driftChecks = driftChecks;
        this.wakeUps = wakeUps;
        this.admission = new Admission<>(wakeUps);
        this.end = new PassEnd<>(events, schedule, wakeUps);
        this.firstPass = new FirstPass<>(DataLakeStatus::beginning, end, schedule, clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DataLake>> prepareEventSources(EventSourceContext<DataLake> context) {
        return List.of(wakeUps);
    }

    /** Nothing of a lake bills by the hour, so that its end is never urgent. */
    @Override
    public UpdateControl<DataLake> reconcile(DataLake lake, Context<DataLake> context) {
        AwsRegion region = regionOf(lake);
        return admission.admit(lake, Urgency.NONE, region.traffic(), () -> pass(lake, region, context));
    }

    @Override
    public DeleteControl cleanup(DataLake lake, Context<DataLake> context) {
        AwsRegion region = regionOf(lake);
        return admission.admitDeletion(
                lake, Urgency.NONE, region.traffic(), () -> passOfDeletion(lake, region, context));
    }

    private UpdateControl<DataLake> pass(DataLake lake, AwsRegion region, Context<DataLake> context) {
        if (!Placements.isRecorded(lake)) {
            return firstPass.record(region, lake, context);
        }
        LakeLook look = lookAt(lake, region, isSteady(lake));
        LakeReport report = new LakeReport(lake, look);
        if (lake.getSpec().suspended()) {
            return settle(lake, report.suspended(), List.of(), context);
        }
        PartRun run = PartRun.converge(look.parts());
        end.tell(look.plan().repairs(), lake, context);
        return settle(lake, report.converging(run), List.copyOf(run.outcomes()), context);
    }

    private DeleteControl passOfDeletion(DataLake lake, AwsRegion region, Context<DataLake> context) {
        LakeLook look = lookAt(lake, region, false);
        LakeReport report = new LakeReport(lake, look);
        Optional<Outcome.Blocked> users =
                LiveSessions.using(lake, List.of(GlueDevSessionSpec::dataLakeRef), context.getClient());
        if (users.isPresent()) {
            return end.stillThere(lake, report.inUse(users.get()), List.of(users.get()), context);
        }
        PartRun run = PartRun.remove(look.partsToRemove());
        if (run.all(Outcome.Gone.class)) {
            driftChecks.forget(lake);
            return end.gone(lake);
        }
        return end.stillThere(lake, report.deleting(run), run.outcomes(), context);
    }

    private LakeLook lookAt(DataLake lake, AwsRegion region, boolean steady) {
        return new LakeLook(new LakePlan(
                lake.getSpec(),
                Ownership.of(lake, cluster.value()),
                Instant.parse(lake.getMetadata().getCreationTimestamp()),
                Optional.ofNullable(lake.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(DataLake.CRAWL))
                        .orElse(""),
                Optional.ofNullable(lake.getStatus()),
                region,
                clock.instant(),
                steady,
                new Repairs(Conditions.isReadyForItsSpec(lake))));
    }

    private AwsRegion regionOf(DataLake lake) {
        return placements.of(lake, lake.getSpec().region());
    }

    /** Nothing is expected to have changed, and it is not yet time to look whether something has all the same. */
    private boolean isSteady(DataLake lake) {
        return Conditions.isReadyForItsSpec(lake) && !driftChecks.isDue(lake);
    }

    private UpdateControl<DataLake> settle(
            DataLake lake, DataLakeStatus next, List<Outcome> outcomes, Context<DataLake> context) {
        return end.lookAgainAt(schedule.next(lake, outcomes, Stream.empty()), lake, next, context);
    }
}
