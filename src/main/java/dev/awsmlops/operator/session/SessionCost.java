package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.aws.PriceTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What a session costs by the price table. Pure.
 *
 * <p>What it has cost so far is reckoned anew only when the rate changes or the status is written for another reason: a
 * steady session causes no write, and its cost at any moment is {@code accruedUsd + hourlyUsd × (now − asOf)}.
 */
final class SessionCost {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private final PriceTable prices;

    SessionCost(PriceTable prices) {
        this.prices = prices;
    }

    /** The cost now, from the last one and what is billed for now. */
    Cost now(Optional<Cost> last, SessionPlan plan, int environments, Duration shortestBill, boolean notebookBilled) {
        Optional<BigDecimal> environment =
                prices.glueDpus(plan.aws().name(), SessionSize.of(plan.spec()).dpus());
        Optional<BigDecimal> notebook =
                notebookBilled ? prices.notebook(plan.spec().notebook().instanceType()) : Optional.of(BigDecimal.ZERO);
        BigDecimal hourly = environment
                .map(price -> price.multiply(BigDecimal.valueOf(environments)))
                .orElse(BigDecimal.ZERO)
                .add(notebook.orElse(BigDecimal.ZERO));

        BigDecimal accrued = last.map(cost -> accrued(cost, plan.now()))
                .orElseGet(() -> forTime(hourly, plan.lifetime().countsFrom().orElse(plan.now()), plan.now()));
        boolean ended = last.isPresent() && new BigDecimal(last.get().hourlyUsd()).signum() > 0 && environments == 0;
        if (ended) {
            BigDecimal least =
                    environment.map(price -> forDuration(price, shortestBill)).orElse(BigDecimal.ZERO);
            accrued = accrued.max(least);
        }
        var unknown = new ArrayList<String>();
        if (environments > 0 && environment.isEmpty()) {
            unknown.add("Glue in " + plan.aws().name());
        }
        if (notebook.isEmpty()) {
            unknown.add(plan.spec().notebook().instanceType());
        }
        String unpriced = unknown.isEmpty() ? null : "no price is known for " + String.join(" and ", unknown);
        return new Cost(
                money(hourly),
                money(accrued),
                plan.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                unpriced);
    }

    private static BigDecimal accrued(Cost last, Instant now) {
        return new BigDecimal(last.accruedUsd())
                .add(forTime(new BigDecimal(last.hourlyUsd()), Instant.parse(last.asOf()), now));
    }

    /** Nothing for a time that a clock set back makes negative. */
    private static BigDecimal forTime(BigDecimal hourly, Instant from, Instant to) {
        return to.isAfter(from) ? forDuration(hourly, Duration.between(from, to)) : BigDecimal.ZERO;
    }

    private static BigDecimal forDuration(BigDecimal hourly, Duration duration) {
        return hourly.multiply(BigDecimal.valueOf(duration.toSeconds()))
                .divide(SECONDS_PER_HOUR, 6, RoundingMode.HALF_UP);
    }

    private static String money(BigDecimal usd) {
        return usd.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
