package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.DeletionPolicy;
import dev.awsmlops.operator.api.v1alpha1.Provisioning;
import dev.awsmlops.operator.reconcile.ExistingPart;
import dev.awsmlops.operator.reconcile.Part;
import dev.awsmlops.operator.role.ManagedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A lake's parts in one pass, in the order in which they are made, and what is seen of them. */
final class LakeLook {

    private final LakePlan plan;
    private final Part<?> bucket;
    private final Part<?> database;
    private final Optional<ManagedRole> role;
    private final List<LakeCrawler> crawlers;
    private final FormerCrawlers former;
    private final CrawlFindings findings;

    LakeLook(LakePlan plan) {
        this.plan = plan;
        this.crawlers = plan.spec().crawlersOrNone().stream()
                .map(spec -> new LakeCrawler(plan, spec))
                .toList();
        this.former = new FormerCrawlers(plan, crawlers);
        this.findings = new CrawlFindings(plan, crawlers);
        List<Part<?>> allCrawlers =
                Stream.<Part<?>>concat(crawlers.stream(), Stream.of(former)).toList();
        this.bucket = plan.spec().bucket().provisioning() == Provisioning.Use
                ? existingBucket(plan)
                : new LakeBucket(plan, allCrawlers);
        this.database = plan.spec().database().provisioning() == Provisioning.Use
                ? existingDatabase(plan)
                : new LakeDatabase(plan, allCrawlers);
        this.role = plan.managesRole()
                ? Optional.of(new ManagedRole(plan, CrawlerRights.needs(plan), plan.repairs(), allCrawlers))
                : Optional.empty();
    }

    LakePlan plan() {
        return plan;
    }

    /** All of them. */
    List<Part<?>> parts() {
        var parts = new ArrayList<Part<?>>();
        parts.add(bucket);
        parts.add(database);
        role.ifPresent(parts::add);
        parts.addAll(crawlers);
        parts.add(former);
        parts.add(findings);
        return parts;
    }

    /** Those that go with the lake. What is kept is not even looked at, so that it can't hold up the others. */
    List<Part<?>> partsToRemove() {
        var parts = new ArrayList<Part<?>>();
        if (plan.spec().bucket().deletionPolicy() == DeletionPolicy.Delete) {
            parts.add(bucket);
        }
        if (plan.spec().database().deletionPolicy() == DeletionPolicy.Delete) {
            parts.add(database);
        }
        role.ifPresent(parts::add);
        parts.addAll(crawlers);
        parts.add(former);
        return parts;
    }

    Part<?> bucket() {
        return bucket;
    }

    Part<?> database() {
        return database;
    }

    /** What the crawlers have found, if this pass got so far. */
    Optional<CrawlFindings.Found> found() {
        return findings.found();
    }

    /** How many object versions were deleted since the lake was. */
    long versionsDeleted() {
        return bucket instanceof LakeBucket own ? own.versionsDeleted() : 0;
    }

    private static Part<?> existingBucket(LakePlan plan) {
        return new ExistingPart<>(
                "BucketReady",
                "S3 bucket " + plan.bucket(),
                () -> plan.read(plan.aws().buckets().observation(), plan.bucket()));
    }

    private static Part<?> existingDatabase(LakePlan plan) {
        return new ExistingPart<>(
                "DatabaseReady",
                "Glue database " + plan.database(),
                () -> plan.read(plan.aws().catalog().databases(), plan.database()));
    }
}
