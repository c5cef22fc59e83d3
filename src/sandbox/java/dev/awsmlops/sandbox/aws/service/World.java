package dev.awsmlops.sandbox.aws.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the simulated services share: the account, its time and all its resources. Guarded by the account's lock. */
public final class World {

    private final String account;
    private final InstantSource clock;
    private final Timings timings;
    private final Outcomes outcomes;
    private final AccountSettings settings = new AccountSettings();
    private final List<ResourceStore<?>> stores = new CopyOnWriteArrayList<>();
    private final List<OwnDoing> ownDoings = new CopyOnWriteArrayList<>();

    public World(String account, InstantSource clock, Timings timings) {
        this.account = account;
        this.clock = clock;
        this.timings = timings;
        this.outcomes = new Outcomes(clock);
    }

    public <R extends Resource> ResourceStore<R> store(ResourceType type) {
        ResourceStore<R> store = new ResourceStore<>(type);
        stores.add(store);
        return store;
    }

    /** Something that AWS does by itself from now on. Of what is due at one moment, what was told first goes first. */
    public void byItself(OwnDoing doing) {
        ownDoings.add(doing);
    }

    /**
     * Does what has come due by itself, in the order in which it came due. To be asked before anybody looks at the
     * account.
     *
     * @return the moment up to which it did: what the looker is to take for now
     */
    public Instant catchUp() {
        Instant now = now();
        for (Optional<OwnDoing> next = next(now); next.isPresent(); next = next(now)) {
            next.get().catchUp(next.get().due().orElseThrow());
        }
        ownDoings.forEach(doing -> doing.catchUp(now));
        return now;
    }

    private Optional<OwnDoing> next(Instant now) {
        return ownDoings.stream()
                .filter(doing -> doing.due().filter(at -> !at.isAfter(now)).isPresent())
                .min(Comparator.comparing(doing -> doing.due().orElseThrow()));
    }

    /** Every resource there ever was, those gone included. */
    public Stream<Resource> everything() {
        return stores.stream().flatMap(store -> store.everything().map(Resource.class::cast));
    }

    public String account() {
        return account;
    }

    public Instant now() {
        return clock.instant();
    }

    public Timings timings() {
        return timings;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public AccountSettings settings() {
        return settings;
    }
}
