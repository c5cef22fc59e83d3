package dev.awsmlops.sandbox.aws.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All resources of one type, by region and name, or by name alone if the type's names are not a region's. A name is free
 * again once its resource is gone.
 */
public final class ResourceStore<R extends Resource> {

    private record Key(String region, String name) {}

    private final ResourceType type;
    private final Map<Key, R> byName = new HashMap<>();
    private final List<R> everything = new ArrayList<>();

    ResourceStore(ResourceType type) {
        this.type = type;
    }

    public void add(R resource) {
        byName.put(key(resource.region(), resource.name()), resource);
        everything.add(resource);
    }

    /** Whether the name is taken, be it by a resource that reads do not see yet. */
    public boolean taken(Request request, String name) {
        return Optional.ofNullable(byName.get(key(request.region(), name)))
                .filter(resource -> !resource.gone(request.now()))
                .isPresent();
    }

    /** Empty also for a new resource that reads do not see yet, when the request is a read. */
    public Optional<R> find(Request request, String name) {
        return Optional.ofNullable(byName.get(key(request.region(), name)))
                .filter(resource -> present(resource, request));
    }

    /** Finds a resource in any of the stores, as {@link #find} does in one. */
    public static Optional<Resource> findByArn(List<ResourceStore<?>> stores, Request request, String arn) {
        return stores.stream()
                .flatMap(store -> store.withArn(request, arn))
                .map(Resource.class::cast)
                .findFirst();
    }

    private Stream<R> withArn(Request request, String arn) {
        return byName.values().stream()
                .filter(resource -> resource.arn().equals(arn))
                .filter(resource -> inReach(resource, request) && present(resource, request));
    }

    /** Those of the request's region, or of all regions if the type's names are not a region's; by name. */
    public List<R> list(Request request) {
        return byName.values().stream()
                .filter(resource -> inReach(resource, request))
                .filter(resource -> present(resource, request))
                .sorted(Comparator.comparing(Resource::name))
                .toList();
    }

    public long count(Request request) {
        return byName.values().stream()
                .filter(resource -> inReach(resource, request))
                .filter(resource -> !resource.gone(request.now()))
                .count();
    }

    /** Whatever the region, those gone included. */
    public Stream<R> everything() {
        return everything.stream();
    }

    public ResourceType type() {
        return type;
    }

    private Key key(String region, String name) {
        return new Key(type.regional() ? region : "", name);
    }

    private boolean inReach(R resource, Request request) {
        return !type.regional() || resource.region().equals(request.region());
    }

    private boolean present(R resource, Request request) {
        return !resource.gone(request.now()) && (request.mutating() || resource.seen(request.now()));
    }
}
