package dev.awsmlops.operator.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.aws.Aws;
import dev.awsmlops.operator.aws.AwsRegion;
import dev.awsmlops.operator.aws.Ownership;
import dev.awsmlops.operator.reconcile.Repairs;
import dev.awsmlops.operator.testing.LakeManifest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.DeleteBehavior;
import software.amazon.awssdk.services.glue.model.RecrawlBehavior;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.glue.model.UpdateBehavior;

class CrawlerSettingsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "zone: raw, s3://acme-orders/raw/",
        "'zone: raw, path: orders/', s3://acme-orders/raw/orders/",
        "'path: \"s3://other/in/\"', s3://other/in/",
    })
    void aTargetIsAZoneAFolderInItOrAnyPath(String target, String path) {
        assertThat(settings("targets: [{" + target + "}]").targets())
                .extracting(S3Target::path)
                .containsExactly(path);
    }

    @Test
    void schemaChangesAreTakenOverUnlessOnlyNewFoldersAreCrawled() {
        assertThat(settings("").onUpdate()).isEqualTo(UpdateBehavior.UPDATE_IN_DATABASE);
        assertThat(settings("").onDelete()).isEqualTo(DeleteBehavior.DEPRECATE_IN_DATABASE);
        CrawlerSettings newOnly = settings("recrawl: NewFoldersOnly");
        assertThat(newOnly.recrawl()).isEqualTo(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY);
        assertThat(newOnly.onUpdate()).isEqualTo(UpdateBehavior.LOG);
        assertThat(newOnly.onDelete()).isEqualTo(DeleteBehavior.LOG);
        CrawlerSettings said = settings("schemaChangePolicy: {update: Log, delete: DeleteFromDatabase}");
        assertThat(said.onUpdate()).isEqualTo(UpdateBehavior.LOG);
        assertThat(said.onDelete()).isEqualTo(DeleteBehavior.DELETE_FROM_DATABASE);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("role", actual -> actual.role("other")),
                change("database", actual -> actual.databaseName("other")),
                change("description", actual -> actual.description("other")),
                change(
                        "targets",
                        actual -> actual.targets(targets -> targets.s3Targets(S3Target.builder()
                                .path("s3://acme-orders/other/")
                                .build()))),
                change(
                        "targets",
                        actual -> actual.targets(targets -> targets.s3Targets(S3Target.builder()
                                .path("s3://acme-orders/raw/")
                                .exclusions("**.tmp")
                                .build()))),
                change("schedule", actual -> actual.schedule(made -> made.scheduleExpression("cron(0 1 * * ? *)"))),
                change("table prefix", actual -> actual.tablePrefix("x_")),
                change(
                        "recrawl policy",
                        actual -> actual.recrawlPolicy(
                                policy -> policy.recrawlBehavior(RecrawlBehavior.CRAWL_EVENT_MODE))),
                change(
                        "schema change policy",
                        actual -> actual.schemaChangePolicy(policy -> policy.updateBehavior(UpdateBehavior.LOG))),
                change("classifiers", actual -> actual.classifiers("other")),
                change("security configuration", actual -> actual.crawlerSecurityConfiguration("other")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatGlueHasOtherwiseIsNamed(String name, Consumer<Crawler.Builder> change) {
        assertThat(settings("").differences(actual(change))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"glue-dev", "arn:aws:iam::123456789012:role/glue-dev", "/glue-dev"})
    void aRoleIsTheSameHoweverGlueWritesIt(String role) {
        assertThat(settings("").differences(actual(actual -> actual.role(role))))
                .isEmpty();
    }

    @Test
    void whatGlueAddsOrLeavesOutByItselfIsNoDifference() {
        assertThat(settings("").differences(actual(actual -> actual.configuration("{\"Version\":1.0}")
                        .description("")
                        .tablePrefix("")
                        .crawlerSecurityConfiguration("")
                        .schedule(schedule -> schedule.scheduleExpression("")))))
                .isEmpty();
        assertThat(settings("")
                        .differences(actual(actual -> actual.targets(targets -> targets.s3Targets(
                                S3Target.builder().path("s3://acme-orders/raw/").build())))))
                .as("exclusions left out are none")
                .isEmpty();
    }

    @Test
    void aWantedConfigurationIsCompared() {
        assertThat(settings("configuration: '{\"Version\":1.0}'").differences(actual(actual -> {})))
                .containsExactly("configuration");
    }

    @ParameterizedTest
    @CsvSource({"targets, true", "database, true", "table prefix, true", "description, false", "schedule, false"})
    void aCrawlIsSpoiltOnlyByWhatItFinds(String difference, boolean spoilt) {
        assertThat(CrawlerSettings.spoilCrawl(Set.of(difference))).isEqualTo(spoilt);
    }

    @ParameterizedTest
    @CsvSource({
        "'targets: [{zone: curated}]', true",
        "tablePrefix: x_, true",
        "classifiers: [mine], true",
        "description: Other, false",
        "schedule: cron(0 6 * * ? *), false",
    })
    void theFingerprintIsAnotherWhenAnotherCrawlWouldFindOtherTables(String change, boolean another) {
        assertThat(!settings(change).fingerprint().equals(settings("").fingerprint()))
                .isEqualTo(another);
    }

    private static Arguments change(String name, Consumer<Crawler.Builder> change) {
        return Arguments.of(name, change);
    }

    /** A crawler as Glue tells it that agrees with the usual settings. */
    private static Crawler actual(Consumer<Crawler.Builder> change) {
        var crawler = Crawler.builder()
                .role("glue-dev")
                .databaseName("orders")
                .targets(targets -> targets.s3Targets(S3Target.builder()
                        .path("s3://acme-orders/raw/")
                        .exclusions(new String[0])
                        .build()))
                .recrawlPolicy(policy -> policy.recrawlBehavior(RecrawlBehavior.CRAWL_EVERYTHING))
                .schemaChangePolicy(policy -> policy.updateBehavior(UpdateBehavior.UPDATE_IN_DATABASE)
                        .deleteBehavior(DeleteBehavior.DEPRECATE_IN_DATABASE))
                .classifiers(new String[0]);
        change.accept(crawler);
        return crawler.build();
    }

    /** The settings of a crawler of the raw zone, with that said besides. */
    private static CrawlerSettings settings(String more) {
        String targets = more.startsWith("targets") ? "" : ", targets: [{zone: raw}]";
        DataLake lake =
                LakeManifest.SHORTEST.named("orders", """
                roleArn: arn:aws:iam::123456789012:role/glue-dev
                crawlers: [{name: raw%s%s}]
                """.formatted(targets, more.isEmpty() ? "" : ", " + more));
        var plan = new LakePlan(
                lake.getSpec(),
                new Ownership("cluster-1", "DataLake", "team-a", "orders", "uid-1"),
                NOW,
                "",
                Optional.empty(),
                unreachable(),
                NOW,
                false,
                new Repairs(false));
        return CrawlerSettings.of(lake.getSpec().crawlers().get(0), plan);
    }

    /** A region in which every call fails. */
    private static AwsRegion unreachable() {
        return new Aws(
                        new Aws.Settings(
                                "us-east-1", Optional.of(URI.create("http://127.0.0.1:1")), 1, Duration.ofMinutes(5)),
                        UrlConnectionHttpClient.create(),
                        AnonymousCredentialsProvider.create(),
                        Clock.systemUTC())
                .region("us-east-1");
    }
}
