package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DurationText;
import dev.awsmlops.operator.api.v1alpha1.ExpiryAction;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionSpec;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.Failure;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.aws.Urgency;
import dev.awsmlops.operator.reconcile.Admission;
import dev.awsmlops.operator.reconcile.DriftChecks;
import dev.awsmlops.operator.reconcile.FirstPass;
import dev.awsmlops.operator.reconcile.ObjectEvents;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings what AWS has for a {@link GlueDevSession} to what its spec says, and to nothing once its time is over.
 *
 * <p>Every pass looks at AWS, decides from what it sees and takes one step; no step relies on memory of an earlier one, so
 * that the process may die between any two calls. The parts, in the order in which they are made, are in
 * {@link SessionLook}; the decisions about time in {@link Lifetime}; the status in {@link SessionReport}.
 */
@ControllerConfiguration(
        name = "gluedevsession",
        informer = @Informer(onUpdateFilter = RelevantChange.class),
        generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class GlueDevSessionReconciler implements Reconciler<GlueDevSession>, Cleaner<GlueDevSession> {

    /** The objects that a session refers to, as far as they exist. */
    private record Referred(Optional<DataLake> lake, Optional<MlWorkspace> workspace) {

        /** To take a session down nothing of them is needed. */
        static final Referred NONE = new Referred(Optional.empty(), Optional.empty());
    }

    private final Placements placements;
    private final ClusterId cluster;
    private final SessionPolicy policy;
    private final SessionCost costs;
    private final Schedule schedule;
    private final DriftChecks driftChecks;
    private final WakeUps<GlueDevSession> wakeUps;
    private final Admission<GlueDevSession> admission;
    private final FirstPass<GlueDevSession, GlueDevSessionStatus> firstPass;
    private final PassEnd<GlueDevSession, GlueDevSessionStatus> end;
    private final Clock clock;

    public GlueDevSessionReconciler(
            Placements placements,
            ClusterId cluster,
            SessionPolicy policy,
            PriceTable prices,
            ObjectEvents events,
            Schedule schedule,
            DriftChecks driftChecks,
            WakeUps<GlueDevSession> wakeUps,
            Clock clock) {
        this.placements = placements;
        this.cluster = cluster;
        this.policy = policy;
        this.costs = new SessionCost(prices);
        this.schedule = schedule;
        this.driftChecks = driftChecks;
        this.wakeUps = wakeUps;
        this.admission = new Admission<>(wakeUps);
        this.end = new PassEnd<>(events, schedule, wakeUps);
        this.firstPass = new FirstPass<>(GlueDevSessionStatus::beginning, end, schedule, clock);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, GlueDevSession>> prepareEventSources(EventSourceContext<GlueDevSession> context) {
        return List.of(
                wakeUps,
                References.follow(
                        DataLake.class,
                        session -> Optional.ofNullable(session.getSpec().dataLakeRef()),
                        context),
                References.follow(
                        MlWorkspace.class, session -> SessionWorkspace.reference(session.getSpec()), context));
    }

    @Override
    public UpdateControl<GlueDevSession> reconcile(GlueDevSession session, Context<GlueDevSession> context) {
        AwsRegion region = regionOf(session);
        return admission.admit(session, urgency(session), region.traffic(), () -> pass(session, region, context));
    }

    @Override
    public DeleteControl cleanup(GlueDevSession session, Context<GlueDevSession> context) {
        AwsRegion region = regionOf(session);
        return admission.admitDeletion(
                session, urgency(session), region.traffic(), () -> passOfDeletion(session, region, context));
    }

    private UpdateControl<GlueDevSession> pass(
            GlueDevSession session, AwsRegion region, Context<GlueDevSession> context) {
        if (!Placements.isRecorded(session)) {
            return firstPass.record(region, session, context);
        }
        Instant now = clock.instant();
        var referred = new Referred(
                context.getSecondaryResource(DataLake.class), context.getSecondaryResource(MlWorkspace.class));
        SessionLook look = lookAt(session, region, referred, Optional.empty(), now);
        if (!isStartKnown(session)) {
            try {
                Optional<Lifetime.Remembered> start = look.remembered();
                look = start.isPresent() ? lookAt(session, region, referred, start, now) : look;
            } catch (SdkException e) {
                var failing = new Outcome.Failing(Failure.of(e));
                var report = new SessionReport(session, look, policy, costs);
                return settle(session, report.unread(failing), List.of(failing), now, context);
            }
        }
        SessionReport report = new SessionReport(session, look, policy, costs);

        if (look.lifetime().isOver() && hasExpired(session)) {
            return rest(session, report.stillExpired(), context);
        }
        if (look.lifetime().isOver()) {
            PartRun run = PartRun.remove(look.partsToRemove());
            Instant lookAgain = run.all(Outcome.Gone.class)
                    ? schedule.nextOnceWritten(session)
                    : schedule.nextOfTeardown(session, run.outcomes());
            return end.lookAgainAt(lookAgain, session, report.expiring(run), context);
        }
        Optional<Outcome> objection = SpecReview.objection(look.plan(), policy);
        if (objection.isPresent() || session.getSpec().suspended()) {
            PartRun run = converge(session, look, look.partsThatKeepTheEnd());
            return settle(
                    session,
                    objection.map(outcome -> report.objecting(outcome, run)).orElseGet(() -> report.suspended(run)),
                    Stream.concat(objection.stream(), run.outcomes().stream()).toList(),
                    now,
                    context);
        }
        PartRun run = converge(session, look, look.parts());
        end.tell(look.repairs(), session, context);
        if (look.isUnused(run)) {
            return end.lookAgainAt(schedule.nextOnceWritten(session), session, report.endingUnused(run), context);
        }
        return settle(session, report.converging(run), run.outcomes(), now, context);
    }

    private DeleteControl passOfDeletion(GlueDevSession session, AwsRegion region, Context<GlueDevSession> context) {
        SessionLook look = lookAt(session, region, Referred.NONE, Optional.empty(), clock.instant());
        PartRun run = PartRun.remove(look.partsToRemove());
        if (run.all(Outcome.Gone.class)) {
            driftChecks.forget(session);
            return end.gone(session);
        }
        var report = new SessionReport(session, look, policy, costs);
        return end.stillThere(session, report.deleting(run), run.outcomes(), context);
    }

    private PartRun converge(GlueDevSession session, SessionLook look, List<Part<?>> parts) {
        PartRun run = PartRun.converge(parts);
        if (look.looksAtSwitchAgain()) {
            driftChecks.forget(session);
        }
        return run;
    }

    /** Otherwise only AWS can tell when it started: it may be new, or its status was lost. */
    private static boolean isStartKnown(GlueDevSession session) {
        return session.getStatus() != null && session.getStatus().startedAt() != null;
    }

    private SessionLook lookAt(
            GlueDevSession session,
            AwsRegion region,
            Referred referred,
            Optional<Lifetime.Remembered> start,
            Instant now) {
        SessionPlan plan = plan(session, referred, Lifetime.of(session, policy, start, now), region, now);
        boolean checksDrift = plan.steady() && driftChecks.isDue(session);
        return new SessionLook(
                plan, new SwitchPlan(plan, policy.deadMansSwitch(), checksDrift, new Repairs(plan.steady())));
    }

    private SessionPlan plan(
            GlueDevSession session, Referred referred, Lifetime lifetime, AwsRegion region, Instant now) {
        GlueDevSessionSpec spec = session.getSpec();
        boolean answered = isAnswered(session, lifetime);
        return new SessionPlan(
                SessionWorkspace.role(spec, referred.workspace())
                        .map(spec::withRoleArn)
                        .orElse(spec),
                Ownership.of(session, cluster.value()),
                session.getMetadata().getGeneration(),
                lifetime.startingAt(now),
                lifetime.startedAt().isPresent(),
                Optional.ofNullable(session.getStatus()),
                referred.lake(),
                referred.workspace(),
                idleTimeout(session),
                region,
                now,
                answered,
                answered && session.getStatus().phase() == Phase.Ready);
    }

    /** What has to end and bills goes before all else, and of that the one whose time was over first. */
    private Urgency urgency(GlueDevSession session) {
        if (billsNoMore(session)) {
            return Urgency.NONE;
        }
        if (session.isMarkedForDeletion()) {
            return Urgency.ofDeletion(session.getMetadata());
        }
        return Optional.ofNullable(session.getStatus())
                .map(GlueDevSessionStatus::expiresAt)
                .map(Instant::parse)
                .filter(expiry -> !expiry.isAfter(clock.instant()) && !hasExpired(session))
                .map(Urgency::endDue)
                .orElse(Urgency.NONE);
    }

    /** It is on its way to absence, and what is left costs nothing by the hour. */
    private static boolean billsNoMore(GlueDevSession session) {
        return Optional.ofNullable(session.getStatus())
                .filter(status -> status.phase() == Phase.Expiring || status.phase() == Phase.Deleting)
                .map(GlueDevSessionStatus::cost)
                .filter(cost -> cost.unpriced() == null && new BigDecimal(cost.hourlyUsd()).signum() == 0)
                .isPresent();
    }

    private AwsRegion regionOf(GlueDevSession session) {
        return placements.of(session, session.getSpec().region());
    }

    private Optional<Duration> idleTimeout(GlueDevSession session) {
        Optional<Duration> asked =
                Optional.ofNullable(session.getSpec().idleTimeout()).flatMap(DurationText::parse);
        return Stream.concat(asked.stream(), policy.longestIdle().stream()).min(Duration::compareTo);
    }

    /** It was worked on for this very spec, and neither ended nor renewed since. */
    private static boolean isAnswered(GlueDevSession session, Lifetime lifetime) {
        GlueDevSessionStatus status = session.getStatus();
        return status != null
                && (status.phase() == Phase.Ready || status.phase() == Phase.Provisioning)
                && session.getMetadata().getGeneration().equals(status.observedGeneration())
                && !session.isMarkedForDeletion()
                && !lifetime.isOver()
                && lifetime.renewal().equals(Optional.ofNullable(status.renewal()));
    }

    private UpdateControl<GlueDevSession> settle(
            GlueDevSession session,
            GlueDevSessionStatus next,
            Collection<Outcome> outcomes,
            Instant now,
            Context<GlueDevSession> context) {
        return end.lookAgainAt(schedule.next(session, outcomes, moments(next, now)), session, next, context);
    }

    /** What has expired is left alone until it is renewed, or removed if its spec says so. */
    private UpdateControl<GlueDevSession> rest(
            GlueDevSession session, GlueDevSessionStatus next, Context<GlueDevSession> context) {
        schedule.forget(session);
        if (session.getSpec().onExpiry() == ExpiryAction.Delete) {
            context.getClient().resource(session).delete();
            return UpdateControl.noUpdate();
        }
        return end.rest(session, next, context);
    }

    private static boolean hasExpired(GlueDevSession session) {
        return session.getStatus() != null && session.getStatus().phase() == Phase.Expired;
    }

    /** When time alone changes something: at the warning, and at the end. */
    private Stream<Instant> moments(GlueDevSessionStatus status, Instant now) {
        if (status.end() != null || status.expiresAt() == null) {
            return Stream.empty();
        }
        Instant expiry = Instant.parse(status.expiresAt());
        return Stream.of(expiry.minus(policy.warning()), expiry).filter(now::isBefore);
    }
}
