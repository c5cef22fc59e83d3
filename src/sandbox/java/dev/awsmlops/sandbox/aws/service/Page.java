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
     * The page that the request asks for.
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
        int asked = request.integer("MaxResults", 1, largest).orElse(usual);
        int size = Math.min(asked, world.settings().largestPage());
        Comparator<String> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Optional<String> after = request.text("NextToken").map(Page::decode);
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

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.refused("ValidationException", "Invalid pagination token");
        }
    }
}
