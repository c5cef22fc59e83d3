package dev.awsmlops.sandbox.aws.service;

import dev.awsmlops.sandbox.aws.wire.ServiceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list. The token names the last item of the page before, so that items which come or go between two
 * pages neither repeat nor hide others.
 *
 * @param next absent on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /**
     * How callers of an operation ask for a page.
     *
     * @param length the field that says how many items; empty where callers have no say
     * @param token the field that says where to go on
     * @param usual the page's length when the caller does not say
     * @param largest the longest page that the caller may ask for
     * @param badToken the code that refuses a token which is none
     */
    public record Paging(String length, String token, int usual, int largest, String badToken) {}

    /**
     * The page that the request asks for, by {@code MaxResults} and {@code NextToken}.
     *
     * @param key by which the list is ordered; unique
     * @param usual the page's length when the caller does not say
     * @param largest the longest page that the caller may ask for
     */
    public static <T> Page<T> of(
            World world,
            Request request,
            List<T> all,
            Function<T, String> key,
            boolean descending,
            int usual,
            int largest) {
        Paging paging = new Paging("MaxResults", "NextToken", usual, largest, "ValidationException");
        return of(world, request, paging, all, key, descending);
    }

    /**
     * The page that the request asks for.
     *
     * @param key by which the list is ordered; unique
     */
    public static <T> Page<T> of(
            World world, Request request, Paging paging, List<T> all, Function<T, String> key, boolean descending) {
        int asked = request.integer(paging.length(), 1, paging.largest()).orElse(paging.usual());
        int size = Math.min(asked, world.settings().largestPage());
        Comparator<String> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Optional<String> after = request.text(paging.token()).map(token -> decode(token, paging.badToken()));
        List<T> rest = all.stream()
                .filter(item -> after.isEmpty() || order.compare(key.apply(item), after.get()) > 0)
                .sorted(Comparator.comparing(key, order))
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, Optional.of(encode(key.apply(items.get(size - 1)))));
    }

    private static String encode(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token, String badToken) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.refused(badToken, "Invalid pagination token");
        }
    }
}
