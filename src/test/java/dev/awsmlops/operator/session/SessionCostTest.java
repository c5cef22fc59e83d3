package dev.awsmlops.operator.session;

import static dev.awsmlops.operator.session.Sessions.REGION;
import static dev.awsmlops.operator.session.Sessions.START;
import static dev.awsmlops.operator.session.Sessions.noPolicy;
import static dev.awsmlops.operator.session.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.aws.PriceTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCostTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final PriceTable PRICES = new PriceTable(
            "a price list",
            "2026-10-01",
            Map.of("default", new BigDecimal("0.44")),
            Map.of("ml.t3.medium", new BigDecimal("0.05")));

    private final SessionCost costs = new SessionCost(PRICES);

    @Test
    void whatIsBilledByTheHourIsTheEnvironmentsAndTheNotebook() {
        Sessions withNotebook = withNotebook("ml.t3.medium");

        assertThat(cost(Optional.empty(), withNotebook, START, 1, false).hourlyUsd())
                .isEqualTo("0.880");
        assertThat(cost(Optional.empty(), withNotebook, START, 1, true).hourlyUsd())
                .isEqualTo("0.930");
        assertThat(cost(Optional.empty(), withNotebook, START, 3, true).hourlyUsd())
                .isEqualTo("2.690");
        assertThat(cost(Optional.empty(), withNotebook, START, 0, true).hourlyUsd())
                .isEqualTo("0.050");
        assertThat(cost(Optional.empty(), withNotebook, START, 0, false).hourlyUsd())
                .isEqualTo("0.000");
    }

    @ParameterizedTest
    @CsvSource({"G.1X, 2, 0.880", "G.2X, 2, 1.760", "G.4X, 3, 5.280", "G.8X, 2, 7.040"})
    void aWorkerIsBilledByItsUnits(String type, int workers, String hourly) {
        Sessions session = running().spec("workerType", type).spec("numberOfWorkers", workers);

        assertThat(cost(Optional.empty(), session, START, 1, false).hourlyUsd()).isEqualTo(hourly);
    }

    @Test
    void aSessionThatNamesNoSizeHasAwssDefaultOfFiveUnits() {
        Sessions session = running().spec("workerType", null).spec("numberOfWorkers", null);

        assertThat(cost(Optional.empty(), session, START, 1, false).hourlyUsd()).isEqualTo("2.200");
    }

    @Test
    void aCapacityIsBilledByItsUnits() {
        Sessions session =
                running().spec("workerType", null).spec("numberOfWorkers", null).spec("maxCapacity", 10);

        assertThat(cost(Optional.empty(), session, START, 1, false).hourlyUsd()).isEqualTo("4.400");
    }

    @Test
    void aFirstReckoningCountsFromTheStart() {
        assertThat(cost(Optional.empty(), running(), START.plus(Duration.ofMinutes(90)), 1, false))
                .isEqualTo(new Cost("0.880", "1.320", "2026-11-20T11:30:00Z", null));
    }

    @Test
    void theNextAddsWhatTheLastRateHasCostSince() {
        var last = new Cost("0.930", "1.000", START.toString(), null);

        Cost cost = cost(Optional.of(last), withNotebook("ml.t3.medium"), START.plusSeconds(7200), 1, false);

        assertThat(cost).isEqualTo(new Cost("0.880", "2.860", "2026-11-20T12:00:00Z", null));
    }

    @Test
    void fractionsOfASecondAreNeitherLostNorCountedTwice() {
        Sessions session = running().spec("workerType", "G.8X").spec("numberOfWorkers", 1000);
        Optional<Cost> cost = Optional.of(new Cost("3520.000", "0.000", START.toString(), null));
        for (int i = 1; i <= 100; i++) {
            cost = Optional.of(cost(cost, session, START.plusMillis(i * 900L), 1, false));
        }

        assertThat(cost).hasValueSatisfying(last -> assertThat(new BigDecimal(last.accruedUsd()))
                .isBetween(new BigDecimal("87.95"), new BigDecimal("88.05")));
    }

    @Test
    void aClockSetBackTakesNothingOff() {
        var last = new Cost("0.880", "1.320", START.plusSeconds(3600).toString(), null);

        assertThat(cost(Optional.of(last), running(), START, 1, false).accruedUsd())
                .isEqualTo("1.320");
        assertThat(cost(Optional.empty(), running(), START.minusSeconds(3600), 1, false)
                        .accruedUsd())
                .isEqualTo("0.000");
    }

    @Test
    void whatEndedAtOnceCostsTheShortestTimeThatAwsBillsFor() {
        var last = new Cost("0.880", "0.000", START.toString(), null);

        assertThat(costs.now(Optional.of(last), plan(running(), START.plusSeconds(30)), 0, TEN_MINUTES, false)
                        .accruedUsd())
                .isEqualTo("0.147");
        assertThat(costs.now(Optional.of(last), plan(running(), START.plusSeconds(30)), 0, MINUTE, false)
                        .accruedUsd())
                .isEqualTo("0.015");
    }

    @Test
    void whatRanForLongerCostsWhatItRan() {
        var last = new Cost("0.880", "0.000", START.toString(), null);

        assertThat(costs.now(Optional.of(last), plan(running(), START.plusSeconds(3600)), 0, TEN_MINUTES, false))
                .isEqualTo(new Cost("0.000", "0.880", "2026-11-20T11:00:00Z", null));
    }

    @Test
    void whatHasEndedCostsNoMore() {
        var last = new Cost("0.000", "0.880", START.toString(), null);

        assertThat(cost(Optional.of(last), running(), START.plus(Duration.ofDays(30)), 0, false)
                        .accruedUsd())
                .isEqualTo("0.880");
    }

    @Test
    void aNotebookWithoutAPriceIsNamed() {
        Cost cost = cost(Optional.empty(), withNotebook("ml.p9.huge"), START, 1, true);

        assertThat(cost.hourlyUsd()).isEqualTo("0.880");
        assertThat(cost.unpriced()).isEqualTo("no price is known for ml.p9.huge");
    }

    @Test
    void aNotebookThatIsNotBilledNeedsNoPrice() {
        assertThat(cost(Optional.empty(), withNotebook("ml.p9.huge"), START, 1, false)
                        .unpriced())
                .isNull();
    }

    @Test
    void anEnvironmentWithoutAPriceIsNamed() {
        Cost cost = unpriced(1);

        assertThat(cost.hourlyUsd()).isEqualTo("0.000");
        assertThat(cost.unpriced()).isEqualTo("no price is known for Glue in " + REGION);
    }

    @Test
    void anEnvironmentThatIsNotBilledNeedsNoPrice() {
        assertThat(unpriced(0).unpriced()).isNull();
    }

    @Test
    void theRegionsPriceCounts() {
        var onlyElsewhere =
                new PriceTable("s", "2026-10-01", Map.of(REGION, BigDecimal.ONE, "default", BigDecimal.TEN), Map.of());

        assertThat(new SessionCost(onlyElsewhere)
                        .now(Optional.empty(), plan(running(), START), 1, MINUTE, false)
                        .hourlyUsd())
                .isEqualTo("2.000");
    }

    private Cost cost(Optional<Cost> last, Sessions session, Instant now, int environments, boolean notebookBilled) {
        return costs.now(last, plan(session, now), environments, MINUTE, notebookBilled);
    }

    private static Cost unpriced(int environments) {
        var nothing = new PriceTable("s", "2026-10-01", Map.of(), Map.of());
        return new SessionCost(nothing).now(Optional.empty(), plan(running(), START), environments, MINUTE, false);
    }

    private static SessionPlan plan(Sessions session, Instant now) {
        return session.plan(noPolicy(), now);
    }

    private static Sessions running() {
        return session().ttl("900h").startedAt(START);
    }

    private static Sessions withNotebook(String instanceType) {
        return running().spec("notebook", Map.of("instanceType", instanceType));
    }
}
