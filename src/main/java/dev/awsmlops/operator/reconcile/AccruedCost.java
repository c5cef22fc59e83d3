package dev.awsmlops.operator.reconcile;

import dev.awsmlops.operator.api.v1alpha1.GlueDevSessionStatus.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What something that bills by the hour has cost so far. Pure.
 *
 * <p>It is reckoned anew only when the rate changes or the status is written for another reason: what is steady causes no
 * write, and its cost at any moment is {@code accruedUsd + hourlyUsd × (now − asOf)}.
 */
public final class AccruedCost {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private AccruedCost() {}

    /**
     * The cost now.
     *
     * @param last as last reckoned, if it was
     * @param hourly what runs now, US dollars an hour
     * @param since when billing started, where it was never reckoned before
     * @param least what AWS bills in any case
     * @param unknown what the price table does not know
     */
    public static Cost now(
            Optional<Cost> last,
            BigDecimal hourly,
            Instant since,
            BigDecimal least,
            Instant now,
            List<String> unknown) {
        BigDecimal accrued = last.map(cost -> accrued(cost, now)).orElseGet(() -> between(hourly, since, now));
        return new Cost(
                money(hourly),
                money(accrued.max(least)),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                unknown.isEmpty() ? null : "no price is known for " + String.join(" and ", unknown));
    }

    /** What a rate comes to in a time. */
    public static BigDecimal during(BigDecimal hourly, Duration duration) {
        return hourly.multiply(BigDecimal.valueOf(duration.toSeconds()))
                .divide(SECONDS_PER_HOUR, 6, RoundingMode.HALF_UP);
    }

    private static BigDecimal accrued(Cost last, Instant now) {
        return new BigDecimal(last.accruedUsd())
                .add(between(new BigDecimal(last.hourlyUsd()), Instant.parse(last.asOf()), now));
    }

    /** Nothing for a time that a clock set back makes negative. */
    private static BigDecimal between(BigDecimal hourly, Instant from, Instant to) {
        return to.isAfter(from) ? during(hourly, Duration.between(from, to)) : BigDecimal.ZERO;
    }

    private static String money(BigDecimal usd) {
        return usd.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
