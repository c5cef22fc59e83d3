package dev.awsmlops.operator.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Since when each orphan has been seen without a break. It is remembered in this process only: after a restart the grace
 * begins anew, which delays what is to be done and hastens nothing.
 */
final class Sightings {

    /** @param since when it was first seen */
    private record Sighting(Orphan orphan, Instant since) {}

    private Map<String, Sighting> byArn = Map.of();

    /**
     * Takes down what was seen now.
     *
     * @param unseen where it could not be looked, and what was there is taken to be there still
     * @return what was there before and is no more
     */
    List<Orphan> see(Collection<Orphan> orphans, Set<Sweepable> unseen, Instant now) {
        var current = new LinkedHashMap<String, Sighting>();
        for (Orphan orphan : orphans) {
            Sighting earlier = byArn.get(orphan.arn());
            current.put(orphan.arn(), new Sighting(orphan, earlier == null ? now : earlier.since()));
        }
        var gone = new ArrayList<Orphan>();
        byArn.forEach((arn, earlier) -> {
            if (unseen.contains(earlier.orphan().source())) {
                current.putIfAbsent(arn, earlier);
            } else if (!current.containsKey(arn)) {
                gone.add(earlier.orphan());
            }
        });
        byArn = current;
        return gone;
    }

    /** What has been seen for at least that long, in the order in which it is to be taken down. */
    Stream<Orphan> seenFor(Duration grace, Instant now) {
        return byArn.values().stream()
                .filter(sighting -> !sighting.since().plus(grace).isAfter(now))
                .map(Sighting::orphan)
                .sorted(Comparator.comparing(Orphan::type));
    }
}
