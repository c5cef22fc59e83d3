package dev.awsmlops.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.awsmlops.operator.api.v1alpha1.DataLake;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Phase;
import dev.awsmlops.operator.api.v1alpha1.MlWorkspace;
import dev.awsmlops.operator.aws.FailureKind;
import dev.awsmlops.operator.sweep.SweepMode;
import dev.awsmlops.operator.sweep.SweepPolicy;
import dev.awsmlops.operator.testing.LakeManifest;
import dev.awsmlops.operator.testing.Manifest;
import dev.awsmlops.operator.testing.WorkspaceManifest;
import dev.awsmlops.operator.testing.World;
import dev.awsmlops.sandbox.aws.fault.Fault;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scrape of a working operator has, beside what the documentation and the chart say that it has. */
@SuppressWarnings("deprecation") // The Prometheus client that Quarkus brings is the older one of Micrometer's two.
class OperatorMetricsTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String OF_SESSIONS = "kind=\"GlueDevSession\"";
    private static final Path CHART = Path.of("helm/mlops-operator");

    private final World world = new World();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void start() {
        world.meters(meters);
        world.sweeping(new SweepPolicy(SweepMode.Report, HALF_AN_HOUR, HALF_AN_HOUR));
        world.startOperator();
        world.apply(Manifest.SESSION.named("etl", "ttl: 2h"));
        world.untilPhase("etl", Phase.Ready, HALF_AN_HOUR);
    }

    @AfterEach
    void close() {
        world.close();
        meters.close();
    }

    @Test
    void theDocumentationHasEveryMetricWithItsTypeAndLabelsAndNoOther() throws IOException {
        runOneOfEachKind();
        Scrape scrape = scrape();
        List<MetricsPage.Row> documented = MetricsPage.read().metrics();

        assertThat(scrape.types())
                .isEqualTo(new TreeMap<>(
                        documented.stream().collect(Collectors.toMap(MetricsPage.Row::name, MetricsPage.Row::type))));
        assertThat(documented)
                .allSatisfy(metric -> assertThat(scrape.labels(metric.name())).isEqualTo(metric.labels()));
    }

    @Test
    void theChartUsesEveryMetricAndNoOther() throws IOException {
        runOneOfEachKind();
        Map<?, ?> ofTheChart =
                new YAMLMapper().readValue(CHART.resolve("files/metrics.yaml").toFile(), Map.class);
        String users = Files.readString(CHART.resolve("templates/alerts.yaml"))
                + Files.readString(CHART.resolve("files/dashboard.json"));

        assertThat(ofTheChart.values().stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(scrape().types().keySet());
        assertThat(ofTheChart.keySet())
                .allSatisfy(key -> assertThat(users).containsAnyOf("$m." + key + " ", "[[" + key + "]]"));
    }

    @Test
    void theDocumentationHasEveryValueOfALabelOfWhichThereAreFew() throws IOException {
        runOneOfEachKind();
        MetricsPage page = MetricsPage.read();

        assertThat(page.valuesOf("kind")).isEqualTo(scrape().valuesOf("kind"));
        assertThat(page.valuesOf("phase")).isEqualTo(scrape().valuesOf("phase"));
        assertThat(page.valuesOf("outcome")).isEqualTo(names(List.of(PassOutcome.values())));
        assertThat(page.valuesOf("result"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("ok"), Stream.of(FailureKind.values()).map(kind -> kind.name()
                                        .toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Test
    void objectsAreCountedByPhase() {
        runOneOfEachKind();

        assertThat(scrape().value("mlops_objects")).isEqualTo(3);
        assertThat(scrape().value("mlops_objects", "phase=\"Ready\"")).isEqualTo(3);
        assertThat(scrape().value("mlops_objects", OF_SESSIONS, "phase=\"Ready\""))
                .isEqualTo(1);

        world.untilPhase("etl", Phase.Expired, Duration.ofHours(3));
        assertThat(scrape().value("mlops_objects", OF_SESSIONS, "phase=\"Ready\""))
                .isZero();
        assertThat(scrape().value("mlops_objects", OF_SESSIONS, "phase=\"Expired\""))
                .isEqualTo(1);
    }

    @Test
    void costsAddUpByNamespaceAndAreNoneOnceNothingRuns() {
        world.apply(Manifest.SESSION.named("more", "numberOfWorkers: 5\nttl: 2h"));
        world.untilPhase("more", Phase.Ready, HALF_AN_HOUR);

        double expected = hourlyCost("etl") + hourlyCost("more");
        assertThat(expected).isPositive();
        assertThat(scrape().value("mlops_hourly_cost_usd", OF_SESSIONS, "namespace=\"team-a\""))
                .isEqualTo(expected);

        world.untilPhase("etl", Phase.Expired, Duration.ofHours(3));
        world.untilPhase("more", Phase.Expired, HALF_AN_HOUR);
        assertThat(scrape().value("mlops_hourly_cost_usd")).isZero();
    }

    @Test
    void aSessionThatCannotBeEndedIsOverdueForAsLongAsItRuns() {
        Instant end = Instant.parse(world.session("etl").getStatus().expiresAt());
        assertThat(scrape().value("mlops_session_seconds_to_expiry")).isEqualTo(secondsBetween(world.now(), end));
        assertThat(scrape().value("mlops_session_overdue_seconds")).isZero();

        Fault denied = denyEndings();
        world.until("the end is past", Duration.ofHours(3), () -> world.now().isAfter(end.plusSeconds(900)));

        assertThat(scrape().value("mlops_session_overdue_seconds"))
                .as("in whole seconds, rounded either way")
                .isCloseTo(secondsBetween(end, world.now()), within(1.0));
        assertThat(scrape().value("mlops_session_seconds_to_expiry")).isNaN();
        assertThat(scrape().value("mlops_aws_calls_seconds_count", "result=\"access_denied\"", "service=\"Glue\""))
                .isEqualTo(denied.struck());

        denied.remove();
        world.untilPhase("etl", Phase.Expired, HALF_AN_HOUR);
        assertThat(scrape().value("mlops_session_overdue_seconds")).isZero();
    }

    @Test
    void aDeletionIsPendingUntilNothingIsLeft() {
        Fault denied = denyEndings();
        Instant deleted = world.now();
        world.delete("etl");
        world.pass(HALF_AN_HOUR);

        assertThat(scrape().value("mlops_teardown_pending_seconds", OF_SESSIONS))
                .isEqualTo(secondsBetween(deleted, world.now()));
        assertThat(scrape().value("mlops_objects", OF_SESSIONS, "phase=\"Deleting\""))
                .isEqualTo(1);
        assertThat(scrape().value("mlops_reconcile_seconds_count", OF_SESSIONS, "outcome=\"deleting\""))
                .isPositive();

        denied.remove();
        world.untilGone(GlueDevSession.class, "etl", HALF_AN_HOUR);
        world.settle();
        assertThat(scrape().value("mlops_teardown_pending_seconds")).isZero();
        assertThat(scrape().value("mlops_objects")).isZero();
        assertThat(scrape().value("mlops_reconcile_seconds_count", OF_SESSIONS, "outcome=\"gone\""))
                .isEqualTo(1);
    }

    private void runOneOfEachKind() {
        world.apply(LakeManifest.WITH_CRAWLER.named("orders"));
        world.apply(WorkspaceManifest.SHORTEST.named("churn"));
        world.untilReady(DataLake.class, "orders", HALF_AN_HOUR);
        world.untilReady(MlWorkspace.class, "churn", HALF_AN_HOUR);
        world.settle();
    }

    private Fault denyEndings() {
        return world.aws()
                .faults()
                .onAny()
                .by(World.OPERATOR)
                .where(attempt -> attempt.operation().startsWith("Stop")
                        || attempt.operation().startsWith("Delete"))
                .deny();
    }

    private Scrape scrape() {
        return new Scrape(meters.scrape());
    }

    private double hourlyCost(String session) {
        return Double.parseDouble(world.session(session).getStatus().cost().hourlyUsd());
    }

    private static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    private static Set<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
