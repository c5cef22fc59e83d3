package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.Condition.Status;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.BucketStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.CrawlerStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.DatabaseStatus;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.LastCrawl;
import dev.awsmlops.operator.api.v1alpha1.DataLakeStatus.ZonePaths;
import dev.awsmlops.operator.api.v1alpha1.Zone;
import dev.awsmlops.operator.reconcile.Conditions;
import dev.awsmlops.operator.reconcile.Outcome;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.reconcile.PartRun;
import dev.awsmlops.operator.reconcile.Reason;
import dev.awsmlops.operator.reconcile.RunReport;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Works out a lake's next status from the last one and what this pass has seen. Pure: the same look and the same outcomes
 * give the same status, which is what makes a steady lake cause no write.
 */
final class LakeReport {

    private final DataLake lake;
    private final LakeLook look;
    private final Optional<DataLakeStatus> last;
    private final Conditions conditions;
    private final RunReport report;

    LakeReport(DataLake lake, LakeLook look) {
        this.lake = lake;
        this.look = look;
        this.last = look.plan().last();
        this.conditions = new Conditions(
                last.map(DataLakeStatus::conditions).orElse(List.of()),
                lake.getMetadata().getGeneration(),
                look.plan().now());
        this.report = new RunReport(conditions, look.parts(), look.plan().now(), List.of("Ready"));
    }

    /** After a step towards the spec. */
    DataLakeStatus converging(PartRun run) {
        run.obstacle()
                .ifPresentOrElse(
                        report::notReady,
                        () -> conditions.set(
                                "Ready", Status.True, Reason.Ready, "bucket, database and crawlers are ready"));
        report.parts(run);
        return status(run);
    }

    /** Nothing was asked of AWS, because the user suspended it. */
    DataLakeStatus suspended() {
        conditions
                .keep("Ready")
                .set("Suspended", Status.True, Reason.Suspended, "spec.suspend is true: only deletion goes on");
        report.keepParts();
        return unchanged();
    }

    /** AWS did not say what everything else takes, so of what is known nothing is changed. */
    DataLakeStatus unread(Outcome obstacle) {
        report.notReady(obstacle);
        report.keepParts();
        return unchanged();
    }

    /** Nothing is taken down yet. */
    DataLakeStatus inUse(Outcome.Blocked blocked) {
        conditions
                .keep("Ready")
                .set("Reconciling", Status.True, blocked.reason(), blocked.message())
                .set("InUse", Status.True, blocked.reason(), blocked.message());
        report.keepParts();
        return unchanged();
    }

    /** After a step towards its deletion. */
    DataLakeStatus deleting(PartRun run) {
        report.takingDown(run, Reason.Deleting, "it is taken down because it was deleted");
        return status(run);
    }

    private DataLakeStatus status(PartRun run) {
        LakePlan plan = look.plan();
        Optional<List<CrawlerStatus>> crawlers =
                look.found().map(CrawlFindings.Found::crawlers).or(() -> last.map(DataLakeStatus::crawlers));
        return new DataLakeStatus(
                lake.getMetadata().getGeneration(),
                bucket(run),
                stands(run, look.database())
                        ? new DatabaseStatus(
                                plan.database(), plan.aws().account().arn("glue", "database/" + plan.database()))
                        : last.map(DataLakeStatus::database).orElse(null),
                new ZonePaths(plan.path(Zone.raw), plan.path(Zone.curated), plan.path(Zone.features)),
                stands(run, look.database())
                        ? plan.roleArn()
                        : last.map(DataLakeStatus::roleArn).orElse(null),
                crawlers.filter(list -> !list.isEmpty()).orElse(null),
                look.found()
                        .map(CrawlFindings.Found::tables)
                        .or(() -> last.map(DataLakeStatus::tables))
                        .orElse(null),
                crawlers.flatMap(LakeReport::lastCrawlAt).orElse(null),
                plan.crawlRequest().isEmpty() ? null : plan.crawlRequest(),
                conditions.build());
    }

    private BucketStatus bucket(PartRun run) {
        Optional<BucketStatus> known = last.map(DataLakeStatus::bucket);
        LakePlan plan = look.plan();
        if (!stands(run, look.bucket()) && known.isEmpty()) {
            return null;
        }
        return new BucketStatus(
                plan.bucket(),
                "arn:" + plan.aws().account().partition() + ":s3:::" + plan.bucket(),
                plan.aws().name(),
                look.versionsDeleted() == 0 ? null : look.versionsDeleted());
    }

    private static boolean stands(PartRun run, Part<?> part) {
        return run.of(part) instanceof Outcome.Ready;
    }

    private static Optional<String> lastCrawlAt(List<CrawlerStatus> crawlers) {
        return crawlers.stream()
                .map(CrawlerStatus::lastCrawl)
                .filter(Objects::nonNull)
                .map(LastCrawl::startedAt)
                .max(Comparator.naturalOrder());
    }

    private DataLakeStatus unchanged() {
        return new DataLakeStatus(
                lake.getMetadata().getGeneration(),
                last.map(DataLakeStatus::bucket).orElse(null),
                last.map(DataLakeStatus::database).orElse(null),
                last.map(DataLakeStatus::zones).orElse(null),
                last.map(DataLakeStatus::roleArn).orElse(null),
                last.map(DataLakeStatus::crawlers).orElse(null),
                last.map(DataLakeStatus::tables).orElse(null),
                last.map(DataLakeStatus::lastCrawlAt).orElse(null),
                last.map(DataLakeStatus::crawlRequest).orElse(null),
                conditions.build());
    }
}
