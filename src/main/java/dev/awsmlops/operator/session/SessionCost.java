package dev.awsmlops.operator.session;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import dev.awsmlops.operator.aws.PriceTable;
import dev.awsmlops.operator.reconcile.AccruedCost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** What a session costs by the price table. Pure. */
final class SessionCost {

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

        BigDecimal least = hasEnded(last, environments)
                ? environment
                        .map(price -> AccruedCost.during(price, shortestBill))
                        .orElse(BigDecimal.ZERO)
                : BigDecimal.ZERO;
        var unknown = new ArrayList<String>();
        if (environments > 0 && environment.isEmpty()) {
            unknown.add("Glue in " + plan.aws().name());
        }
        if (notebook.isEmpty()) {
            unknown.add(plan.spec().notebook().instanceType());
        }
        Instant since = plan.lifetime().countsFrom().orElse(plan.now());
        return AccruedCost.now(last, hourly, since, least, plan.now(), unknown);
    }

    private static boolean hasEnded(Optional<Cost> last, int environments) {
        return environments == 0
                && last.filter(cost -> new BigDecimal(cost.hourlyUsd()).signum() > 0)
                        .isPresent();
    }
}
