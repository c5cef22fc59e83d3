package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One list of everything of a kind in a region, read at most once an interval and shared by all who ask.
 *
 * <p>What it says can be an interval old, so it can confirm that something is as it was, and nothing else: whoever is
 * about to act looks for itself first. Safe for use by several threads; a refresh is made by one of them.
 *
 * @param <T> an entry of the list
 */
public final class Listing<T> {

    private final Clock clock;
    private final Duration interval;
    private final Supplier<Stream<T>> pages;
    private final Function<T, String> name;
    private Map<String, List<T>> entries = Map.of();
    private Instant readAt = Instant.MIN;

    /**
     * @param pages reads the whole list, page after page
     * @param name what an entry is found by; several may share it
     */
    public Listing(Clock clock, Duration interval, Supplier<Stream<T>> pages, Function<T, String> name) {
        this.clock = clock;
        this.interval = interval;
        this.pages = pages;
        this.name = name;
    }

    /** The entries of that name as of the last reading. */
    public synchronized List<T> find(String entryName) {
        Instant now = clock.instant();
        if (readAt.isAfter(now) || readAt.isBefore(now.minus(interval))) {
            entries = pages.get().collect(Collectors.groupingBy(name));
            readAt = now;
        }
        return entries.getOrDefault(entryName, List.of());
    }
}
