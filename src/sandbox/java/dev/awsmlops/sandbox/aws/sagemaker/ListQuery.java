package dev.awsmlops.sandbox.aws.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.Resource;
import dev.awsmlops.sandbox.aws.service.ResourceStore;
import dev.awsmlops.sandbox.aws.service.World;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the lists of SageMaker have in common: they are filtered by parts of names, values and times, sorted as the
 * caller says, and come in pages of 10, or of 100 at most (API reference, ListNotebookInstances and its siblings).
 */
final class ListQuery<R extends Resource> {

    private final Request request;
    private final Map<String, Function<R, String>> orders = new LinkedHashMap<>();
    private Predicate<R> condition = item -> true;

    /** By name and time of creation, in one of which orders every list comes. */
    ListQuery(Request request) {
        this.request = request;
        contains("NameContains", item -> Optional.of(item.name()));
        between("CreationTime", Resource::createdAt);
        sortable("Name", Resource::name);
        sortable("CreationTime", item -> sortable(item.createdAt()));
    }

    private static String sortable(Instant time) {
        return "%020d".formatted(time.toEpochMilli());
    }

    ListQuery<R> contains(String field, Function<R, Optional<String>> text) {
        request.text(field)
                .ifPresent(part -> condition =
                        condition.and(item -> text.apply(item).orElse("").contains(part)));
        return this;
    }

    ListQuery<R> equal(String field, Function<R, String> value) {
        return among(field, item -> List.of(value.apply(item)));
    }

    /** Keeps what has the asked-for value among others. */
    ListQuery<R> among(String field, Function<R, Collection<String>> values) {
        request.text(field)
                .ifPresent(asked ->
                        condition = condition.and(item -> values.apply(item).contains(asked)));
        return this;
    }

    /** Both ends are included. */
    ListQuery<R> between(String field, Function<R, Instant> time) {
        instant(field + "After")
                .ifPresent(limit ->
                        condition = condition.and(item -> !time.apply(item).isBefore(limit)));
        instant(field + "Before")
                .ifPresent(limit ->
                        condition = condition.and(item -> !time.apply(item).isAfter(limit)));
        return this;
    }

    private Optional<Instant> instant(String field) {
        return Optional.ofNullable(request.input().get(field))
                .map(JsonNode::asDouble)
                .map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)));
    }

    ListQuery<R> lastModified(Function<R, Instant> time) {
        return between("LastModifiedTime", time).sortable("LastModifiedTime", item -> sortable(time.apply(item)));
    }

    /** The list can be sorted by this. */
    ListQuery<R> sortable(String name, Function<R, String> key) {
        orders.put(name, key);
        return this;
    }

    /**
     * The page that the request asks for, sorted as it says.
     *
     * @param usualOrder when it does not say
     */
    Page<R> page(World world, ResourceStore<R> store, String usualOrder) {
        boolean descending =
                request.text("SortOrder").filter("Descending"::equals).isPresent();
        return page(world, store, request.text("SortBy").orElse(usualOrder), descending);
    }

    /** The same, in an order that the caller has no say in. */
    Page<R> page(World world, ResourceStore<R> store, String sortBy, boolean descending) {
        if (!orders.containsKey(sortBy)) {
            throw Request.violation("SortBy", "'" + sortBy + "'", "satisfy enum value set: " + orders.keySet());
        }
        List<R> matching = store.list(request).stream().filter(condition).toList();
        Function<R, String> key = item -> orders.get(sortBy).apply(item) + " " + item.name();
        return Page.of(world, request, matching, key, descending, 10, 100);
    }
}
