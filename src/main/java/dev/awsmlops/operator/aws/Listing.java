package dev.awsmlops.operator.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What AWS has at most on a page of most lists. */
    private static final int PAGE = 100;

    private final Clock clock;
    private final Duration interval;
    private final Supplier<Map<String, List<T>>> read;
    private Map<String, List<T>> entries = Map.of();
    private int pagesOfLast = 1;
    private int askedInVain;
    private Instant readAt = Instant.MIN;

    /**
     * @param pages reads the whole list, page after page
     * @param name what an entry is found by; several may share it
     */
    public Listing(Clock clock, Duration interval, Supplier<Stream<T>> pages, Function<T, String> name) {
        this(clock, interval, pages, name, Function.identity());
    }

    /** @param kept what of an entry is kept in memory */
    public <E> Listing(
            Clock clock, Duration interval, Supplier<Stream<E>> pages, Function<E, String> name, Function<E, T> kept) {
        this.clock = clock;
        this.interval = interval;
        this.read = () -> pages.get()
                .collect(Collectors.groupingBy(
                        name,
                        Collectors.collectingAndThen(Collectors.mapping(kept, Collectors.toList()), List::copyOf)));
    }

    /** The entries of that name as of the last reading. */
    public synchronized List<T> find(String entryName) {
        if (!isFresh(interval)) {
            read();
        }
        return entries.getOrDefault(entryName, List.of());
    }

    /**
     * The entries of that name as of a reading not older than {@code age}, unless it costs less to look for them one by one.
     *
     * <p>Whoever asks in vain looks for one resource by one call. When as many have done so as the list has pages, the list
     * would have cost no more, and is read for all. So what is read is never more than twice of what had to be.
     */
    synchronized Optional<List<T>> findFresh(String entryName, Duration age) {
        if (!isFresh(age)) {
            if (askedInVain < pagesOfLast) {
                askedInVain++;
                return Optional.empty();
            }
            read();
        }
        return Optional.of(entries.getOrDefault(entryName, List.of()));
    }

    private boolean isFresh(Duration age) {
        Instant now = clock.instant();
        return !readAt.isAfter(now) && !readAt.isBefore(now.minus(age));
    }

    private void read() {
        entries = read.get();
        pagesOfLast = entries.values().stream().mapToInt(List::size).sum() / PAGE + 1;
        askedInVain = 0;
        readAt = clock.instant();
    }
}
