package dev.awsmlops.operator.sweep;

import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.ClusterId;
import dev.awsmlops.operator.aws.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what carries this cluster's tags in AWS and belongs to no object any more, as after a finalizer was removed by hand
 * or a backup of etcd was restored.
 *
 * <ul>
 *   <li>A leak is what was seen without an object in two sweeps that lie the grace apart.
 *   <li>What carries no tags, another cluster's, or those of a namespace that this operator does not serve, is never judged.
 *   <li>Data is not looked for: buckets, databases, tables and Git repositories may have been kept on purpose. A notebook
 *       that was to be kept is a leak only while it runs, and is only stopped.
 *   <li>A service that can't be asked holds up no other one.
 * </ul>
 *
 * It looks wherever resources of an object are, wherever this process has been, and into the default region. Not safe for use by
 * several threads.
 */
public final class LeakSweeper {

    /** What a sweep has come to. */
    public enum Result {
        /** There is nothing more to do now. */
        QUIET,
        /** AWS was asked to take something down, and the next step may soon be due. */
        PROGRESS,
        /** Something could not be looked at. */
        INCOMPLETE
    }

    private static final Logger LOG = LoggerFactory.getLogger(LeakSweeper.class);

    private final Aws aws;
    private final ClusterId cluster;
    private final ServedObjects objects;
    private final SweepPolicy policy;
    private final LeakReport report;
    private final Clock clock;
    private final Sightings sightings = new Sightings();
    private final Set<String> takenDown = new HashSet<>();
    private final Map<Sweepable, String> lastFailures = new HashMap<>();

    public LeakSweeper(
            Aws aws, ClusterId cluster, ServedObjects objects, SweepPolicy policy, LeakReport report, Clock clock) {
        this.aws = aws;
        this.cluster = cluster;
        this.objects = objects;
        this.policy = policy;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Looks once at everything, tells of the leaks and, in that mode, takes each a step further towards its absence.
     *
     * @param leads whether this process is still the one that acts
     */
    public Result sweep(BooleanSupplier leads) {
        ServedObjects.Present present = objects.present();
        var search = new Search(cluster.value(), objects, present);
        var orphans = new LinkedHashMap<String, Orphan>();
        var unseen = new HashSet<Sweepable>();
        for (AwsRegion region : regions(present)) {
            for (Sweepable source : Sweepable.in(region)) {
                Search.Findings findings = search.look(source);
                findings.orphans().forEach(orphan -> orphans.putIfAbsent(orphan.arn(), orphan));
                findings.failure().ifPresentOrElse(failure -> unseen.add(source), () -> lastFailures.remove(source));
                findings.failure().ifPresent(failure -> tell(source, failure));
            }
        }
        boolean complete = unseen.isEmpty();
        leaveWhatIsKept(orphans.values(), unseen);
        Instant now = clock.instant();
        sightings.see(orphans.values(), unseen, now).forEach(this::forget);
        List<Orphan> leaks = sightings.seenFor(policy.grace(), now).toList();
        report.tell(leaks);
        if (policy.mode() == SweepMode.Delete && takeDown(leaks, orphans, unseen, leads)) {
            return Result.PROGRESS;
        }
        return complete ? Result.QUIET : Result.INCOMPLETE;
    }

    private Set<AwsRegion> regions(ServedObjects.Present present) {
        var regions = new LinkedHashSet<AwsRegion>();
        regions.add(aws.region(null));
        present.placements()
                .forEach(placement ->
                        regions.add(aws.region(placement.region(), Optional.ofNullable(placement.roleArn()))));
        regions.addAll(aws.opened());
        return regions;
    }

    /**
     * A kept notebook at rest is no leak, and its scripts are kept with it. Where the notebooks are not known, neither is
     * whose scripts are kept.
     */
    private static void leaveWhatIsKept(Collection<Orphan> orphans, Set<Sweepable> unseen) {
        Set<String> keeping = orphans.stream()
                .filter(Orphan::kept)
                .map(orphan -> orphan.owner().uid())
                .collect(Collectors.toSet());
        orphans.removeIf(orphan -> orphan.kept() && orphan.listed().atRest());
        orphans.removeIf(orphan -> orphan.type() == SweptType.LIFECYCLE_CONFIG
                && (keeping.contains(orphan.owner().uid())
                        || unseen.contains(new SweptNotebooks(orphan.source().aws()))));
        Set<Sweepable> scripts = unseen.stream()
                .filter(source -> source.type() == SweptType.NOTEBOOK)
                .map(source -> new SweptLifecycleConfigs(source.aws()))
                .collect(Collectors.toSet());
        unseen.addAll(scripts);
    }

    private boolean takeDown(
            List<Orphan> leaks, Map<String, Orphan> orphans, Set<Sweepable> unseen, BooleanSupplier leads) {
        var takeDown = new TakeDown(objects, orphans.values(), unseen);
        boolean progress = false;
        for (Orphan leak : leaks) {
            if (leads.getAsBoolean() && orphans.containsKey(leak.arn()) && takeDown.step(leak)) {
                takenDown.add(leak.arn());
                progress = true;
            }
        }
        return progress;
    }

    private void forget(Orphan orphan) {
        orphan.source().tags().forget(orphan.arn());
        if (takenDown.remove(orphan.arn())) {
            report.tellEnd(orphan);
        }
    }

    /** The log has it once for as long as it stays the same. */
    private void tell(Sweepable source, Failure failure) {
        if (!failure.code().equals(lastFailures.put(source, failure.code()))) {
            LOG.warn(
                    "Whether there are leaks of type {} in {} is not known: {}",
                    source.type().words(),
                    source.aws().name(),
                    failure.message());
        }
    }
}
