package dev.awsmlops.operator.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads one kind of resource, by itself or, when nothing is expected to change, from the list shared by all objects.
 *
 * <p>The shared list serves only to confirm the last description: when both are of the same version nothing has changed,
 * and no call is made for the resource. Safe for use by several threads.
 *
 * @param <S> an entry of the list
 * @param <D> a description of one resource
 */
public final class Observation<S, D> {

    /** Less than the time after which one that waits looks again. */
    private static final Duration JUST_READ = Duration.ofSeconds(10);

    private final Listing<S> list;
    private final Function<S, Object> listedVersion;
    private final Function<String, Optional<D>> describe;
    private final Function<D, Object> describedVersion;
    private final Predicate<D> isInTransition;
    private final Map<String, D> lastDescribed = new ConcurrentHashMap<>();

    /**
     * @param describe reads one resource; empty when AWS says that it does not exist
     * @param listedVersion what changes whenever the resource does, as the list has it
     * @param describedVersion the same, as a description has it
     */
    public Observation(
            Listing<S> list,
            Function<S, Object> listedVersion,
            Function<String, Optional<D>> describe,
            Function<D, Object> describedVersion) {
        this(list, listedVersion, describe, describedVersion, description -> false);
    }

    /** @param isInTransition whether AWS is at work on it, so that until it is done nobody can change it */
    public Observation(
            Listing<S> list,
            Function<S, Object> listedVersion,
            Function<String, Optional<D>> describe,
            Function<D, Object> describedVersion,
            Predicate<D> isInTransition) {
        this.list = list;
        this.listedVersion = listedVersion;
        this.describe = describe;
        this.describedVersion = describedVersion;
        this.isInTransition = isInTransition;
    }

    /** What AWS says of it now. */
    public Optional<D> now(String name) {
        Optional<D> description = describe.apply(name);
        description.ifPresentOrElse(found -> lastDescribed.put(name, found), () -> lastDescribed.remove(name));
        return description;
    }

    /** The last description while the shared list confirms it, else what AWS says now. */
    public Optional<D> confirmed(String name) {
        return Optional.ofNullable(lastDescribed.get(name))
                .filter(description -> confirms(list.find(name), description))
                .or(() -> now(name));
    }

    /**
     * What AWS says now; of what AWS was at work on, it may be the last description as long as a list that was just read
     * says that it still is. So those who wait for many resources at once share one list.
     */
    public Optional<D> awaited(String name) {
        return Optional.ofNullable(lastDescribed.get(name))
                .filter(isInTransition)
                .filter(description -> list.findFresh(name, JUST_READ)
                        .filter(listed -> confirms(listed, description))
                        .isPresent())
                .or(() -> now(name));
    }

    private boolean confirms(List<S> listed, D description) {
        return listed.stream()
                .anyMatch(entry -> Objects.equals(listedVersion.apply(entry), describedVersion.apply(description)));
    }
}
