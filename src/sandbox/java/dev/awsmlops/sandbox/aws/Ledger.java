package dev.awsmlops.sandbox.aws;

import dev.awsmlops.sandbox.aws.service.Billing;
import dev.awsmlops.sandbox.aws.service.Lifecycle;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceType;
import dev.awsmlops.sandbox.aws.service.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been billed by the hour up to one moment, resources that are gone included. Immutable. */
public record Ledger(List<Entry> entries) {

    /**
     * What one resource has cost, in one unit: a notebook instance that changed its type has an entry for each.
     *
     * @param unit {@code DPU}, or an instance type
     * @param used how long it was in a state that bills
     * @param billed the same, but at least the minimum charge
     * @param unitHours billed hours times the number of units
     */
    public record Entry(
            ResourceType type,
            String name,
            String arn,
            String region,
            String unit,
            Duration used,
            Duration billed,
            double unitHours) {}

    static Ledger of(List<Resource> everything, Instant now) {
        return new Ledger(everything.stream()
                .flatMap(resource -> entries(resource, now).stream())
                .toList());
    }

    public Optional<Entry> of(ResourceType type, String name) {
        return entries.stream()
                .filter(entry -> entry.type() == type && entry.name().equals(name))
                .findFirst();
    }

    /**
     * Sums up what has been billed in one unit.
     *
     * @param unit {@code DPU}, or an instance type
     */
    public double unitHours(String unit) {
        return entries.stream()
                .filter(entry -> entry.unit().equals(unit))
                .mapToDouble(Entry::unitHours)
                .sum();
    }

    private static List<Entry> entries(Resource resource, Instant now) {
        Billing billing = resource.billing();
        Map<Units, Duration> used = new LinkedHashMap<>();
        Map<Units, Duration> billed = new LinkedHashMap<>();
        for (Lifecycle.Period period : resource.history(now)) {
            if (billing.states().contains(period.state()) && period.units().isPresent()) {
                Units units = period.units().get();
                Duration lasted = Duration.between(period.from(), period.to().orElse(now));
                used.merge(units, lasted, Duration::plus);
                billed.merge(units, billing.eachTime() ? longer(lasted, billing.minimum()) : lasted, Duration::plus);
            }
        }
        return used.keySet().stream()
                .map(units -> entry(resource, units, used.get(units), longer(billed.get(units), billing.minimum())))
                .toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Entry entry(Resource resource, Units units, Duration used, Duration billed) {
        return new Entry(
                resource.type(),
                resource.name(),
                resource.arn(),
                resource.region(),
                units.unit(),
                used,
                billed,
                units.quantity() * billed.toMillis() / Duration.ofHours(1).toMillis());
    }
}
