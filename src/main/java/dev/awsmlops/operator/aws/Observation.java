package dev.awsmlops.operator.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsResponse;

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
    private final BiFunction<S, String, Optional<D>> fromList;
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
        this(list, listedVersion, describe, describedVersion, isInTransition, (listed, name) -> Optional.empty());
    }

    /** @param fromList the description that an entry of the list is in itself, if the entry is of that name */
    public Observation(
            Listing<S> list,
            Function<S, Object> listedVersion,
            Function<String, Optional<D>> describe,
            Function<D, Object> describedVersion,
            Predicate<D> isInTransition,
            BiFunction<S, String, Optional<D>> fromList) {
        this.fromList = fromList;
        this.list = list;
        this.listedVersion = listedVersion;
        this.describe = describe;
        this.describedVersion = describedVersion;
        this.isInTransition = isInTransition;
    }

    /** What AWS says of it now. */
    public Optional<D> now(String name) {
        Optional<D> description = describe.apply(name);
        description.ifPresentOrElse(found -> remember(name, found), () -> lastDescribed.remove(name));
        return description;
    }

    /** The last description while the shared list confirms it, else what AWS says now. */
    public Optional<D> confirmed(String name) {
        return Optional.ofNullable(lastDescribed.get(name))
                .flatMap(description -> fromList(name, list.find(name), description))
                .or(() -> now(name));
    }

    /**
     * What AWS says now; of what AWS was at work on, it may be the last description as long as a list that was just read
     * says that it still is, or what such a list says. So those who wait for many resources at once share one list.
     */
    public Optional<D> awaited(String name) {
        return Optional.ofNullable(lastDescribed.get(name))
                .filter(isInTransition)
                .flatMap(description ->
                        list.findFresh(name, JUST_READ).flatMap(listed -> fromFreshList(name, listed, description)))
                .or(() -> now(name));
    }

    /** What AWS has answered to a change. */
    public void remember(String name, D description) {
        lastDescribed.put(name, withoutResponse(description));
    }

    /** It was changed, so that no list may confirm what it was before. */
    public void forget(String name) {
        lastDescribed.remove(name);
    }

    /** The last description, if the list confirms it; as the list has it, if it does, so that it is in memory once. */
    private Optional<D> fromList(String name, List<S> listed, D last) {
        if (!confirms(listed, last)) {
            return Optional.empty();
        }
        return listed.stream()
                .flatMap(entry -> fromList.apply(entry, name).stream())
                .findFirst()
                .map(description -> {
                    lastDescribed.put(name, description);
                    return description;
                })
                .or(() -> Optional.of(last));
    }

    /** Some descriptions are responses, and those hold all of the HTTP response and even its connection's buffers. */
    @SuppressWarnings("unchecked")
    private static <D> D withoutResponse(D description) {
        if (description instanceof AwsResponse response) {
            AwsResponse.Builder bare = response.toBuilder();
            bare.sdkHttpResponse(null);
            bare.responseMetadata(null);
            return (D) bare.build();
        }
        return description;
    }

    private Optional<D> fromFreshList(String name, List<S> listed, D last) {
        if (confirms(listed, last)) {
            return Optional.of(last);
        }
        Optional<D> found = listed.stream()
                .flatMap(entry -> fromList.apply(entry, name).stream())
                .findFirst();
        found.ifPresent(description -> lastDescribed.put(name, description));
        return found;
    }

    private boolean confirms(List<S> listed, D description) {
        return listed.stream()
                .anyMatch(entry -> Objects.equals(listedVersion.apply(entry), describedVersion.apply(description)));
    }
}
