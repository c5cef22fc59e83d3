package dev.awsmlops.operator.datalake;

import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec;
import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec.CrawlTarget;
import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec.DeleteBehavior;
import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec.Recrawl;
import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec.SchemaChangePolicy;
import dev.awsmlops.operator.api.v1alpha1.CrawlerSpec.UpdateBehavior;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.RecrawlBehavior;
import software.amazon.awssdk.services.glue.model.S3Target;

/**
 * What a crawler is set to, as the spec says it in Glue's words. Pure.
 *
 * @param schedule empty for none, which is also how Glue takes a schedule away
 */
record CrawlerSettings(
        String role,
        String database,
        String description,
        List<S3Target> targets,
        String schedule,
        String tablePrefix,
        RecrawlBehavior recrawl,
        software.amazon.awssdk.services.glue.model.UpdateBehavior onUpdate,
        software.amazon.awssdk.services.glue.model.DeleteBehavior onDelete,
        List<String> classifiers,
        String configuration,
        String securityConfiguration) {

    static CrawlerSettings of(CrawlerSpec spec, LakePlan plan) {
        boolean newOnly = spec.recrawl() == Recrawl.NewFoldersOnly;
        SchemaChangePolicy changes = spec.schemaChangePolicy() != null
                ? spec.schemaChangePolicy()
                : newOnly
                        ? new SchemaChangePolicy(UpdateBehavior.Log, DeleteBehavior.Log)
                        : new SchemaChangePolicy(UpdateBehavior.UpdateInDatabase, DeleteBehavior.DeprecateInDatabase);
        return new CrawlerSettings(
                plan.roleArn(),
                plan.database(),
                Objects.requireNonNullElse(spec.description(), ""),
                targets(spec, plan),
                Objects.requireNonNullElse(spec.schedule(), ""),
                Objects.requireNonNullElse(spec.tablePrefix(), ""),
                newOnly ? RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY : RecrawlBehavior.CRAWL_EVERYTHING,
                switch (changes.update()) {
                    case UpdateInDatabase ->
                        software.amazon.awssdk.services.glue.model.UpdateBehavior.UPDATE_IN_DATABASE;
                    case Log -> software.amazon.awssdk.services.glue.model.UpdateBehavior.LOG;
                },
                switch (changes.delete()) {
                    case DeprecateInDatabase ->
                        software.amazon.awssdk.services.glue.model.DeleteBehavior.DEPRECATE_IN_DATABASE;
                    case DeleteFromDatabase ->
                        software.amazon.awssdk.services.glue.model.DeleteBehavior.DELETE_FROM_DATABASE;
                    case Log -> software.amazon.awssdk.services.glue.model.DeleteBehavior.LOG;
                },
                Objects.requireNonNullElse(spec.classifiers(), List.of()),
                Objects.requireNonNullElse(spec.configuration(), ""),
                Objects.requireNonNullElse(spec.securityConfiguration(), ""));
    }

    static List<S3Target> targets(CrawlerSpec spec, LakePlan plan) {
        return spec.targets().stream().map(target -> target(target, plan)).toList();
    }

    /** What Glue has otherwise, in words; what it adds by itself is not compared. */
    Set<String> differences(Crawler actual) {
        var differences = new LinkedHashSet<String>();
        note(differences, "role", sameRole(actual.role()));
        note(differences, "database", database.equals(actual.databaseName()));
        note(differences, "description", description.equals(orEmpty(actual.description())));
        note(differences, "targets", targets.equals(targetsOf(actual)));
        note(differences, "schedule", schedule.equals(scheduleOf(actual)));
        note(differences, "table prefix", tablePrefix.equals(orEmpty(actual.tablePrefix())));
        note(
                differences,
                "recrawl policy",
                actual.recrawlPolicy() == null
                        || actual.recrawlPolicy().recrawlBehavior() == null
                        || recrawl == actual.recrawlPolicy().recrawlBehavior());
        note(
                differences,
                "schema change policy",
                actual.schemaChangePolicy() == null
                        || (onUpdate == actual.schemaChangePolicy().updateBehavior()
                                && onDelete == actual.schemaChangePolicy().deleteBehavior()));
        note(differences, "classifiers", classifiers.equals(actual.classifiers()));
        note(differences, "configuration", configuration.isEmpty() || configuration.equals(actual.configuration()));
        note(
                differences,
                "security configuration",
                securityConfiguration.equals(orEmpty(actual.crawlerSecurityConfiguration())));
        return differences;
    }

    /** Whether a crawl under way, given these differences, finds other tables than the spec wants. */
    static boolean spoilCrawl(Set<String> differences) {
        return differences.contains("targets")
                || differences.contains("database")
                || differences.contains("table prefix");
    }

    /** Stands for what is crawled and into what; another text whenever another crawl would find other tables. */
    String fingerprint() {
        return String.join("|", database, tablePrefix, targets.toString(), classifiers.toString());
    }

    private static void note(Set<String> differences, String name, boolean same) {
        if (!same) {
            differences.add(name);
        }
    }

    /** Glue may answer with the role's name, or its path and name, instead of its ARN. */
    private boolean sameRole(String actual) {
        return role.equals(actual) || (actual != null && role.endsWith("/" + actual.replaceFirst("^/", "")));
    }

    private static S3Target target(CrawlTarget target, LakePlan plan) {
        String folder = Objects.requireNonNullElse(target.path(), "");
        return S3Target.builder()
                .path(target.zone() == null ? folder : plan.path(target.zone()) + folder)
                .exclusions(Objects.requireNonNullElse(target.exclusions(), List.of()))
                .sampleSize(target.sampleSize())
                .connectionName(target.connectionName())
                .build();
    }

    private static List<S3Target> targetsOf(Crawler actual) {
        return actual.targets() == null
                ? List.of()
                : actual.targets().s3Targets().stream()
                        .map(target -> S3Target.builder()
                                .path(target.path())
                                // A list that Glue leaves out is not equal to an empty one, to the SDK.
                                .exclusions(List.copyOf(target.exclusions()))
                                .sampleSize(target.sampleSize())
                                .connectionName(target.connectionName())
                                .build())
                        .toList();
    }

    private static String scheduleOf(Crawler actual) {
        return actual.schedule() == null ? "" : orEmpty(actual.schedule().scheduleExpression());
    }

    private static String orEmpty(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
