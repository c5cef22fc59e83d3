package dev.awsmlops.sandbox.aws.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the simulated services share: the account, its time and all its resources. Guarded by the account's lock. */
public final class World {

    private final String account;
    private final InstantSource clock;
    private final Timings timings;
    private final Outcomes outcomes;
    private final AccountSettings settings = new AccountSettings();
    private final List<ResourceStore<?>> stores = new CopyOnWriteArrayList<>();
    private final List<Consumer<Instant>> ownDoings = new CopyOnWriteArrayList<>();

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

    /**
     * Something that AWS does by itself and that changes more than the state of one resource, such as the crawls that a
     * schedule starts.
     *
     * @param catchUp does what has come due up to the moment, as of when it was due
     */
    public void byItself(Consumer<Instant> catchUp) {
        ownDoings.add(catchUp);
    }

    /**
     * Does what has come due by itself. To be asked before anybody looks at the account.
     *
     * @return the moment up to which it did: what the looker is to take for now
     */
    public Instant catchUp() {
        Instant now = now();
        ownDoings.forEach(doing -> doing.accept(now));
        return now;
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
